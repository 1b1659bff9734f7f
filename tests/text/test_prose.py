"""What becomes of formatted text."""

from contextlib import suppress
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import FIELD_LIMIT, TangledError, TextError, TooLongError, UnreadableError, prose
from portal.text.prose import DEEPEST, MOST_ELEMENTS

ALLOWED = {
    "a",
    "b",
    "blockquote",
    "br",
    "caption",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "li",
    "ol",
    "p",
} | {"s", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
ATTRIBUTES = {("a", "href"), ("th", "scope")} | {
    (cell, name) for cell in ("td", "th") for name in ("colspan", "rowspan")
}

FORMS = [
    ("<p>One <strong>two</strong><br>three</p>", "<p>One <strong>two</strong><br>three</p>"),
    ("<ol><li>a<li>b</ol>", "<ol><li>a</li><li>b</li></ol>"),
    (
        "<a href='https://example.org/?a=1&b=2'>x</a>",
        '<a href="https://example.org/?a=1&amp;b=2">x</a>',
    ),
    ("<table><tr><td colspan=2>1", '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'),
    ("<p>電子提單 𨋢</p>", "<p>電子提單 𨋢</p>"),
    ("", ""),
]
DANGERS = [
    ("<script>alert(1)</script>x", "x"),
    ("<style>p{background:url(//x)}</style>x", "x"),
    ("<img src=x onerror=alert(1)>x", "x"),
    ("<p onclick=alert(1) style=color:red id=a class=b>x</p>", "<p>x</p>"),
    ("<a href=javascript:123>x</a>", "<a>x</a>"),
    ("<a href='java&#9;script:alert(1)'>x</a>", "<a>x</a>"),
    ("<a href='&#x6a;avascript&colon;alert(1)'>x</a>", "<a>x</a>"),
    ("<a href=file:1>x</a>", "<a>x</a>"),
    ("<a href='data:text/html,x'>x</a>", "<a>x</a>"),
    ("<a href=//example.org>x</a>", "<a>x</a>"),
    ("<a href=/desk>x</a>", "<a>x</a>"),
    ("<!-- <b>hidden</b> -->x", "x"),
    ("<svg><style><img src=x onerror=alert(1)></style></svg>", ""),
    ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""),
    ("<p>&#x202e;a&#x200b;b&#1;c</p>", "<p>abc</p>"),
    ("&lt;script&gt;", "&lt;script&gt;"),
]
SCHEMES = ("http:", "https:", "mailto:")
# A slash parts an element from its attribute as a space does.
FRAGMENTS = """
    <p> </p> <b> </b> <i> </i> </a> <table> <tr> </table> <ul> <li> </ul> <br> <hr/> <h2> <caption>
    <script> </script> <style> </style> <svg> <math> <mtext> <mglyph> <title> <xmp> <plaintext>
    <!-- --> <![CDATA[ ]]> <template> <noscript> <select> <option> <textarea> <form> <frameset>
    &lt; &amp; &amp;lt; &nbsp; &#x202e; &#0; &#1; < > & " ' a<b c>d 公司 \u202e \u200b
    <a/href='http://x'> <a/href=javascript:1> <a/href='&#x6a;avascript&colon;1'> <a/href='//x'>
    <a/href="mailto:a@b?x=%22"> <a/href='http://[x'> <a/href='ht&#9;tp://x'> <img/src=x/onerror=1>
    <td/colspan=2> <th/scope=row/onclick=1> <p/title='</p><script>'>
    <annotation-xml/encoding=text/html>
"""


class Seen(HTMLParser):
    """Holds the elements, attributes and links of a text."""

    def __init__(self, html: str) -> None:
        """Read a text."""
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        self.tags.add(tag)
        self.attributes.update((tag, name) for name, _ in attrs)
        self.links.extend(value or "" for name, value in attrs if name == "href")


@pytest.mark.parametrize(("html", "expected"), FORMS)
def test_the_forms_of_a_letter_stay(html: str, expected: str) -> None:
    cleaned = prose(html)

    assert cleaned.__html__() == cleaned
    assert cleaned == expected


@pytest.mark.parametrize(("html", "expected"), DANGERS)
def test_what_could_act_goes(html: str, expected: str) -> None:
    assert prose(html) == expected


@given(st.lists(st.sampled_from([*FRAGMENTS.split(), " ", "\n"]), max_size=14))
def test_nothing_but_known_forms_comes_out_and_twice_is_once(pieces: list[str]) -> None:
    cleaned = prose("".join(pieces))

    seen = Seen(cleaned)
    assert seen.tags <= ALLOWED
    assert seen.attributes <= ATTRIBUTES
    assert all(link.replace("\t", "").startswith(SCHEMES) for link in seen.links)
    assert prose(cleaned) == cleaned


@given(st.text())
def test_any_text_is_cleaned_or_refused(html: str) -> None:
    with suppress(UnreadableError):
        cleaned = prose(html)

        assert prose(cleaned) == cleaned


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("x" * (FIELD_LIMIT + 1), TooLongError),
        ("&" * FIELD_LIMIT, TooLongError),
        ("<p>\0</p>", UnreadableError),
        ("\ud800", UnreadableError),
        ("<b>" * (DEEPEST + 1), TangledError),
        ("<ul><li>" * 16, TangledError),
        ("<br>" * (MOST_ELEMENTS + 1), TangledError),
        ("".join(f"<p><b a={n}>" for n in range(14)) + "<p>x" * 1_000, TangledError),
    ],
)
def test_what_no_document_needs_is_refused(html: str, error: type[TextError]) -> None:
    with pytest.raises(error):
        prose(html)


def test_thirty_levels_are_not_too_deep() -> None:
    assert prose("<b>" * DEEPEST + "x").count("</b>") == DEEPEST


@pytest.mark.parametrize(
    "html",
    [
        "<b " + " ".join(f"a{n}=1" for n in range(12_000)) + ">x",
        "<b><p></b>" * 1_000,
        "<table><b>" * 1_000,
        "<" * (FIELD_LIMIT // 4 - 1),
        "<!--" * (FIELD_LIMIT // 4),
        "&nbsp;" * (FIELD_LIMIT // 6),
        "<p>a line of a letter, as long as most</p>" * 1_999,
    ],
    ids=range(7),
)
def test_tiresome_markup_is_cleaned_or_refused(html: str) -> None:
    with suppress(TextError):
        assert prose(prose(html)) == prose(html)

"""Letters with the faults that people's Word files have, as raw XML: twelve, and three more.

Each says which words a reader sees and which are hidden; the labels are LibreOffice's to tell.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.document.makers import p, part, r, word_file
from tests.document.pieces import (
    LEGAL,
    STYLES,
    box,
    cell,
    changed,
    deleted,
    field_of,
    item,
    level,
    numbering,
    row,
    table,
)

Extra = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its body, the parts beside it, and what is to be read in it, in order.

    `seen` and `unseen` are words that must and must not be read; `faults` are what is found;
    `labels` are the numbers before paragraphs, where LibreOffice prints them otherwise than Word.
    """

    body: str
    seen: tuple[str, ...]
    unseen: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The file."""
        return word_file(self.body, extra=self.extra)


def _numbered() -> Letter:
    body = (
        item("On control")
        + item("We support it.", 1)
        + item("First ground.", 2)
        + item("Second ground.", 2)
        + item("A detail.", 3)
        + item("We ask for more.", 1)
        + item("Anew.", 2)
        + item("On possession")
        + item("It should go.", 1)
    )
    seen = ("On control", "Second ground.", "A detail.", "Anew.", "It should go.")
    return Letter(body, seen, extra={"numbering.xml": numbering(LEGAL)})


def _chinese() -> Letter:
    levels = level(0, "%1、", "taiwaneseCountingThousand") + level(1, "（%2）", "chineseCounting")
    body = "".join(item(f"第{count}項", 0) + item("細項", 1) for count in range(1, 13))
    return Letter(body, ("第1項", "第12項"), extra={"numbering.xml": numbering(levels)})


def _by_style() -> Letter:
    heads = (
        level(0, "Part %1", "upperRoman", '<w:pStyle w:val="Heading1"/>')
        + level(1, "%1.%2", "decimal", '<w:pStyle w:val="Heading2"/>')
        + level(2, "%1.%2.%3")
    )
    body = (
        p("Introduction", '<w:pStyle w:val="Heading1"/>')
        + p("Who we are", '<w:pStyle w:val="Heading2"/>')
        + p("We carry goods.")
        + p("Control", '<w:pStyle w:val="Heading1"/>')
        + p("What it is", '<w:pStyle w:val="Heading2"/>')
        + p("Not counted", '<w:pStyle w:val="Heading2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("How it ends", '<w:pStyle w:val="Heading2"/>')
    )
    extra = {"numbering.xml": numbering(heads), "styles.xml": STYLES}
    return Letter(body, ("Who we are", "Not counted", "How it ends"), extra=extra)


def _restarted() -> Letter:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3">'
        '<w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = (
        item("One")
        + item("Two")
        + p("Between")
        + item("Three")
        + item("One again", 0, 2)
        + item("Two again", 0, 2)
        + item("Five", 0, 3)
    )
    extra = {"numbering.xml": numbering(LEGAL, numbers=again)}
    return Letter(body, ("Between", "Two again", "Five"), extra=extra)


def _tracked() -> Letter:
    kept = changed("ins", r("consent in writing"))
    body = (
        f"<w:p>{r('We ask for ')}{deleted('silence')}{kept}{r('.')}</w:p>"
        f"<w:p>{changed('moveFrom', r('This was elsewhere.'))}</w:p>"
        + p("A clause between.")
        + f"<w:p>{changed('moveTo', r('This came from elsewhere.'))}</w:p>"
    )
    return Letter(
        body,
        ("We ask for consent in writing.", "This came from elsewhere."),
        ("silence", "This was elsewhere."),
        ("tracked",),
    )


def _joined() -> Letter:
    mark = f"<w:rPr>{changed('del', '')}</w:rPr>"
    body = (
        f"<w:p><w:pPr>{mark}</w:pPr>{r('The first half, ')}</w:p>"
        + p("the second half.")
        + f"<w:p><w:pPr>{mark}</w:pPr>{deleted('Gone for good.')}</w:p>"
        + p("The end.")
    )
    seen = ("The first half, the second half.", "The end.")
    return Letter(body, seen, ("Gone for good.",), ("tracked",))


def _row_deleted() -> Letter:
    gone = row(cell(f"<w:p>{deleted('Fee 900')}</w:p>"), properties=changed("del", ""))
    body = table(
        row(cell(p("Item")), cell(p("Cost"))),
        gone,
        row(cell(p("Bill of lading")), cell(p("120"))),
    ) + p("Thus the table.")
    return Letter(
        body, ("Item | Cost", "Bill of lading | 120", "Thus the table."), ("900",), ("tracked",)
    )


def _commented() -> Letter:
    inside = (
        '<w:comment w:id="0" w:author="Partner" w:initials="P"><w:p><w:r><w:t>Do we dare say this?'
        "</w:t></w:r></w:p></w:comment>"
    )
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/>{r("We object.")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    extra = {"comments.xml": part("comments", inside)}
    return Letter(body, ("We object.",), ("Do we dare",), ("comment",), extra)


def _hidden() -> Letter:
    quiet = '<w:rStyle w:val="Quiet"/>'
    by_style = r("secret beta", quiet)
    after_all = r("shown after all", f'{quiet}<w:vanish w:val="0"/>')
    body = (
        f"<w:p>{r('Seen, ')}{r('secret alpha', '<w:vanish/>')}{r('and seen.')}</w:p>"
        f"<w:p>{r('By style ')}{by_style}{r('too.')}</w:p>"
        f"<w:p>{r('Not hidden: ')}{after_all}</w:p>"
    )
    return Letter(
        body,
        ("Seen, and seen.", "By style too.", "Not hidden: shown after all"),
        ("secret alpha", "secret beta"),
        ("hidden",),
        {"styles.xml": STYLES},
    )


def _noted() -> Letter:
    def note(at: int, words: str) -> str:
        return f'<w:footnote w:id="{at}"><w:p>{r(words)}</w:p></w:footnote>'

    apart = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    notes = part("footnotes", f"{apart}</w:footnote>{note(2, 'Cap. 440.')}{note(3, 'See above.')}")
    ends = part("endnotes", f'<w:endnote w:id="1"><w:p>{r("At the end.")}</w:p></w:endnote>')
    body = (
        f'<w:p>{r("The Ordinance")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" applies.")}</w:p>'
        f'<w:p>{r("It does")}<w:r><w:footnoteReference w:id="3"/></w:r>'
        '<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    )
    extra = {"footnotes.xml": notes, "endnotes.xml": ends}
    seen = ("The Ordinance[1] applies.", "Cap. 440.", "See above.", "At the end.")
    return Letter(body, seen, extra=extra)


def _boxed() -> Letter:
    body = f"<w:p>{r('Before. ')}{box('In a box, said once.')}{r('After.')}</w:p>" + p("Then.")
    return Letter(body, ("Before. After.", "In a box, said once.", "Then."))


def _controlled() -> Letter:
    control = f"<w:sdt><w:sdtPr><w:alias w:val='Kind'/></w:sdtPr><w:sdtContent>{r('a bank')}"
    inside = f"{control}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{item('In a control', 0)}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink w:anchor="x">{r("our page")}</w:hyperlink>'
    body = (
        f"<w:p>{r('We are ')}{inside}{r(', see ')}{link}{r('.')}</w:p>{block}"
        f"<w:p>{r('As of ')}{field_of('DATE', '5 January 2026')}{r('.')}</w:p>"
        + item("After the control")
    )
    seen = ("We are a bank, see our page.", "In a control", "As of 5 January 2026.")
    return Letter(body, seen, ("DATE",), extra={"numbering.xml": numbering(LEGAL)})


def _headed() -> Letter:
    def head(words: str) -> str:
        return xml_part("hdr", p(words))

    extra = {
        "header1.xml": head("Harbour Guild, Central"),
        "header2.xml": head("Shown on no page"),
        "footer3.xml": xml_part("ftr", p("Without prejudice")),
    }
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:headerReference w:type="first" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/></w:sectPr>'
    )
    body = p("Dear Sirs,") + p("We write.") + section
    seen = ("Harbour Guild, Central", "Dear Sirs,", "Without prejudice")
    return Letter(body, seen, ("Shown on no page",), extra=extra)


def xml_part(name: str, inner: str) -> str:
    """Write a head or a foot."""
    return part(name, inner)


def _nested() -> Letter:
    inner = table(row(cell(item("Cell one")), cell(p("Cell two"))))
    body = (
        item("Before")
        + table(row(cell(item("Within"), p("more")), cell(inner, p("outside"))))
        + item("Behind")
    )
    seen = ("Before", "Within", "more", "Cell one | Cell two", "outside", "Behind")
    return Letter(body, seen, extra={"numbering.xml": numbering(LEGAL)})


def _signed() -> Letter:
    ruby = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('tai')}</w:rt><w:rubyBase>{r('提')}</w:rubyBase></w:ruby>"
        "</w:r>"
    )
    body = (
        f"<w:p>{r('A non')}<w:r><w:noBreakHyphen/></w:r>{r('breaking line')}<w:r><w:br/></w:r>"
        f"{r('and a tab')}<w:r><w:tab/></w:r>{r('after; soft')}<w:r><w:softHyphen/></w:r>"
        f"{r('ened; ')}{ruby}{r('單')}</w:p>"
        + p("Page two", "<w:pageBreakBefore/>")
        + f'<w:p><w:r><w:br w:type="page"/></w:r>{r("Page three")}</w:p>'
    )
    seen = ("A non\u2011breaking line\nand a tab\tafter; softened; 提", "Page two", "Page three")
    return Letter(body, seen)


LETTERS: Final[dict[str, Callable[[], Letter]]] = {
    "numbers of four levels": _numbered,
    "Chinese numerals": _chinese,
    "numbers by style": _by_style,
    "numbers begun anew": _restarted,
    "tracked words": _tracked,
    "a tracked end of a paragraph": _joined,
    "a tracked row": _row_deleted,
    "comments": _commented,
    "hidden words": _hidden,
    "notes": _noted,
    "text boxes": _boxed,
    "controls, links and fields": _controlled,
    "heads and feet": _headed,
    "tables in tables": _nested,
    "hyphens, ruby and pages": _signed,
}
"""Twelve that the reader was made for, and three that it was not tuned for."""

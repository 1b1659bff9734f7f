"""Plain texts, e-mails, OpenDocument texts and PDFs are read; some words make one ask."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.document.cautions import cautions
from portal.document.dangers import DamagedError, EmbeddedError, MismatchedError, NoTextError
from portal.document.encodings import decoded
from portal.document.kinds import Kind
from portal.document.readings import Fault, Paragraph, Where
from portal.intake.looking import look
from portal.intake.pages import joined
from tests.document.makers import odt_parts, pdf, written, zipped

LETTER = (
    "我們支持條例草案第四條，並請求政府設立登記冊。\n\n"
    "業界認為電子提單的控制權應由系統證明，而不是由文件證明。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "big5hkscs", "gb18030"])
def test_a_chinese_text_is_read_in_whatever_encoding_it_is(encoding: str) -> None:
    assert decoded(LETTER.encode(encoding)) == LETTER


@pytest.mark.parametrize("words", ["𨋢口嘅喺咗嗰㗎", "邨內嘅𨋢壞咗。"])
def test_hong_kong_characters_come_out_of_big5(words: str) -> None:
    said = f"我們的大廈，{words}"

    assert decoded(said.encode("big5hkscs")) == said


def test_simplified_text_is_not_taken_for_big5() -> None:
    words = "我们支持第四条，并请求设立登记册。电子提单的控制权应由系统证明。"

    assert decoded(words.encode("gb18030")) == words


def test_western_letters_of_old_machines_are_read() -> None:
    words = "Réponse à la consultation – “oui”"

    assert decoded(words.encode("cp1252")) == words


@pytest.mark.parametrize("content", [b"a\0b", b"\xff\xfe\x00\xd8", bytes([0x81, 0x8D, 0x90])])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(NoTextError):
        decoded(content)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader_of_texts(content: bytes) -> None:
    try:
        words = decoded(content)
    except (NoTextError, MismatchedError):
        words = ""

    assert "\0" not in words


def mail(words: str, subtype: str = "plain") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Harbour Guild <office@guild.example>", "回應 Clause 4"
    made.set_content(words, subtype=subtype)
    return made


def test_an_e_mail_keeps_its_head_and_its_paragraphs() -> None:
    found = look(Kind.EML, bytes(mail("Dear Sirs,\n\nWe support\nclause 4.\n"))).paragraphs

    assert [(each.where, each.words) for each in found] == [
        (Where.HEADER, "From: Harbour Guild <office@guild.example>"),
        (Where.HEADER, "Subject: 回應 Clause 4"),
        (Where.BODY, "Dear Sirs,"),
        (Where.BODY, "We support\nclause 4."),
    ]


def test_a_formatted_e_mail_keeps_its_numbers_and_loses_its_scripts() -> None:
    html = (
        "<style>p {}</style><p>Dear <b>Sirs</b>,</p><ol><li>First<li>Second</ol><ul><li>Point</ul>"
        "<table><tr><td>Fee<td>900</table><script>alert(1)</script><p>Yours<br>Guild"
    )

    found = look(Kind.EML, bytes(mail(html, "html"))).paragraphs

    assert [each.whole for each in found if each.where is Where.BODY] == [
        "Dear Sirs,",
        "1. First",
        "2. Second",
        "• Point",
        "Fee | 900",
        "Yours\nGuild",
    ]


def test_files_enclosed_in_an_e_mail_are_uploaded_by_themselves() -> None:
    made = mail("See the file.")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="letter.pdf")

    with pytest.raises(EmbeddedError):
        look(Kind.EML, bytes(made))


def test_what_is_no_e_mail_is_refused() -> None:
    with pytest.raises(MismatchedError):
        look(Kind.EML, b"Just words.")


def test_a_tangled_e_mail_is_refused() -> None:
    with pytest.raises(DamagedError):
        look(Kind.EML, bytes(mail("<div>" * 3000 + "<p>x", "html")))


def test_an_open_document_tells_changes_comments_and_hidden_words() -> None:
    styles = (
        '<style:style style:name="Gone" style:family="text"><style:text-properties '
        'text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Once said.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Now<office:annotation><text:p>Really?</text:p></office:annotation>"
        '<text:span text:style-name="Gone">secret</text:span><text:s text:c="2"/>said.</text:p>'
    )

    found = look(Kind.ODT, zipped(odt_parts(body, automatic=styles)))

    assert found.words == "Now  said."
    assert [(each.fault, each.excerpt) for each in found.findings] == [
        (Fault.TRACKED, "− Once said."),
        (Fault.COMMENT, "Really?"),
        (Fault.HIDDEN, "secret"),
    ]


def test_a_pdf_is_read_with_its_pages() -> None:
    content = written(pdf("We support it.\n1. First\n2. Second", "On page two."))

    found = look(Kind.PDF, content).paragraphs

    assert [(each.page, each.words) for each in found] == [
        (1, "We support it."),
        (1, "1. First"),
        (1, "2. Second"),
        (2, "On page two."),
    ]


def test_a_scan_has_no_words() -> None:
    assert not look(Kind.PDF, written(pdf(""))).has_words


@settings(deadline=None)
@given(st.lists(st.text("ab1.( )\n", max_size=30), max_size=8))
def test_no_line_of_a_page_is_lost(written_lines: list[str]) -> None:
    page = "\n".join(written_lines)

    lines = [line for each in joined(page) for line in each.split("\n")]

    assert lines == [line.strip() for line in page.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("words", "where", "found"),
    [
        ("Privileged and confidential", Where.BODY, ["Privileged and confidential"]),
        ("This advice is privileged.", Where.BODY, ["privileged"]),
        ("本文件享有法律專業保密權。", Where.BODY, ["享有法律專業保密權"]),
        ("WITHOUT PREJUDICE", Where.HEADER, ["WITHOUT PREJUDICE"]),
        ("This applies without prejudice to section 5.", Where.BODY, []),
        ("Legal professional privilege must stay.", Where.BODY, ["Legal professional privilege"]),
        ("DRAFT 3, 12 January 2026", Where.BODY, ["DRAFT"]),
        ("草稿", Where.TEXTBOX, ["草稿"]),
        ("We have read the draft Bill and support its clauses.", Where.BODY, []),
        ("The privilege of carriers", Where.BODY, []),
    ],
)
def test_some_words_make_one_ask(words: str, where: Where, found: list[str]) -> None:
    assert [each.word for each in cautions([Paragraph(words, where)])] == found


def test_each_such_word_is_asked_about_once() -> None:
    paragraphs = [Paragraph("Privileged"), Paragraph("privileged"), Paragraph("Draft")]

    assert [each.word for each in cautions(paragraphs)] == ["Privileged", "Draft"]

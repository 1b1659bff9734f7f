"""A Word file is read as its printed page is: no visible word lost, no hidden one shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.document.kinds import Kind
from portal.document.readings import Paragraph, Reading, Where, reading_of
from portal.intake.looking import look
from tests.document.letters import LETTERS
from tests.document.makers import p, r, word_file
from tests.document.pieces import item, level, numbering


def read(body: str, **extra: str) -> Reading:
    """Read a letter of a body and its parts, each by its name without .xml."""
    parts = {f"{name}.xml": content for name, content in extra.items()}
    return look(Kind.DOCX, word_file(body, extra=parts))


def labels(reading: Reading) -> list[str]:
    return [each.label for each in reading.paragraphs]


@pytest.mark.parametrize("name", LETTERS)
def test_every_word_that_is_seen_is_read_in_order(name: str) -> None:
    letter = LETTERS[name]()

    words = look(Kind.DOCX, letter.content).words

    places = [words.find(each) for each in letter.seen]
    assert -1 not in places, dict(zip(letter.seen, places, strict=True))
    assert places == sorted(places)


@pytest.mark.parametrize("name", LETTERS)
def test_no_word_that_is_hidden_or_deleted_is_read(name: str) -> None:
    letter = LETTERS[name]()

    words = look(Kind.DOCX, letter.content).words

    assert [each for each in letter.unseen if each in words] == []


@pytest.mark.parametrize("name", LETTERS)
def test_each_thing_that_people_may_not_have_meant_is_found(name: str) -> None:
    letter = LETTERS[name]()

    found = look(Kind.DOCX, letter.content).findings

    assert {each.fault.value for each in found} == set(letter.faults)
    assert all(each.excerpt for each in found)


def test_an_excerpt_says_what_was_taken_out_and_what_was_put_in() -> None:
    found = look(Kind.DOCX, LETTERS["tracked words"]().content).findings

    assert [each.excerpt for each in found] == [
        "− silence",
        "+ consent in writing",
        "− This was elsewhere.",
        "+ This came from elsewhere.",
    ]


RUN = st.text("abc <>&提單𨋢", min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(RUN, min_size=1, max_size=4), max_size=6))
def test_words_come_out_as_they_were_put_in(paragraphs: list[list[str]]) -> None:
    def escaped(words: str) -> str:
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    body = "".join(f"<w:p>{''.join(r(escaped(run)) for run in runs)}</w:p>" for runs in paragraphs)

    found = [each.words for each in read(body).paragraphs]

    assert found == [words for runs in paragraphs if (words := "".join(runs).strip())]


def test_a_label_is_cited_with_the_numbers_it_stands_under() -> None:
    cited = [
        each.cited
        for each in look(Kind.DOCX, LETTERS["numbers of four levels"]().content).paragraphs
    ]

    assert cited == ["1", "1.1", "1.1(a)", "1.1(b)", "1.1(b)(i)", "1.2", "1.2(a)", "2", "2.1"]


def test_a_legal_level_writes_figures_only() -> None:
    levels = level(0, "%1.", "upperRoman") + level(1, "%1.%2", "lowerLetter", "<w:isLgl/>")

    found = read(item("One") + item("Under", 1), numbering=numbering(levels))

    assert labels(found) == ["I.", "1.1"]


def test_a_level_may_go_on_counting_under_the_next_heading() -> None:
    levels = level(0, "%1.") + level(1, "(%2)", "lowerLetter", '<w:lvlRestart w:val="0"/>')

    found = read(
        item("One") + item("Under", 1) + item("Two") + item("Under", 1), numbering=numbering(levels)
    )

    assert labels(found) == ["1.", "(a)", "2.", "(b)"]


def test_a_bullet_is_a_sign_that_every_program_shows() -> None:
    found = read(item("One"), numbering=numbering(level(0, "\uf0b7", "bullet")))

    assert (labels(found), found.paragraphs[0].cited) == (["•"], "")


def test_a_deleted_paragraph_does_not_count() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/>'
        "</w:rPr></w:pPr><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>"
    )

    found = read(item("One") + gone + item("Two"), numbering=numbering(level(0, "%1.")))

    assert [each.whole for each in found.paragraphs] == ["1. One", "2. Two"]


def test_pages_are_those_that_word_laid_out() -> None:
    laid = "<w:r><w:lastRenderedPageBreak/></w:r>"

    found = read(p("On page one") + f"<w:p>{laid}{r('On page two')}</w:p>" + p("Still there"))

    assert [each.page for each in found.paragraphs] == [1, 2, 2]


def test_where_a_paragraph_stands_is_told() -> None:
    found = look(Kind.DOCX, LETTERS["notes"]().content).paragraphs

    assert [each.where for each in found].count(Where.FOOTNOTE) == 3


def test_what_is_white_on_white_is_told_and_not_lost() -> None:
    white = r("hardly", '<w:color w:val="FFFFFF"/>')

    found = read(f"<w:p>{r('Seen ')}{white}</w:p>")

    assert found.words == "Seen hardly"
    assert [each.excerpt for each in found.findings] == ["hardly"]


def test_a_paragraph_with_blank_lines_stays_one() -> None:
    found = read(f"<w:p>{r('Above')}<w:r><w:br/><w:br/></w:r>{r('below')}</w:p>")

    assert [each.words for each in found.paragraphs] == ["Above\nbelow"]


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Paragraph,
            st.text(min_size=1),
            st.sampled_from(Where),
            st.text(),
            st.text(),
            st.none() | st.integers(1),
        )
    )
)
def test_a_reading_is_stored_whole(paragraphs: list[Paragraph]) -> None:
    reading = Reading(tuple(paragraphs))

    assert reading_of(reading.stored()) == reading

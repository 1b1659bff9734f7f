"""What the pages say: true figures, the same paragraphs in each language, quotations as written."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language import Language
from portal.reports.balances import in_words
from portal.reports.blocks import Block, Heading, Paragraph, Proposal, Quotation, Report, Table
from portal.reports.counting import Balance
from portal.reports.edition import public
from portal.reports.positions import Position
from portal.reports.quantity import A_FEW, ALL, ALMOST_ALL, MANY, MOST, ONE, SOME, quantity
from portal.reports.quoting import LONGEST_QUOTATION, marks_around, shortened
from portal.reports.sections import report
from portal.reports.snapshot import Answer
from portal.submissions.decisions import Edition
from tests.reports.makers import shipped, snapshot, submission

DIGEST = "4be190c7" * 8
HEADINGS = [clause.id for clause in shipped().consultation.clauses]


@cache
def made(edition: Edition = Edition.PUBLIC, language: Language = Language.EN) -> Report:
    return report(shipped(), DIGEST, edition=edition, language=language)


def blocks(made_report: Report, number: str) -> tuple[Block, ...]:
    return next(one.blocks for one in made_report.sections if one.number == number)


def numbers(made_report: Report) -> list[str]:
    return [
        block.number
        for section in made_report.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("edition", list(Edition))
def test_every_language_carries_the_same_paragraph_numbers(edition: Edition) -> None:
    english = numbers(made(edition))

    assert numbers(made(edition, Language.ZH_HANT)) == english
    assert numbers(made(edition, Language.ZH_HANS)) == english
    assert len(set(english)) == len(english)


@pytest.mark.parametrize("key", HEADINGS)
def test_the_label_over_a_proposal_does_not_repeat_the_heading(key: str) -> None:
    section = next(one for one in made().sections if one.number == key)

    labels = [one.label for one in section.blocks if isinstance(one, Proposal)]

    assert section.over
    assert not any(section.over in label for label in labels)


@pytest.mark.parametrize("key", HEADINGS)
def test_every_heading_has_a_quotation_in_the_public_edition(key: str) -> None:
    quoted = [one for one in blocks(made(), key) if isinstance(one, Quotation)]

    assert quoted
    assert all(one.reference.paragraph or one.reference.words for one in quoted)


def test_a_quotation_stands_once_in_a_section_and_as_it_was_written() -> None:
    every = "\n".join(text.words for one in shipped().submissions for text in one.texts)
    for key in HEADINGS:
        quoted = [one.lines for one in blocks(made(), key) if isinstance(one, Quotation)]

        assert len(set(quoted)) == len(quoted)
        assert all(line in every for lines in quoted for line in lines if "[" not in line)


@pytest.mark.parametrize(
    ("words", "speech", "marks"),
    [
        ("Plain words", "en", "\u201c\u201d"),
        ('It says "original"', "en", "\u2018\u2019"),
        ("It says \u201coriginal\u201d", "en", "\u2018\u2019"),
        ("\u5f71\u672c", "zh-Hant-HK", "\u300c\u300d"),
        ("\u300c\u5f71\u672c\u300d\u4e00\u8a9e", "zh-Hant-HK", "\u300e\u300f"),
        ("\u201c\u5f71\u672c\u201d\u4e00\u8bed", "zh-Hans-HK", "\u2018\u2019"),
    ],
)
def test_a_quotation_is_set_in_the_marks_that_its_words_do_not_use(
    words: str, speech: str, marks: str
) -> None:
    assert "".join(marks_around(words, speech)) == marks


def test_every_printable_passage_stands_in_annex_d() -> None:
    [index] = [one for one in blocks(made(), "D") if isinstance(one, Table)]

    listed = {one.words for row in index.rows for cell in row.cells for one in cell.references}
    spoken = {
        one.reference
        for one in public(shipped()).standing
        if any(passage.quote and passage.codings for passage in one.passages)
    }
    assert listed == spoken


def test_annex_e_lists_every_text_that_follows_it() -> None:
    [contents] = [one for one in blocks(made(), "E") if isinstance(one, Table)]

    targets = [row.cells[-1].target for row in contents.rows]
    assert targets == [one.id for one in made().sections if one.style == "text"]


def test_an_uncoded_consultation_makes_a_whole_report() -> None:
    bare = snapshot(submission(answers=(Answer("Q13", ("agree",)),), clearances=()))

    done = report(bare, DIGEST, edition=Edition.PUBLIC, language=Language.EN)

    said = [one.words for one in blocks(done, "C4") if isinstance(one, Paragraph)]
    assert "1 of 1 standing submission addressed it; 1 took a view. One supports it." in said
    assert "No passage has been coded to it yet." in said


def test_an_empty_consultation_makes_a_whole_report() -> None:
    done = report(snapshot(), DIGEST, edition=Edition.INTERNAL, language=Language.ZH_HANT)

    assert [one.number for one in done.sections[3 : 3 + len(HEADINGS)]] == HEADINGS


def test_the_table_of_positions_adds_up_on_every_clause() -> None:
    for key in HEADINGS[:17]:
        [table] = [
            one
            for one in blocks(made(Edition.INTERNAL), key)
            if isinstance(one, Table) and one.style == "whole wide"
        ]
        total = [int(cell.words) for cell in table.rows[-1].cells[1:]]

        assert sum(total[:-1]) == total[-1] == len(shipped().standing)


def test_a_late_submission_is_received_and_not_counted() -> None:
    said = [one.words for one in blocks(made(), "3") if isinstance(one, Paragraph)]

    assert "32 submissions have been received = 31 standing + 1 late, awaiting a decision." in said


def test_every_report_says_draft_sample_and_reconstruction() -> None:
    done = made()

    assert done.watermark == "SAMPLE"
    assert "Draft, as at 9 March 2026, 9:14 am Hong Kong time" in done.edition
    assert any("reconstructed" in mark.lower() for mark in done.cover.marks)
    assert "1.1" in numbers(done)
    assert isinstance(blocks(done, "C4")[0], Heading)


counts = st.integers(0, 60)


@given(support=counts, changes=counts, oppose=counts, silent=counts)
def test_sentences_never_say_what_is_not_true(
    support: int, changes: int, oppose: int, silent: int
) -> None:
    declared = {
        Position.SUPPORT: support,
        Position.SUPPORT_WITH_CHANGES: changes,
        Position.OPPOSE: oppose,
        Position.NOT_ADDRESSED: silent,
    }

    said = in_words(Balance(declared, {}))

    viewed = support + changes + oppose
    assert f"{viewed} of {viewed + silent} standing" in said
    if oppose > 1:
        assert f"({oppose}) oppose it." in said
    if viewed and viewed == support:
        assert "oppose" not in said


@given(st.integers(1, 500), st.integers(0, 500))
def test_a_word_of_quantity_is_true_by_the_printed_thresholds(count: int, others: int) -> None:
    total = count + others
    share = count / total

    word = quantity(count, total)

    assert {
        ALL: count == total > 1,
        ALMOST_ALL: share >= 0.9,
        MOST: 0.5 < share < 0.9,
        MANY: 0.3 <= share <= 0.5,
        SOME: 0.1 <= share < 0.3,
        A_FEW: share < 0.1 and count > 1,
        ONE: count == 1,
    }[word]


@pytest.mark.parametrize(("count", "total"), [(0, 3), (4, 3)])
def test_there_is_no_word_for_none_or_for_too_many(count: int, total: int) -> None:
    with pytest.raises(ValueError, match=f"{count}"):
        quantity(count, total)


def test_a_long_quotation_is_cut_at_a_sentence_and_marked() -> None:
    words = "A sentence of some length. " * 60

    cut = shortened(words)

    assert cut.endswith("length. […]".replace(". [", ". ["))
    assert len(cut) <= LONGEST_QUOTATION + 4
    assert shortened("Short.") == "Short."

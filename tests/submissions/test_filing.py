"""Answers become entries and come back the same; whatever is wrong is told with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.canonical import Json
from portal.consultations.documents import mapping
from portal.consultations.paper import Paper
from portal.consultations.readings import (
    categories,
    clause_of,
    front_of,
    groups_of,
    question_of,
)
from portal.submissions.answers import answer_entries, comment_entries
from portal.submissions.drafted import Drafted, filing_of_draft
from portal.submissions.filing import Entry, Faults, FiledRestriction
from portal.submissions.lines import read_line
from portal.submissions.marks import blacked_out, occurrences
from portal.submissions.places import in_reading_order
from tests.submissions.makers import ANSWERS, CLOSING, GUILD, WHILE_OPEN, folder, line

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=30)


def shipped() -> Paper:
    held = folder()
    scales = mapping(held.layout["scales"])
    questions = tuple(
        question_of(number, body, scales, "en") for number, body in enumerate(held.questions)
    )
    return Paper(
        slug=held.slug,
        reference_prefix=held.reference_prefix,
        opens_at=WHILE_OPEN,
        closes_at=CLOSING,
        is_sample=False,
        revision_id=1,
        revision_number=1,
        loaded_at=WHILE_OPEN,
        front=front_of(held.manifest, held.sectors),
        clauses=tuple(
            clause_of(number, body, "", "en") for number, body in enumerate(held.clauses)
        ),
        groups=groups_of(held.layout, questions, "en"),
        questions=questions,
        body_kinds=categories(held.sectors["body_kinds"], "en"),
        sectors=categories(held.sectors["sectors"], "en"),
        reporting_groups=(),
        notices={},
    )


PAPER = shipped()


def faults_of(key: str, answer: Json) -> list[str]:
    faults = Faults()
    answer_entries(PAPER.question(key), answer, faults)
    return [str(fault) for fault in faults.found]


@pytest.mark.parametrize(
    ("key", "answer", "entries"),
    [
        ("Q1", {"choice": "agree", "text": "Yes."}, [Entry("Q1", ("agree",), None, "Yes.")]),
        ("Q1", {"text": "  \n "}, []),
        ("Q2", {"choice": "separate"}, [Entry("Q2", ("separate",))]),
        (
            "Q7",
            {"choices": ["other", "bl"], "other": "Receipts"},
            [Entry("Q7", ("bl", "other")), Entry("Q7.other", words="Receipts")],
        ),
        (
            "Q22",
            {"rows": [{}, {"ordinance": "Cap. 1", "suggestion": "Add."}]},
            [Entry("Q22.2", words="Add."), Entry("Q22.2.ordinance", words="Cap. 1")],
        ),
        (
            "Q25",
            {"number": "-3.50", "unit": "days"},
            [Entry("Q25", number="-3.50"), Entry("Q25.unit", words="days")],
        ),
        ("Q27", {"text": "Last"}, [Entry("Q27", words="Last")]),
    ],
)
def test_an_answer_becomes_entries(key: str, answer: Json, entries: list[Entry]) -> None:
    faults = Faults()

    read = answer_entries(PAPER.question(key), answer, faults)

    assert (read, faults.found) == (entries, [])


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("Q1", {"choice": "perhaps"}, "Q1: “perhaps” is not offered here."),
        ("Q1", {"choice": ["agree"]}, "Q1: “['agree']” is not offered here."),
        ("Q1", {"choices": ["agree"]}, "Q1: The key “choices” is not known."),
        ("Q1", {"text": 7}, "Q1: This must be text."),
        ("Q1", "agree", "Q1: This must be an object {…}."),
        ("Q7", {"choices": "bl"}, "Q7: This must be a list."),
        ("Q25", {"number": "1,200"}, "Q25: The number must be a decimal number as text"),
        ("Q25", {"number": 1200}, "Q25: The number must be a decimal number as text"),
        ("Q22", {"rows": [{"suggestion": "Add."}]}, "Q22.1: Name the ordinance."),
        ("Q22", {"rows": [{}] * 201}, "Q22: This must be a list of at most 200 rows."),
        ("Q22", {"rows": [{"clause": "3"}]}, "Q22.1: The key “clause” is not known."),
        ("Q27", {"text": "x" * 100_001}, "Q27: This text has 100001 characters."),
        ("Q27", {"text": "NUL \0"}, "Q27: This text holds codes that stand for no character"),
        ("Q27", {"text": "\ud800"}, "Q27: This text holds codes that stand for no character"),
    ],
)
def test_a_fault_is_told_with_its_place(key: str, answer: Json, said: str) -> None:
    (fault,) = faults_of(key, answer)

    assert fault.startswith(said)


def test_a_heading_without_a_declaring_question_takes_no_position() -> None:
    faults = Faults()

    comment_entries(PAPER.clause("G2"), {"position": "support"}, PAPER, faults)
    comment_entries(PAPER.clause("G1"), {"position": "support"}, PAPER, faults)

    assert [fault.place for fault in faults.found] == ["G2"]


def test_a_draft_and_a_line_that_say_the_same_give_the_same_entries() -> None:
    drafted = [Drafted(key, mapping(value)) for key, value in ANSWERS.items()]
    letter = mapping(ANSWERS["letter"])["text"]
    said = line(
        answers={key: value for key, value in ANSWERS.items() if key.startswith("Q")},
        clauses={"C4": ANSWERS["C4"]},
        letter=letter,
    )

    by_draft = filing_of_draft("en", GUILD, drafted, PAPER, Faults())
    by_line = read_line(said, PAPER, Faults())

    assert by_line is not None
    assert by_draft.entries == by_line.filing.entries
    places = [entry.place for entry in by_draft.entries]
    assert places == in_reading_order(places, [each.key for each in PAPER.questions])


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"answers": {"Q99": {"text": "?"}}}, "Q99"),
        ({"clauses": {"C99": {"view": "?"}}}, "C99"),
        ({"respondent": {"name": {"en": " "}}}, "respondent.name"),
        ({"respondent": {"name": {"en": "A"}, "kind": "guild"}}, "respondent.kind"),
        ({"respondent": {"name": {"en": "A"}, "sectors": ["moon"]}}, "respondent.sectors"),
        (
            {"respondent": {"name": {"en": "A"}, "sectors": ["bank"], "main_sector": "forwarder"}},
            "respondent.main_sector",
        ),
        ({"respondent": {"name": {"en": "A"}, "members": 10**12}}, "respondent.members"),
        ({"received_at": "2026-02-30T10:00:00+08:00"}, "received_at"),
        ({"restrictions": [{"on": "Q2", "reason": "-"}]}, "Q2"),
        ({"restrictions": [{"on": "Q1", "quote": "No.", "reason": "-"}]}, "Q1"),
        ({"restrictions": [{"on": "all", "quote": "Yes", "reason": "-"}]}, "restrictions[1]"),
    ],
)
def test_a_line_is_refused_with_the_place_of_its_fault(keys: dict[str, Json], place: str) -> None:
    faults = Faults()

    read = read_line(line(**keys), PAPER, faults)

    assert read is None
    assert [fault.place for fault in faults.found] == [place]


def test_every_occurrence_of_a_marked_quote_is_marked() -> None:
    said = line(
        answers={"Q8": {"text": "Nine, then nine, then Nine."}},
        restrictions=[{"on": "Q8", "quote": "Nine", "reason": "A figure"}],
    )

    read = read_line(said, PAPER, Faults())

    assert read is not None
    assert read.filing.restrictions == (
        FiledRestriction("Q8", 0, 4, "A figure"),
        FiledRestriction("Q8", 22, 26, "A figure"),
    )


def test_without_a_word_on_naming_the_name_is_withheld() -> None:
    read = read_line(line(respondent={"name": {"en": "A"}}), PAPER, Faults())

    assert read is not None
    assert not read.filing.respondents[0].is_named


def test_a_draft_without_consent_to_publication_is_confidential_whole() -> None:
    profile = GUILD.copy()
    profile["publication"] = False

    filing = filing_of_draft("en", profile, [Drafted("Q1", {"text": "A"})], PAPER, Faults())

    assert filing.restrictions == (FiledRestriction(),)
    assert filing.consents == ("declaration",)


@pytest.mark.parametrize(
    ("words", "is_taken"),
    [
        ("x" * 10_000_000, False),
        ("NUL \0 inside", False),
        ("a lone surrogate \ud800", False),
        ("a" + "\u0301" * 99_000, True),
        ("pay \u202egnihton\u202c now", True),
        ("<script>alert(1)</script> a<b and c>d", True),
    ],
)
def test_a_hostile_text_is_taken_or_refused_with_its_place(words: str, is_taken: bool) -> None:  # noqa: FBT001
    faults = Faults()

    filing_of_draft("en", GUILD, [Drafted("Q8", {"text": words})], PAPER, faults)

    assert ("Q8" not in {fault.place for fault in faults.found}) == is_taken


def test_a_draft_that_says_nothing_and_names_nobody_is_refused() -> None:
    faults = Faults()

    filing_of_draft("en", {}, [Drafted("Q1", {"text": " "})], PAPER, faults)

    assert {fault.place for fault in faults.found} == {"name", ""}


@settings(max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from([question.key for question in PAPER.questions]),
)
def test_no_value_whatever_is_met_with_an_error(value: Json, key: str) -> None:
    answer_entries(PAPER.question(key), value, Faults())
    answer_entries(PAPER.question(key), {"text": value, "choice": value}, Faults())
    answer_entries(PAPER.question(key), {"rows": value, "choices": value}, Faults())
    comment_entries(PAPER.clause("C1"), {"position": value, "view": value}, PAPER, Faults())


@given(st.text("ab", max_size=12), st.text("ab", min_size=1, max_size=3))
def test_an_occurrence_is_the_quote_itself(words: str, quote: str) -> None:
    found = list(occurrences(quote, words))

    assert all(words[start:stop] == quote for start, stop in found)
    assert len(found) == words.count(quote)


def test_ink_covers_and_moves_nothing() -> None:
    assert blacked_out("abcdefgh", [(5, 7), (0, 2), (1, 3)]) == "███de██h"

"""A paper is read whole and in order; a consultation stands where its dates say."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.consultations.actions import load, mark_sample
from portal.consultations.paper import Paper, State, state_at
from portal.consultations.queries import consultation_named, consultations_listed, paper
from portal.errors import NotFoundError
from tests.consultations.folders import edited, put, without_simplified

OPENS = datetime(2025, 12, 29, 4, 0, tzinfo=UTC)
CLOSES = datetime(2026, 2, 27, 10, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.fixture
def read(session: Session) -> Paper:
    """The paper of the folder that ships."""
    return paper(session, load(session, edited(), now=OPENS).consultation)


@pytest.mark.parametrize(
    ("now", "is_sample", "state"),
    [
        (OPENS - TICK, False, State.FORTHCOMING),
        (OPENS, False, State.OPEN),
        (CLOSES - TICK, False, State.OPEN),
        (CLOSES, False, State.CLOSED),
        (CLOSES, True, State.OPEN),
        (CLOSES + timedelta(days=9999), True, State.OPEN),
    ],
)
def test_a_consultation_is_open_from_its_opening_until_its_closing(
    now: datetime, *, is_sample: bool, state: State
) -> None:
    assert state_at(OPENS, CLOSES, now, is_sample=is_sample) is state


def test_a_consultation_nobody_loaded_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        consultation_named(session, "nothing")


def test_the_list_tells_the_state_of_each(session: Session) -> None:
    loaded = load(session, edited(), now=OPENS)

    assert [each.state for each in consultations_listed(session, now=CLOSES)] == [State.CLOSED]
    mark_sample(session, loaded.consultation)
    assert [each.state for each in consultations_listed(session, now=CLOSES)] == [State.OPEN]


def test_the_list_shows_the_revision_in_force(session: Session) -> None:
    load(session, edited(), now=OPENS)
    title = {"en": "New", "zh_hant": "新", "zh_hans": "新"}
    load(session, edited(put("consultation.json", "title", to=title)), now=OPENS)

    (listed,) = consultations_listed(session, now=OPENS)

    assert listed.front.title == title


def test_clauses_and_questions_stand_in_reading_order(read: Paper) -> None:
    clauses = [f"C{n}" for n in range(1, 18)] + [f"G{n}" for n in range(1, 6)]

    assert [clause.key for clause in read.clauses] == clauses
    assert [question.key for question in read.questions] == [f"Q{n}" for n in range(1, 28)]
    assert [each for group in read.groups for each in group.questions] == list(read.questions)


def test_a_question_of_agreement_has_the_options_of_the_scale(read: Paper) -> None:
    keys = [option.key for option in read.question("Q1").options]

    assert keys == ["strongly_agree", "agree", "neither", "disagree", "strongly_disagree"]
    assert read.question("Q8").options == ()
    assert read.question("Q7").takes_other


def test_a_position_is_taken_on_clauses_and_on_headings_a_question_declares(read: Paper) -> None:
    taken = [clause.key for clause in read.clauses if read.takes_position(clause)]

    assert taken == [*(f"C{n}" for n in range(1, 18)), "G1"]
    declaring = read.declaring("C4")
    assert declaring is not None
    assert declaring.key == "Q13"


def test_a_clause_knows_its_neighbours_and_questions(read: Paper) -> None:
    first, last = read.clauses[0], read.clauses[-1]

    assert read.neighbours(first) == (None, read.clause("C2"))
    assert read.neighbours(last) == (read.clause("G4"), None)
    assert [each.key for each in read.questions_on(read.clause("C4"))] == ["Q13", "Q14"]
    assert (read.clause("C4").number, read.clause("G1").number) == ("4", "G1")


def test_every_sector_stands_in_a_reporting_group(read: Paper) -> None:
    groups = {sector.key: read.reporting_group(sector.key).key for sector in read.sectors}

    assert groups["pandi"] == "finance"
    assert set(groups.values()) == {group.key for group in read.reporting_groups}


def test_what_is_not_there_is_a_key_error(read: Paper) -> None:
    for ask in (read.clause, read.question, read.group_of, read.sector, read.body_kind):
        with pytest.raises(KeyError):
            ask("C99")


def test_a_language_the_paper_lacks_is_filled_from_its_default(session: Session) -> None:
    loaded = load(session, without_simplified(), now=OPENS)

    read = paper(session, loaded.consultation)

    assert read.front.languages == ("en", "zh-hant")
    assert read.clause("C4").title["zh_hans"] == read.clause("C4").title["en"]
    assert read.notices["late"]["zh_hans"] == read.notices["late"]["en"]


def test_the_collection_statement_is_read_as_one_text(read: Paper) -> None:
    words = read.notices["collection_statement"]

    assert words["en"].startswith("This Personal Information Collection Statement")
    assert "\n\n2. Obligatory or voluntary. Responding is voluntary." in words["en"]
    assert "\n\n6. 要求及查詢。" in words["zh_hant"]
    assert len(words["zh_hans"].split("\n\n")) == 7

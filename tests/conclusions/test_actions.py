"""A position is assigned from passages, confirmed by a second person, never over a declared one."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.conclusions.actions import (
    DeclaredAlreadyError,
    LapsedError,
    NoPassagesError,
    NoPositionTakenError,
    ReassignedError,
    SecondPersonError,
    assign,
    confirm,
)
from portal.conclusions.models import Position, PositionConfirmation
from portal.conclusions.queries import Source, held_by
from portal.errors import NotFoundError
from tests.conclusions.makers import Case, case
from tests.submissions.makers import WHILE_OPEN


def assigned(made: Case, position: str = "support") -> int:
    by = made.room.staff["reviewer-1"].id
    assignment = made.assignment(position=position)
    return assign(made.room.session, made.held, assignment, by=by, now=WHILE_OPEN)


def confirmed(made: Case, position_id: int, by: str = "reviewer-2") -> None:
    confirm(
        made.room.session,
        made.held.version_id,
        position_id,
        by=made.room.staff[by].id,
        now=WHILE_OPEN,
    )


def test_every_clause_has_one_source_and_they_add_up(session: Session) -> None:
    made = case(session)

    held = made.held

    assert {clause: held.source(clause) for clause in ("G1", "C3", "C4", "C13", "C5")} == {
        "G1": Source.DECLARED,
        "C3": Source.DECLARED,
        "C4": Source.WAITING,
        "C13": Source.WAITING,
        "C5": Source.SILENT,
    }
    assert len(held.clauses) == 18
    assert sum(held.count(source) for source in Source) == 18


def test_a_position_waits_until_a_second_person_confirms_it(session: Session) -> None:
    made = case(session)

    position = assigned(made)
    assert made.held.source("C4") is Source.ASSIGNED
    confirmed(made, position)
    confirmed(made, position)

    held = made.held.assigned["C4"]
    assert made.held.source("C4") is Source.CONFIRMED
    assert (held.by, held.confirmed_by, held.passages) == (
        "reviewer-1", "reviewer-2", (made.passage,),
    )  # fmt: skip


def test_nobody_confirms_their_own(session: Session) -> None:
    made = case(session)

    with pytest.raises(SecondPersonError):
        confirmed(made, assigned(made), by="reviewer-1")


def test_assigning_the_same_again_changes_nothing(session: Session) -> None:
    made = case(session)

    assert assigned(made) == assigned(made)
    assert session.scalar(select(func.count()).select_from(Position)) == 1


def test_another_position_replaces_the_first_and_waits_anew(session: Session) -> None:
    made = case(session)
    first = assigned(made)
    confirmed(made, first)

    second = assigned(made, "oppose")

    assert made.held.source("C4") is Source.ASSIGNED
    with pytest.raises(ReassignedError):
        confirmed(made, first)
    confirmed(made, second)
    assert made.held.assigned["C4"].position.value == "oppose"
    assert session.scalar(select(func.count()).select_from(PositionConfirmation)) == 2


def test_a_declared_position_is_never_overwritten(session: Session) -> None:
    made = case(session)
    by = made.room.staff["reviewer-1"].id

    with pytest.raises(DeclaredAlreadyError):
        assign(session, made.held, made.assignment("C3"), by=by, now=WHILE_OPEN)


def test_no_position_is_taken_on_a_heading_nobody_asks_of(session: Session) -> None:
    made = case(session)
    by = made.room.staff["reviewer-1"].id

    with pytest.raises(NoPositionTakenError):
        assign(session, made.held, made.assignment("G3"), by=by, now=WHILE_OPEN)


def test_a_position_is_read_from_passages_of_the_same_submission(session: Session) -> None:
    made = case(session)
    other = made.room.lodged({"letter": {"text": "Another letter."}})
    text = made.room.said(other, "letter").text_id
    assert text is not None
    foreign = made.room.tagged(made.room.marking(text, "letter")).passage_id
    by = made.room.staff["reviewer-1"].id

    for passages in ((), (foreign,), (made.passage, foreign)):
        bare = replace(made.assignment(), passages=passages)
        with pytest.raises(NoPassagesError):
            assign(session, made.held, bare, by=by, now=WHILE_OPEN)


def test_only_a_position_of_this_version_is_confirmed(session: Session) -> None:
    made = case(session)

    with pytest.raises(NotFoundError):
        confirmed(made, assigned(made) + 1)


BESIDE: dict[str, Json] = {"text": "All may be included."}


def test_a_position_outlives_an_amendment_that_keeps_the_words_it_was_read_from(
    session: Session,
) -> None:
    made = case(session)
    position = assigned(made)

    made.room.amended(made.submission, "Q8", BESIDE)
    assert made.held.source("C4") is Source.ASSIGNED
    assert assigned(made) == position
    confirmed(made, position)

    assert made.held.assigned["C4"].id == position
    assert made.held.source("C4") is Source.CONFIRMED


def test_a_position_lapses_with_the_words_it_was_read_from(session: Session) -> None:
    made = case(session)
    earlier = assigned(made, "oppose")
    confirmed(made, earlier)
    text = made.room.said(made.submission, "Q8").text_id
    assert text is not None
    beside = made.room.tagged(made.room.marking(text, "None")).passage_id
    both = replace(made.assignment(), passages=(made.passage, beside))
    by = made.room.staff["reviewer-1"].id
    position = assign(session, made.held, both, by=by, now=WHILE_OPEN)

    before = made.held.version_id
    made.room.amended(made.submission, "Q8", BESIDE)

    assert made.held.source("C4") is Source.WAITING
    with pytest.raises(LapsedError):
        confirmed(made, position)
    with pytest.raises(NoPassagesError):
        assign(session, made.held, both, by=by, now=WHILE_OPEN)
    told = held_by(session, made.room.paper, {before: made.submission.id})[before]
    assert told.source("C4") is Source.ASSIGNED
    assert assigned(made) > position


def test_a_position_of_a_later_version_says_nothing_of_an_earlier_one(session: Session) -> None:
    made = case(session)
    before = made.held.version_id
    made.room.amended(made.submission, "Q8", BESIDE)
    assigned(made)

    held = held_by(session, made.room.paper, {before: made.submission.id})[before]

    assert held.source("C4") is Source.WAITING


def test_nobody_confirms_nothing(session: Session) -> None:
    made = case(session)
    position = assigned(made)

    with pytest.raises(IntegrityError), session.begin_nested():
        confirm(session, made.held.version_id, position, by=999_999, now=WHILE_OPEN)

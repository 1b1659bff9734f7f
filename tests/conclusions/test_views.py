"""Positions at the desk: one form to assign, one button for somebody else to confirm."""

import re

import pytest
from sqlalchemy import func, select

from portal.conclusions.models import Position, PositionConfirmation
from portal.consultations.actions import load
from portal.db import Database
from tests.coding.conftest import Desk, Seat, desk, seat
from tests.consultations.folders import without_question
from tests.submissions.makers import ANSWERS, SLUG, WHILE_OPEN

__all__ = ["desk", "seat"]


def coded(desk: Desk, seat: Seat) -> str:
    """Code the letter, and give the row of the passage."""
    answer = seat("reviewer-1").post(desk.address, data=desk.sent("clause 4"))
    found = re.search(r"passage=(\d+)", answer.location)
    assert found
    return found[1]


def count(database: Database, table: type[Position] | type[PositionConfirmation]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_one_assigns_and_another_confirms(desk: Desk, seat: Seat, database: Database) -> None:
    sent = {"position": "oppose", "passages": [coded(desk, seat)]}
    first, second = seat("reviewer-1"), seat("reviewer-2")

    assigned = first.post(f"{desk.address}/positions/C5", data=sent)
    assert assigned.location.endswith("/positions#stand-C5")
    assert "/confirm" not in first.get(f"{desk.address}/positions").text
    page = second.get(f"{desk.address}/positions").text
    address = re.search(r'action="([^"]+/confirm)"', page)
    assert address
    confirmed = second.post(address[1])

    assert confirmed.status_code == 302
    assert "confirmed by reviewer-2" in first.get(f"{desk.address}/positions").text
    assert (count(database, Position), count(database, PositionConfirmation)) == (1, 1)


def test_nobody_confirms_their_own(desk: Desk, seat: Seat, database: Database) -> None:
    client = seat("reviewer-1")
    sent = {"position": "oppose", "passages": [coded(desk, seat)]}
    client.post(f"{desk.address}/positions/C5", data=sent)
    with database.reading() as session:
        position = session.scalars(select(Position.id)).one()

    answer = client.post(f"{desk.address}/positions/{position}/confirm")

    assert answer.status_code == 403
    assert count(database, PositionConfirmation) == 0


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"passages": ["1"]}, "Choose a position."),
        ({"position": "oppose"}, "Choose the passages it is read from."),
        ({"position": "not_addressed", "passages": ["1"]}, "Choose one of the answers offered."),
    ],
)
def test_what_is_missing_is_told_beside_its_clause(
    desk: Desk, seat: Seat, database: Database, sent: dict[str, str], sentence: str
) -> None:
    coded(desk, seat)

    answer = seat("reviewer-1").post(f"{desk.address}/positions/C5", data=sent)

    assert answer.status_code == 422
    assert re.search(rf'<a href="#C5-\w+">{sentence}</a>', answer.text)
    assert count(database, Position) == 0


def test_a_declared_position_cannot_be_assigned(desk: Desk, seat: Seat) -> None:
    sent = {"position": "oppose", "passages": [coded(desk, seat)]}

    assert seat("reviewer-1").post(f"{desk.address}/positions/C4", data=sent).status_code == 409
    assert seat("reviewer-1").post(f"{desk.address}/positions/C99", data=sent).status_code == 404


@pytest.mark.parametrize("name", ["official-1", "administrator-1", "stranger-1"])
def test_only_reviewers_assign_and_confirm(desk: Desk, seat: Seat, name: str) -> None:
    client = seat(name)

    assert client.post(f"{desk.address}/positions/C5").status_code == 404
    assert client.post(f"{desk.address}/positions/1/confirm").status_code == 404


@pytest.mark.parametrize("key", [key for key in ANSWERS if key.startswith("Q")])
def test_answers_to_a_question_that_was_removed_are_still_shown(
    desk: Desk, seat: Seat, database: Database, key: str
) -> None:
    with database.writing() as session:
        assert load(session, without_question(key), now=WHILE_OPEN).revision.number == 2
    client = seat("official-1")

    pages = [f"/en/desk/{SLUG}/positions", desk.address, f"{desk.address}/positions"]

    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    assert f"Question {key[1:]}" in client.get(desk.address).text

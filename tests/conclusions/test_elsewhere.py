"""A position is read from words about its own clause, unless its reader says otherwise."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from portal.conclusions.actions import ElsewhereError, assign
from portal.conclusions.assigning import elsewhere
from portal.conclusions.models import Position
from portal.db import Database
from tests.coding.conftest import Desk, Seat, desk, seat
from tests.conclusions.makers import case
from tests.conclusions.test_views import count
from tests.submissions.makers import WHILE_OPEN

__all__ = ["desk", "seat"]

CLAUSES = some.sampled_from(["C1", "C2", "C3", None])


@given(some.dictionaries(some.integers(), some.lists(CLAUSES)), CLAUSES.filter(bool))
def test_words_are_elsewhere_if_every_coder_put_them_on_another_clause(
    coded: dict[int, list[str | None]], clause: str
) -> None:
    found = set(elsewhere(coded, clause))

    for passage, clauses in coded.items():
        others = [each for each in clauses if each not in {None, clause}]
        assert (passage in found) == (bool(clauses) and len(others) == len(clauses))


def test_words_about_another_clause_are_refused_unless_that_is_meant(session: Session) -> None:
    made = case(session)
    by = made.room.staff["reviewer-1"].id
    other = made.assignment("C5")

    with pytest.raises(ElsewhereError) as refused:
        assign(session, made.held, other, by=by, now=WHILE_OPEN)
    assign(session, made.held, replace(other, is_across=True), by=by, now=WHILE_OPEN)
    assign(session, made.held, made.assignment("C4"), by=by, now=WHILE_OPEN)

    assert refused.value.status == 422
    assert set(made.held.assigned) == {"C4", "C5"}


def test_the_form_shows_what_words_were_coded_as_and_asks_about_another_clause(
    desk: Desk, seat: Seat, database: Database
) -> None:
    client = seat("reviewer-1")
    clauses = re.findall(r'<option value="(\d+)">\s*(\w+) ', client.get(desk.address).text)
    fourth = next(value for value, number in clauses if number == "4")
    coded = client.post(desk.address, data=desk.sent("clause 4", clause=fourth)).location
    found = re.search(r"passage=(\d+)", coded)
    assert found
    sent = {"position": "oppose", "passages": [found[1]]}

    opened = client.get(f"{desk.address}/positions?clause=C5").text
    refused = client.post(f"{desk.address}/positions/C5", data=sent)
    kept = count(database, Position)
    done = client.post(f"{desk.address}/positions/C5", data=sent | {"across": "yes"})

    form = opened.partition('action="')[2]
    for told in ("<b>4.1</b>", '<span class="stance support">', ">C4<", "About another clause"):
        assert told in opened[opened.index('id="stand-C5"') :]
    assert 'name="across"' in form
    assert refused.status_code == 422
    assert "Choose words about Clause 5, or tick" in refused.text
    assert f'value="{found[1]}" checked' in refused.text
    assert kept == 0
    assert done.status_code == 302
    assert "About another clause" in seat("reviewer-2").get(f"{desk.address}/positions").text


def test_the_page_begins_with_an_overview_and_opens_one_form_at_a_time(
    desk: Desk, seat: Seat
) -> None:
    client = seat("reviewer-1")
    client.post(desk.address, data=desk.sent("clause 4"))

    bare = client.get(f"{desk.address}/positions").text
    opened = client.get(f"{desk.address}/positions?clause=C5").text
    unknown = client.get(f"{desk.address}/positions?clause=nowhere").text

    assert bare.count("<form") + 1 == opened.count("<form")
    assert unknown.count("<form") == bare.count("<form")
    assert 'positions?clause=C5#stand-C5"' in bare
    assert 'id="stand-C5"' in opened

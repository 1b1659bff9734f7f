"""Whoever codes words otherwise than before is told what they said, and asked to press again."""

import re

import pytest
from sqlalchemy import func, select

from portal.coding.models import Coding, CodingEnd
from portal.db import Database
from tests.coding.conftest import Desk, Seat


def rows(database: Database) -> tuple[int, int]:
    """Count the codings, and those that ended."""
    with database.reading() as session:
        made = session.scalar(select(func.count()).select_from(Coding)) or 0
        return made, session.scalar(select(func.count()).select_from(CodingEnd)) or 0


def test_another_stance_is_asked_about_and_shown_with_the_one_before(
    desk: Desk, seat: Seat, database: Database
) -> None:
    client = seat("reviewer-1")
    client.post(desk.address, data=desk.sent("clause 4"))
    other = desk.sent("clause 4", stance="oppose")

    asked = client.post(desk.address, data=other)
    untouched = rows(database)
    seen = re.search(r'name="seen" value="(\d+)"', asked.text)
    done = client.post(desk.address, data=other | {"seen": seen[1] if seen else ""})

    assert asked.status_code == 409
    assert "the theme 4.1 as “Support”" in asked.text
    assert "change it to “Oppose”" in asked.text
    assert '<a href="#stance">You have given' in asked.text
    assert ">clause 4</textarea>" in asked.text.replace("hidden>\n", "hidden>")
    assert untouched == (1, 0)
    assert done.status_code == 302
    assert rows(database) == (2, 1)
    assert "(before: Support)" in client.get(desk.address).text


def test_another_clause_is_asked_about_and_stands_beside(
    desk: Desk, seat: Seat, database: Database
) -> None:
    client = seat("reviewer-1")
    page = client.get(desk.address).text
    first, second = re.findall(r'<option value="(\d+)">', page)[-2:]
    client.post(desk.address, data=desk.sent("clause 4", clause=first))
    other = desk.sent("clause 4", clause=second)

    asked = client.post(desk.address, data=other)
    seen = re.search(r'name="seen" value="(\d+)"', asked.text)
    client.post(desk.address, data=other | {"seen": seen[1] if seen else ""})

    assert asked.status_code == 409
    assert "Press the button again to give it here as well" in " ".join(asked.text.split())
    assert rows(database) == (2, 0)


@pytest.mark.parametrize("seen", ["", "x", "0 -1", "999999"])
def test_a_page_that_was_told_of_something_else_is_asked_again(
    desk: Desk, seat: Seat, database: Database, seen: str
) -> None:
    client = seat("reviewer-1")
    client.post(desk.address, data=desk.sent("clause 4"))

    answer = client.post(desk.address, data=desk.sent("clause 4", stance="oppose", seen=seen))

    assert answer.status_code == 409
    assert rows(database) == (1, 0)

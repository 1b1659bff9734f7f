"""Sessions that only read, sessions that write in turn, and names of broken constraints."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.db import Database, violated

NOW = datetime(2026, 1, 5, 4, 0, 0, 123456, tzinfo=UTC)


def row(name: str) -> dict[str, object]:
    return {"name": name, "password_hash": "-", "is_active": True, "made_at": NOW}


def test_the_database_itself_refuses_a_write_in_a_reading_session(database: Database) -> None:
    with (
        pytest.raises(DBAPIError, match=r"readonly|read-only"),
        database.reading() as session,
    ):
        session.execute(insert(Staff), [row("ann")])


def test_a_writing_session_commits_all_or_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as session:
            session.execute(insert(Staff), [row("ann")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with database.writing() as session:
        session.execute(insert(Staff), [row("bob")])

    with database.reading() as session:
        assert list(session.scalars(select(Staff.name))) == ["bob"]


def test_many_writers_at_once_all_get_their_turn(database: Database) -> None:
    def write(number: int) -> None:
        with database.writing() as session:
            count = session.scalar(select(func.count()).select_from(Staff))
            session.execute(insert(Staff), [row(f"{number}-{count}")])

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(write, range(36)))

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Staff)) == 36


def test_a_moment_comes_back_as_it_was_and_a_naive_one_is_refused(session: Session) -> None:
    session.execute(insert(Staff), [row("ann")])

    assert session.scalar(select(Staff.made_at)) == NOW
    with pytest.raises((StatementError, ValueError), match="offset"):
        session.execute(insert(Staff), [{**row("bob"), "made_at": NOW.replace(tzinfo=None)}])


def test_a_broken_constraint_is_named_alike_on_either_database(session: Session) -> None:
    session.execute(insert(Staff), [row("ann")])

    with pytest.raises(IntegrityError) as broken, session.begin_nested():
        session.execute(insert(Staff), [row("ann")])

    assert violated(broken.value) == "uq_staff_name"

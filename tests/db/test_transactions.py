"""One transaction a request: what commits, what leaves no mark, what is written all the same."""

from datetime import UTC, datetime

import pytest
from flask import Flask, abort
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from portal.access import Door, opens_to
from portal.accounts.actions import join_staff
from portal.accounts.queries import staff_everyone
from portal.db import Database, after_commit, later, request_session
from portal.errors import ConflictError
from portal.journal import JournalEntry, trace

NOW = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
DONE: list[str] = []


def joined(name: str) -> None:
    join_staff(request_session(), name, password_hash="-", now=NOW)


@pytest.fixture
def app(app: Flask) -> Flask:
    """The portal with a few pages that write, refuse and leave traces."""
    DONE.clear()
    add_pages_that_write(app)
    add_pages_that_trace(app)
    return app


def add_pages_that_write(app: Flask) -> None:
    @app.route("/join/<name>", methods=["GET", "POST"])
    @opens_to(Door.EVERYONE)
    def join(name: str) -> ResponseReturnValue:
        joined(name)
        after_commit(lambda: DONE.append(name))
        return "joined"

    @app.post("/answer/<int:status>")
    @opens_to(Door.EVERYONE)
    def answer(status: int) -> ResponseReturnValue:
        joined("somebody")
        return "no", status

    @app.post("/conflict")
    @opens_to(Door.EVERYONE)
    def conflict() -> ResponseReturnValue:
        joined("somebody")
        raise ConflictError

    @app.post("/stale")
    @opens_to(Door.EVERYONE)
    def stale() -> ResponseReturnValue:
        joined("somebody")
        raise StaleDataError


def add_pages_that_trace(app: Flask) -> None:
    @app.get("/read")
    @opens_to(Door.EVERYONE)
    def read() -> ResponseReturnValue:
        trace("secret.read", "the secret", who="a test")
        return "the secret"

    @app.post("/refuse/<int:status>")
    @opens_to(Door.EVERYONE)
    def refuse(status: int) -> ResponseReturnValue:
        joined("somebody")
        after_commit(lambda: DONE.append("somebody"))
        trace("join.refused", "somebody", who="a test")
        return abort(status)

    @app.get("/untraceable")
    @opens_to(Door.EVERYONE)
    def untraceable() -> ResponseReturnValue:
        later(fail)
        return "the secret"


def fail(_session: object) -> None:
    raise OperationalError("INSERT", {}, Exception("disk full"))


def staff(database: Database) -> list[str]:
    with database.reading() as session:
        return [each.name for each in staff_everyone(session)]


def acts(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(JournalEntry.act)))


def test_a_write_commits_once_and_what_waited_for_it_follows(
    app: Flask, database: Database
) -> None:
    assert app.test_client().post("/join/ann").status_code == 200

    assert staff(database) == ["ann"]
    assert DONE == ["ann"]


def test_a_page_that_is_only_read_cannot_write(app: Flask, database: Database) -> None:
    app.testing = False

    assert app.test_client().get("/join/ann").status_code == 500

    assert staff(database) == []
    assert DONE == []


@pytest.mark.parametrize(
    ("address", "status"), [("/refuse/403", 403), ("/answer/422", 422), ("/conflict", 409)]
)
def test_a_refusal_leaves_no_mark(
    app: Flask, database: Database, address: str, status: int
) -> None:
    assert app.test_client().post(address).status_code == status

    assert staff(database) == []
    assert DONE == []


def test_somebody_elses_change_in_the_meantime_is_a_conflict_and_no_fault(
    app: Flask, database: Database
) -> None:
    assert app.test_client().post("/stale").status_code == 409

    assert staff(database) == []


def test_what_a_request_was_refused_is_journalled_though_its_deed_is_undone(
    app: Flask, database: Database
) -> None:
    app.test_client().post("/refuse/403")

    assert acts(database) == ["join.refused"]


def test_what_a_page_shows_is_journalled_before_it_is_shown(app: Flask, database: Database) -> None:
    assert app.test_client().get("/read").text == "the secret"

    assert acts(database) == ["secret.read"]


def test_nothing_is_shown_that_cannot_be_journalled(app: Flask) -> None:
    answer = app.test_client().get("/untraceable")

    assert answer.status_code == 503
    assert "the secret" not in answer.text

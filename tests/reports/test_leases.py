"""A report is held for as long as it is worked on, and no longer."""

from datetime import UTC, datetime
from threading import Event
from threading import enumerate as threads

import pytest

from portal.clock import now
from portal.db import Database
from portal.language import Language
from portal.reports.actions import ask
from portal.reports.asking import Asked, Asker
from portal.reports.jobs import Leases, Task, claim, due
from portal.reports.models import Report, ReportState
from portal.submissions.decisions import Edition
from tests.coding.makers import room
from tests.submissions.makers import WHILE_OPEN

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PULSE = 0.01
LONG = 20  # seconds; far longer than what is waited for ever takes


@pytest.fixture
def task(database: Database) -> Task:
    """A report that a worker has begun to work on."""
    with database.writing() as session:
        made = room(session)
        by = Asker(made.staff["official-1"].id, "official-1")
        asked = Asked(Edition.PUBLIC, Language.EN)
        report = ask(session, made.consultation, asked, by=by, now=WHILE_OPEN)
    begun = claim(database, report.id)
    assert begun is not None
    return begun


def row(database: Database, task: Task) -> Report:
    with database.reading() as session:
        return session.get_one(Report, task.id)


def is_renewed(database: Database, task: Task) -> bool:
    """Wait until a lease is a new one, or for far longer than it should take."""
    waiting = Event()
    return any(
        row(database, task).leased_until != LONG_AGO or waiting.wait(PULSE)
        for _ in range(int(LONG / PULSE))
    )


def test_a_lease_is_renewed_however_silent_the_work_is(database: Database, task: Task) -> None:
    with database.writing() as session:
        session.get_one(Report, task.id).leased_until = LONG_AGO

    with Leases().holding(database, task, pulse=PULSE):
        assert is_renewed(database, task)

    assert list(due(database, now())) == []


def test_nothing_renews_a_lease_once_the_work_has_failed(database: Database, task: Task) -> None:
    with pytest.raises(ConnectionError), Leases().holding(database, task, pulse=PULSE):
        raise ConnectionError

    assert "lease" not in {one.name for one in threads()}


def test_a_worker_that_leaves_in_the_middle_leaves_its_report_to_the_next(
    database: Database, task: Task
) -> None:
    leases = Leases()

    with leases.holding(database, task):
        leases.give_back(database)

    left = row(database, task)
    assert (left.state, left.attempts, left.leased_until) == (ReportState.QUEUED, 0, None)
    assert list(due(database, now())) == [task.id]


def test_a_report_that_is_done_is_not_given_back(database: Database, task: Task) -> None:
    leases = Leases()
    with leases.holding(database, task):
        pass

    leases.give_back(database)

    assert row(database, task).state is ReportState.WORKING

"""The worker does whatever is due, and shows that it lives for as long as it does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as threads

import pytest

from portal.db import Database
from portal.work import Job, Worker

PULSE = 0.01
LONG = 20  # seconds; far longer than what is waited for ever takes


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    """A database in which nothing stands."""
    made = Database(f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    yield made
    made.engine.dispose()


def hired(opened: Database, folder: Path, *jobs: Job) -> Worker:
    return Worker(opened, folder, jobs)


def job(name: str, rows: list[int], done: list[tuple[str, int]]) -> Job:
    """Make a job that notes what it did, and cannot do row 13."""

    def do(_database: Database, row: int) -> None:
        if row == 13:
            raise ValueError(row)
        done.append((name, row))

    return Job(name, lambda _database, _now: rows, do)


def lost(_database: Database, _now: datetime) -> Iterator[int]:
    """Fail after the first row, as a database does that goes away."""
    yield 1
    raise ConnectionError


def test_a_row_that_fails_does_not_stop_the_rest(opened: Database, tmp_path: Path) -> None:
    done: list[tuple[str, int]] = []

    hired(opened, tmp_path, job("one", [1, 13, 2], done), job("two", [3], done)).do_all_due()

    assert done == [("one", 1), ("one", 2), ("two", 3)]


def test_a_job_that_cannot_say_what_is_due_does_not_stop_the_rest(
    opened: Database, tmp_path: Path
) -> None:
    done: list[tuple[str, int]] = []
    broken = Job("broken", lost, lambda _database, _row: None)

    hired(opened, tmp_path, broken, job("two", [3], done)).do_all_due()

    assert done == [("two", 3)]


def test_a_worker_that_leaves_gives_back_what_every_job_holds(
    opened: Database, tmp_path: Path
) -> None:
    left: list[str] = []

    def broken(_database: Database) -> None:
        raise ConnectionError

    def leave(_database: Database) -> None:
        left.append("two")

    one, two = job("one", [], []), job("two", [], [])
    hired(opened, tmp_path, replace(one, leave=broken), replace(two, leave=leave)).leave()

    assert left == ["two"]


def test_the_worker_shows_that_it_lives_while_a_long_work_lasts(
    opened: Database, tmp_path: Path
) -> None:
    begun, may_end = Event(), Event()

    def last(_database: Database, _row: int) -> None:
        begun.set()
        may_end.wait(LONG)

    worker = hired(opened, tmp_path, Job("long", lambda _database, _now: [1], last))
    work = Thread(target=worker.do_all_due)
    with worker.living(PULSE):
        work.start()
        assert begun.wait(LONG)
        worker.heartbeat.unlink(missing_ok=True)
        has_beaten = comes_to_be(worker.heartbeat)
        may_end.set()
        work.join()

    assert has_beaten


def test_the_heart_stops_when_the_worker_does(opened: Database, tmp_path: Path) -> None:
    worker = hired(opened, tmp_path)

    with pytest.raises(ConnectionError), worker.living():
        raise ConnectionError

    assert worker.heartbeat.exists()
    assert "heartbeat" not in {thread.name for thread in threads()}


def test_a_heart_that_cannot_write_beats_on(opened: Database, tmp_path: Path) -> None:
    worker = hired(opened, tmp_path)
    worker.heartbeat.mkdir()

    with worker.living(PULSE):
        worker.heartbeat.rmdir()
        has_beaten = comes_to_be(worker.heartbeat)

    assert has_beaten


def comes_to_be(file: Path) -> bool:
    """Wait until a file is there, or for far longer than it should take."""
    waiting = Event()
    return any(file.is_file() or waiting.wait(PULSE) for _ in range(int(LONG / PULSE)))

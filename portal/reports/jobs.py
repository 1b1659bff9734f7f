"""The work that reports leave to the background: compile each that was asked for."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Final

from portal.canonical import sha256
from portal.clock import now
from portal.db import Database
from portal.reports import actions, shelf, snapshot
from portal.reports.press import LeakError, Wanted, compile_report
from portal.reports.queries import reports_due, slug_of, snapshot_of
from portal.work import Job

PULSE: Final = 60.0  # seconds between two renewals; a lease outlasts several

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """A report under lease, freed from the session that claimed it."""

    id: int
    code: str
    slug: str
    consultation_id: int
    lease: str
    wanted: Wanted


class Leases:
    """The reports that a worker holds: renewed while it works, given back when it leaves."""

    def __init__(self) -> None:
        """Hold none."""
        self._held: set[Task] = set()

    @contextmanager
    def holding(self, database: Database, task: Task, *, pulse: float = PULSE) -> Iterator[None]:
        """Renew a lease every `pulse` seconds until the block ends, however silent the work is.

        A thread of its own renews, and ends with the block or with the process.
        """
        ended = Event()
        renewing = (database, task, ended, pulse)
        thread = Thread(target=_renew, args=renewing, name="lease", daemon=True)
        self._held.add(task)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            self._held.discard(task)

    def give_back(self, database: Database) -> None:
        """Let the reports that are held wait for another worker."""
        for task in tuple(self._held):
            with database.writing() as session:
                actions.give_back(session, task.id, task.lease)


def _renew(database: Database, task: Task, ended: Event, pulse: float) -> None:
    while not ended.wait(pulse):
        try:
            with database.writing() as session:
                actions.renew(session, task.id, task.lease, now=now())
        except Exception:
            log.exception("the lease of report %s was not renewed", task.code)


def jobs(data_dir: Path) -> tuple[Job, ...]:
    """Give the jobs of this room; finished files go to the data folder."""
    leases = Leases()

    def do(database: Database, report_id: int) -> None:
        compile_due(database, report_id, data_dir, leases)

    return (Job("report", due, do, leases.give_back),)


def due(database: Database, at: datetime) -> Iterable[int]:
    """List the reports that wait to be compiled."""
    with database.reading() as session:
        return reports_due(session, now=at)


def compile_due(database: Database, report_id: int, data_dir: Path, leases: Leases) -> None:
    """Compile one report under a lease; doing it twice is harmless, and a failure is logged."""
    task = claim(database, report_id)
    if task is None:
        return
    try:
        with leases.holding(database, task):
            _compile(database, task, data_dir)
    except LeakError as error:
        _give_up(database, task, str(error), is_final=True)
    except Exception as error:
        log.exception("report %s was not compiled", task.code)
        _give_up(database, task, f"{type(error).__name__}: {error}", is_final=False)


def claim(database: Database, report_id: int) -> Task | None:
    """Take a report that is due under a lease; None where another worker was quicker."""
    with database.writing() as session:
        report = actions.claim(session, report_id, now=now())
        if report is None or report.lease is None:
            return None
        return Task(
            id=report.id,
            code=report.code,
            slug=slug_of(session, report),
            consultation_id=report.consultation_id,
            lease=report.lease,
            wanted=Wanted(report.edition, report.language, report.kind.value),
        )


def _compile(database: Database, task: Task, data_dir: Path) -> None:
    with database.reading() as session:
        document = snapshot.write(snapshot_of(session, task.slug))
    with database.writing() as session:
        digest = actions.keep_snapshot(session, task.consultation_id, document, now=now())
        actions.begin(session, task.id, task.lease, digest)
    made = compile_report(document, task.wanted, tell=_teller(database, task))
    shelf.place(shelf.shelf_mark(data_dir, task.code), made)
    with database.writing() as session:
        actions.finish(session, task.id, task.lease, sha256(made), now=now())


def _teller(database: Database, task: Task) -> Callable[[int], None]:
    def tell(percent: int) -> None:
        with database.writing() as session:
            actions.advance(session, task.id, task.lease, percent, now=now())

    return tell


def _give_up(database: Database, task: Task, reason: str, *, is_final: bool) -> None:
    with database.writing() as session:
        actions.give_up(session, task.id, task.lease, reason, is_final=is_final, now=now())

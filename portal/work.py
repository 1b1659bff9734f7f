"""Waking the worker: work is the state of a row, and huey only says that something is due."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Final

from huey import SqliteHuey, crontab
from huey.api import Huey

from portal.clock import now
from portal.db import Database

HEARTBEAT: Final = "worker.heartbeat"
PULSE: Final = 60.0  # seconds between two signs of life
SILENCE: Final = 2.5 * PULSE  # seconds without one after which a worker is taken for stopped

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of work: the ids of rows that are due, and what to do with one of them.

    `due` may name a row twice or name one that another worker takes first: `do` claims it by
    lease, and doing a row twice is harmless. `leave` gives back what is held when the worker
    ends in the middle of it.
    """

    name: str
    due: Callable[[Database, datetime], Iterable[int]]
    do: Callable[[Database, int], None]
    leave: Callable[[Database], None] = lambda _database: None


def last_sign(heartbeat: Path) -> float | None:
    """Tell how many seconds ago a worker last showed that it lives; None if it never did."""
    try:
        return max(time.time() - heartbeat.stat().st_mtime, 0.0)
    except OSError:
        return None


class Worker:
    """Does what is due, whenever it is nudged and once a minute."""

    def __init__(self, database: Database, folder: Path, jobs: Iterable[Job]) -> None:
        """Keep the nudges in a small SQLite file in the folder; losing it loses no work."""
        self.database = database
        self.heartbeat = folder / HEARTBEAT
        self.jobs = tuple(jobs)
        self.huey: Huey = SqliteHuey(filename=str(folder / "nudges.db"), fsync=False)
        self._wake = self.huey.task()(self.do_all_due)
        self.huey.periodic_task(crontab(minute="*"), name="sweep")(self.do_all_due)

    @property
    def is_alive(self) -> bool:
        """Whether the worker of this deployment showed lately that it lives."""
        age = last_sign(self.heartbeat)
        return age is not None and age <= SILENCE

    def nudge(self) -> None:
        """Say that something is due; a nudge that is lost costs a minute and no work."""
        try:
            self._wake()
        except OSError:
            log.warning("the worker could not be nudged; its sweep will find the work")

    @contextmanager
    def living(self, pulse: float = PULSE) -> Iterator[None]:
        """Show that the worker lives, at once and every `pulse` seconds, until the block ends.

        A thread of its own beats, so that no work is too long for it; it ends with the process.
        """
        ended = Event()
        heart = Thread(target=self._beat, args=(ended, pulse), name="heartbeat", daemon=True)
        heart.start()
        try:
            yield
        finally:
            ended.set()
            heart.join()

    def do_all_due(self) -> None:
        """Do every row that is due, one after another; one that fails does not stop the rest.

        Run each minute, it finds what a lost nudge or a dead worker left.
        """
        for job in self.jobs:
            for row in self._due(job):
                self._do(job, row)

    def leave(self) -> None:
        """Give back what every job holds, so that another worker need not wait for it."""
        for job in self.jobs:
            try:
                job.leave(self.database)
            except Exception:
                log.exception("work could not be given back: %s", job.name)

    def _beat(self, ended: Event, pulse: float) -> None:
        is_over = False
        while not is_over:
            try:
                self.heartbeat.write_text(str(int(time.time())))
            except OSError:
                log.exception("the worker cannot show that it lives")
            is_over = ended.wait(pulse)

    def _due(self, job: Job) -> list[int]:
        try:
            return list(job.due(self.database, now()))
        except Exception:
            log.exception("what is due could not be found: %s", job.name)
            return []

    def _do(self, job: Job, row: int) -> None:
        try:
            job.do(self.database, row)
        except Exception:
            log.exception("work failed: %s %s", job.name, row)

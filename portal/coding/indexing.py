"""Keeping search in step with what was lodged: before a search, and in the background."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from portal.coding.actions import BATCH, catch_up
from portal.coding.search import count_unindexed, is_behind
from portal.db import Database
from portal.work import Job

AT_ONCE: Final = 500


def bring_up_to_date(database: Database) -> int:
    """Index what was lodged lately, as far as a reader can wait; return how many texts remain.

    Call it before the session that searches has read anything: what that sees is one moment.
    """
    with database.reading() as session:
        if not is_behind(session):
            return 0
    with database.writing() as session:
        catch_up(session, AT_ONCE)
    with database.reading() as session:
        return count_unindexed(session)


def batches_due(database: Database, _now: datetime) -> Iterator[int]:
    """Yield a number for each batch of texts that waits to be indexed."""
    with database.reading() as session:
        waiting = count_unindexed(session)
    yield from range(1, -(-waiting // BATCH) + 1)


def index_batch(database: Database, _batch: int) -> None:
    """Index one batch of texts; whichever comes first."""
    with database.writing() as session:
        catch_up(session)


JOB: Final = Job("search", batches_due, index_batch)

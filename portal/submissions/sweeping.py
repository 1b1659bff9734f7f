"""The job that takes files out of the store when nothing uses them any more."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from portal.blobs import Blobs
from portal.clock import now
from portal.db import Database
from portal.submissions.attached import hashes_used
from portal.work import Job

# A file stands in the store for a moment before the row that names it is written.
FRESH: Final = timedelta(minutes=10)


def sweeping_job(folder: Path) -> Job:
    """Return the job that sweeps the store of a deployment, given its data folder."""
    stores = (Blobs(folder / "blobs"), Blobs(folder / "quarantine"))

    def due(database: Database, at: datetime) -> Iterator[int]:
        for number, store in enumerate(stores):
            if any(True for _ in _strays(store, database, at)):
                yield number

    def do(database: Database, number: int) -> None:
        at, store = now(), stores[number]
        for stray in list(_strays(store, database, at)):
            store.drop(stray, before=(at - FRESH).timestamp())

    return Job("files", due, do)


def _strays(store: Blobs, database: Database, at: datetime) -> Iterator[str]:
    with database.reading() as session:
        used = hashes_used(session)
    yield from store.strays(used, before=(at - FRESH).timestamp())

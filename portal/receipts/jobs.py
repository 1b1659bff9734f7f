"""What the worker does for receipts: publishes a register's root when its consultation closes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from portal.clock import now
from portal.db import Database
from portal.receipts.actions import publish_at_closing
from portal.receipts.queries import closed_without_root
from portal.work import Job


def roots_due(database: Database, at: datetime) -> Iterable[int]:
    """Give the consultations that have closed and whose register has no root of that moment."""
    with database.reading() as session:
        return list(closed_without_root(session, at))


def publish(database: Database, consultation_id: int) -> None:
    """Publish one root."""
    with database.writing() as session:
        publish_at_closing(session, consultation_id, now=now())


JOB: Final = Job("register roots", roots_due, publish)

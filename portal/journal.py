"""The journal: who did, read or was refused what, in rows nobody can change."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.canonical import Json
from portal.clock import now
from portal.db import Base, Document, later


class JournalEntry(Base):
    """One act: its verb ("submission.read"), who did it, and what it was done to."""

    __tablename__ = "journal_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[str]
    who: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Json]] = mapped_column(Document)


def note(
    session: Session, act: str, subject: str, *, who: str, at: datetime, **detail: Json
) -> None:
    """Write a deed's journal row in the deed's own transaction."""
    note_each(session, act, {subject: detail}, who=who, at=at)


def note_each(
    session: Session, act: str, details: Mapping[str, Mapping[str, Json]], *, who: str, at: datetime
) -> None:
    """Write, in their own transaction, the rows of deeds alike: `details` maps each subject."""
    rows = [
        {"at": at, "act": act, "who": who, "subject": subject, "detail": dict(detail)}
        for subject, detail in details.items()
    ]
    if rows:
        session.execute(insert(JournalEntry), rows)


def trace(act: str, subject: str, *, who: str, **detail: Json) -> None:
    """Journal what this request shows or refuses, after its transaction and before its answer."""
    at = now()
    later(lambda session: note(session, act, subject, who=who, at=at, **detail))

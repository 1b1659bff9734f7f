"""Reports asked for and compiled, and the snapshots they are compiled from."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Erasable
from portal.language import Language
from portal.submissions.decisions import Edition


class ReportKind(enum.StrEnum):
    """The kinds of report."""

    SUMMARY = "summary"


class ReportState(enum.StrEnum):
    """How far a report has come."""

    QUEUED = "queued"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Report(Base):
    """A report someone asked for; the row is the piece of work, and the worker leases it."""

    __tablename__ = "report"
    __table_args__ = (CheckConstraint("progress BETWEEN 0 AND 100", name="percent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    kind: Mapped[ReportKind]
    edition: Mapped[Edition]
    language: Mapped[Language]
    state: Mapped[ReportState] = mapped_column(index=True)
    progress: Mapped[int] = mapped_column(default=0)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    asked_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    lease: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    log: Mapped[str] = mapped_column(default="")
    snapshot_sha256: Mapped[str | None] = mapped_column(ForeignKey("snapshot.sha256"))
    file_sha256: Mapped[str | None]
    finished_at: Mapped[datetime | None]


class Snapshot(Erasable, Base):
    """A consultation frozen at one moment: the canonical JSON bytes under their SHA-256."""

    __tablename__ = "snapshot"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    content: Mapped[bytes | None]
    made_at: Mapped[datetime]

"""Rows about a submission that never change it: restrictions, clearances, rulings."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Erasable


class Scope(enum.StrEnum):
    """How much of a submission a restriction covers."""

    ALL = "all"
    NAME = "name"
    PLACE = "place"
    WORDS = "words"


class Level(enum.StrEnum):
    """Whether a restriction tightens, or (with recorded consent) loosens."""

    CONFIDENTIAL = "confidential"
    OPEN = "open"


class Restriction(Erasable, Base):
    """Words, a place, a name or a whole submission to be kept confidential, and why."""

    __tablename__ = "restriction"
    __table_args__ = (
        CheckConstraint("(scope IN ('all', 'name')) = (place IS NULL)", name="place_named"),
        CheckConstraint(
            "(scope = 'words') = (text_id IS NOT NULL AND start IS NOT NULL AND stop IS NOT NULL)",
            name="words_marked",
        ),
        CheckConstraint("level = 'confidential' OR consent_id IS NOT NULL", name="consented"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    scope: Mapped[Scope]
    place: Mapped[str | None]
    text_id: Mapped[int | None] = mapped_column(ForeignKey("text.id"), index=True)
    start: Mapped[int | None]
    stop: Mapped[int | None]
    level: Mapped[Level]
    reason: Mapped[str | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("consent.id"))


class Edition(enum.StrEnum):
    """For whose eyes a report or a clearance is meant."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Outcome(enum.StrEnum):
    """What an official decided about printing a submission's words."""

    CLEARED = "cleared"
    CLEARED_WITH_REDACTIONS = "cleared_with_redactions"
    WITHHELD = "withheld"


class Clearance(Base):
    """An official's decision about one version's words in one edition; the latest one counts."""

    __tablename__ = "clearance"
    __table_args__ = (Index("ix_clearance_submission_id", "submission_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    edition: Mapped[Edition]
    outcome: Mapped[Outcome]
    reason: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class RulingKind(enum.StrEnum):
    """What was decided about a submission as a whole."""

    WITHDRAWN = "withdrawn"
    LATE_ACCEPTED = "late_accepted"
    LATE_REFUSED = "late_refused"
    RETURNED = "returned"
    IDENTITY_SHOWN = "identity_shown"


class Ruling(Erasable, Base):
    """A decision about a submission; the latest of its family counts, and none changes the rest."""

    __tablename__ = "ruling"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    kind: Mapped[RulingKind]
    reason: Mapped[str | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]

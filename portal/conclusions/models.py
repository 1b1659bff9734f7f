"""The positions reviewers assign to submissions that declared none, and who confirmed them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.conclusions.declared import PositionValue
from portal.db import Base


class Position(Base):
    """A position a reviewer assigned to one version on one clause; the latest one counts.

    It stands for later versions too, until one lacks a text that it was read from.
    """

    __tablename__ = "position"
    __table_args__ = (Index("ix_position_submission_id", "submission_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), index=True)
    position: Mapped[PositionValue]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class PositionPassage(Base):
    """A passage from which a position was read."""

    __tablename__ = "position_passage"

    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), primary_key=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), primary_key=True)


class PositionConfirmation(Base):
    """The second person who read the passages and confirmed the position."""

    __tablename__ = "position_confirmation"

    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), primary_key=True)
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    confirmed_at: Mapped[datetime]

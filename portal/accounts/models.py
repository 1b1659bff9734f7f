"""Staff, their seats, and the attempts at a door that limit how often it may be tried."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Staff(Base):
    """A member of staff who signs in by name and password."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]


class Seat(Base):
    """Someone signed in, or holding a private link; it ends here, whatever a cookie says."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("(staff_id IS NULL) <> (holder_id IS NULL)", name="one_sitter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("holder.id"), index=True)
    begun_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Attempted(enum.StrEnum):
    """The doors whose attempts are counted."""

    SIGN_IN = "sign_in"
    LINK = "link"
    FILING = "filing"


class Attempt(Base):
    """One try at a door, with who tried and from where as hashes only."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    door: Mapped[Attempted]
    subject_hash: Mapped[str] = mapped_column(index=True)
    address_hash: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    was_refused: Mapped[bool]

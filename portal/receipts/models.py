"""The roots of a register: what it held at one moment, in one hash that was made public."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Occasion(enum.StrEnum):
    """Why a root was published."""

    CLOSING = "closing"
    REQUEST = "request"


class RegisterRoot(Base):
    """The Merkle root (RFC 9162) over the latest version of each submission at a moment.

    The lines under it are read again from the versions lodged until `as_at`, so none is kept here.
    """

    __tablename__ = "register_root"
    __table_args__ = (
        UniqueConstraint("consultation_id", "as_at"),
        CheckConstraint("size >= 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    occasion: Mapped[Occasion]
    as_at: Mapped[datetime]
    size: Mapped[int]
    sha256: Mapped[str]
    published_at: Mapped[datetime]

"""The codeframe as events: a theme is an identity, and everything said of it is a row."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.canonical import Json
from portal.db import Base, Document
from portal.themes.codeframe import EventKind


class Theme(Base):
    """The identity of a theme; its code, names and place in the codeframe are events."""

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    made_at: Mapped[datetime]


class CodeframeEvent(Base):
    """One thing that happened to one theme; the codeframe is what all of them add up to."""

    __tablename__ = "codeframe_event"
    __table_args__ = (UniqueConstraint("consultation_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    ordinal: Mapped[int]
    kind: Mapped[EventKind]
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    payload: Mapped[dict[str, Json]] = mapped_column(Document)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class CodeframeVersion(Base):
    """A published state of the codeframe: all events up to an ordinal, under one number."""

    __tablename__ = "codeframe_version"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    up_to_ordinal: Mapped[int]
    sha256: Mapped[str]
    published_at: Mapped[datetime]

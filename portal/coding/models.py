"""Passages marked in texts, the themes given to them, and the rows search reads."""

import enum
from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Erasable

# Why a coding ended whose coder gave another stance in its place.
REPLACED: Final = "replaced"


class Passage(Erasable, Base):
    """Words of one text, by offsets in code points, with the quote and its surroundings."""

    __tablename__ = "passage"
    __table_args__ = (
        UniqueConstraint("text_id", "start", "stop"),
        CheckConstraint("0 <= start AND start < stop", name="not_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"))
    start: Mapped[int]
    stop: Mapped[int]
    quote: Mapped[str | None]
    prefix: Mapped[str | None]
    suffix: Mapped[str | None]
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class Stance(enum.StrEnum):
    """How a passage stands to what is proposed, in the order in which reports speak."""

    SUPPORT = "support"
    CONDITIONAL = "conditional"
    OPPOSE = "oppose"
    QUESTION = "question"
    NEUTRAL = "neutral"


class Coding(Base):
    """A theme and a stance one coder gave a passage under one version of the codeframe."""

    __tablename__ = "coding"
    __table_args__ = (Index("ix_coding_passage_id", "passage_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    codeframe_version_id: Mapped[int] = mapped_column(ForeignKey("codeframe_version.id"))
    coder_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    stance: Mapped[Stance]
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"), index=True)
    made_at: Mapped[datetime]


class CodingEnd(Base):
    """The end of a coding: taken back or replaced, by whom and why; the coding itself stays."""

    __tablename__ = "coding_end"

    coding_id: Mapped[int] = mapped_column(ForeignKey("coding.id"), primary_key=True)
    ended_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    because: Mapped[str]
    ended_at: Mapped[datetime]


class SearchRow(Base):
    """The folded words of one text, from which either database's index is made."""

    __tablename__ = "search_row"

    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    folded: Mapped[str]

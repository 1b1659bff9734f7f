"""The paper as loaded: a consultation, its revisions, and every wording of clause and question."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.canonical import Json
from portal.consultations.paper import State, state_at
from portal.db import Base, Document


class Consultation(Base):
    """One consultation: its name in addresses, its dates, and the revision that is read now."""

    __tablename__ = "consultation"
    __table_args__ = (CheckConstraint("opens_at < closes_at", name="opens_before_closing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    reference_prefix: Mapped[str] = mapped_column(unique=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    is_sample: Mapped[bool] = mapped_column(default=False)

    def state(self, now: datetime) -> State:
        """Tell whether it is open at a moment; a sample, once open, never closes."""
        return state_at(self.opens_at, self.closes_at, now, is_sample=self.is_sample)


class Register(Base):
    """The counter from which a consultation's gapless register numbers are taken."""

    __tablename__ = "register"

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id"), primary_key=True, autoincrement=False
    )
    last_number: Mapped[int] = mapped_column(default=0)


class Revision(Base):
    """A consultation folder as loaded at one moment; the highest number is the one in force."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    sha256: Mapped[str]
    manifest: Mapped[dict[str, Json]] = mapped_column(Document)
    sectors: Mapped[dict[str, Json]] = mapped_column(Document)
    layout: Mapped[dict[str, Json]] = mapped_column(Document)
    notices: Mapped[dict[str, Json]] = mapped_column(Document)
    loaded_at: Mapped[datetime]


class ClauseKind(enum.StrEnum):
    """Whether a heading is a clause of the proposal or a general heading beside it."""

    CLAUSE = "clause"
    GENERAL = "general"


class Clause(Base):
    """One wording of one clause or general heading, shared by the revisions that kept it."""

    __tablename__ = "clause"
    __table_args__ = (UniqueConstraint("consultation_id", "key", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    key: Mapped[str]
    kind: Mapped[ClauseKind]
    sha256: Mapped[str]
    text_sha256: Mapped[str]
    body: Mapped[dict[str, Json]] = mapped_column(Document)


class Question(Base):
    """One wording of one question, shared by the revisions that kept it."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("consultation_id", "key", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    key: Mapped[str]
    kind: Mapped[str]
    sha256: Mapped[str]
    body: Mapped[dict[str, Json]] = mapped_column(Document)


class RevisionClause(Base):
    """Which wording of a clause a revision holds, and where it stands in reading order."""

    __tablename__ = "revision_clause"
    __table_args__ = (UniqueConstraint("revision_id", "ordinal"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True)
    ordinal: Mapped[int]


class RevisionQuestion(Base):
    """Which wording of a question a revision holds, and where it stands in reading order."""

    __tablename__ = "revision_question"
    __table_args__ = (UniqueConstraint("revision_id", "ordinal"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    ordinal: Mapped[int]


class Role(enum.StrEnum):
    """The roles a consultation's team is made of."""

    REVIEWER = "reviewer"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


class Team(Base):
    """What a member of staff may do in one consultation."""

    __tablename__ = "team"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    joined_at: Mapped[datetime]

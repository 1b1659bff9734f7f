"""What was lodged, and stays as it was lodged: submissions, versions, records, texts, answers."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.consultations.paper import Capacity
from portal.db import Base, Document, Erasable


class Channel(enum.StrEnum):
    """How a submission reached the bureau."""

    WEB = "web"
    EMAIL = "email"
    POST = "post"
    FAX = "fax"
    HAND = "hand"


class TextLanguage(enum.StrEnum):
    """The language a submission or one of its texts is written in."""

    EN = "en"
    ZH_HANT = "zh-hant"
    ZH_HANS = "zh-hans"
    MIXED = "mixed"


class Submission(Base):
    """A response received: its place in the register and the reference its holder can quote."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("consultation_id", "register_number"),
        UniqueConstraint("consultation_id", "external_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    register_number: Mapped[int]
    reference: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[Channel]
    received_at: Mapped[datetime]
    external_id: Mapped[str | None]
    content_sha256: Mapped[str | None]


class Version(Base):
    """One lodging of a submission; the highest number is the one that counts."""

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("submission_id", "number"),
        UniqueConstraint("draft_id", "draft_revision"),
        CheckConstraint("(draft_id IS NULL) = (draft_revision IS NULL)", name="draft_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    number: Mapped[int]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    draft_revision: Mapped[int | None]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    language: Mapped[TextLanguage]
    record_sha256: Mapped[str]
    lodged_at: Mapped[datetime]


class Record(Erasable, Base):
    """The canonical record of a version as filed, salts included: what a receipt's hash sums."""

    __tablename__ = "record"

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    content: Mapped[bytes | None]


class Text(Erasable, Base):
    """Words a respondent typed, in their canonical form; passages point into them."""

    __tablename__ = "text"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    language: Mapped[TextLanguage]
    words: Mapped[str | None]


class Answer(Base):
    """What one version says at one place: option ids, a number, or a text shared by versions."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("version_id", "place"),
        CheckConstraint("question_id IS NULL OR clause_id IS NULL", name="one_place"),
        Index("ix_answer_question_id", "question_id"),
        Index("ix_answer_clause_id", "clause_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    place: Mapped[str]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    options: Mapped[list[str] | None] = mapped_column(Document)
    number: Mapped[str | None]
    text_id: Mapped[int | None] = mapped_column(ForeignKey("text.id"), index=True)


class Respondent(Erasable, Base):
    """A body that answers, as one version names it; its place tells bodies of a joint filing."""

    __tablename__ = "respondent"

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    name_en: Mapped[str | None]
    name_zh_hant: Mapped[str | None]
    name_zh_hans: Mapped[str | None]
    kind: Mapped[str]
    sectors: Mapped[list[str]] = mapped_column(Document)
    main_sector: Mapped[str | None]
    capacity: Mapped[Capacity]
    members: Mapped[int | None]
    consulted: Mapped[str | None]
    interests: Mapped[str | None]
    is_named: Mapped[bool]


class Contact(Base):
    """How to reach a respondent; it enters no snapshot, hash, index or record."""

    __tablename__ = "contact"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    name: Mapped[str | None]
    email: Mapped[str | None]
    telephone: Mapped[str | None]


class ConsentKind(enum.StrEnum):
    """What a respondent agreed to."""

    DECLARATION = "declaration"
    PUBLICATION = "publication"
    LOOSENING = "loosening"


class Consent(Base):
    """An agreement a respondent gave, with the hash of the words agreed to."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    kind: Mapped[ConsentKind]
    notice_sha256: Mapped[str]
    given_at: Mapped[datetime]

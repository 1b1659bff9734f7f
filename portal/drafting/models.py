"""A response while it is being written: the draft, who holds it, and its answers so far."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.canonical import Json
from portal.db import Base, Document
from portal.language import Language


class Draft(Base):
    """A response being written; its revision counts the changes made to any part of it."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    language: Mapped[Language]
    revision: Mapped[int] = mapped_column(default=0)
    profile: Mapped[dict[str, Json]] = mapped_column(Document)
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class HolderRole(enum.StrEnum):
    """What the holder of a private link may do with the draft: only a lead lodges it."""

    LEAD = "lead"
    DRAFTER = "drafter"


class Holder(Base):
    """The holder of one private link to one draft; the link itself is kept only as a hash.

    `name` and `email` say who that is, as far as anybody told. The link's secret belongs to its
    `salt` and to the deployment's key (`derived_token`), so that a letter can bring it again though
    no row holds it; one made before letters were has no salt.
    """

    __tablename__ = "holder"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    role: Mapped[HolderRole]
    token_hash: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str | None]
    salt: Mapped[str | None]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class LetterKind(enum.StrEnum):
    """The letters to those who hold a draft, by what they say; `receipts` words the receipt."""

    PRIVATE_LINK = "private_link"
    LOST_LINKS = "lost_links"
    INVITATION = "invitation"
    LINK_RENEWED = "link_renewed"
    LINK_ENDED = "link_ended"
    DRAFT_REISSUED = "draft_reissued"
    RECEIPT = "receipt"


class DraftAnswer(Base):
    """The answer to one question ("Q3"), the comment on one clause ("C4"), or the "letter".

    `removed` counts the characters nobody can see that were taken out of it while it was written.
    """

    __tablename__ = "draft_answer"
    __table_args__ = (UniqueConstraint("draft_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    key: Mapped[str]
    value: Mapped[dict[str, Json]] = mapped_column(Document)
    is_confidential: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    text_sha256: Mapped[str | None]
    removed: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 (SQLAlchemy's own name)


class DraftNote(Base):
    """What somebody on a draft tells the others about one answer, or about the whole ("").

    It is kept for those who hold the draft until one of them takes it away; nothing that is
    lodged, read by the bureau or reported is made from it.
    """

    __tablename__ = "draft_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    key: Mapped[str]
    holder_id: Mapped[int] = mapped_column(ForeignKey("holder.id"))
    words: Mapped[str]
    made_at: Mapped[datetime]

"""Files that are being added to a response: what they are, what they say, what was answered."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.canonical import Json
from portal.db import Base, Document
from portal.document.kinds import Kind


class DraftFile(Base):
    """A file added to a draft; its bytes are in the store, under their hash.

    `about` is the key of the question that it belongs to, or "" for the response as a whole. A
    file that `is_held` waits in quarantine for the virus scanner; one that `is_infected` was thrown
    away by it. `is_as_it_is` answers what was found in it,
    `is_meant` the words that make one ask.
    """

    __tablename__ = "draft_file"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    number: Mapped[int]
    name: Mapped[str]
    kind: Mapped[Kind]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    about: Mapped[str]
    caption: Mapped[str]
    is_confidential: Mapped[bool]
    reason: Mapped[str]
    reading: Mapped[dict[str, Json]] = mapped_column(Document)
    is_as_it_is: Mapped[bool]
    is_meant: Mapped[bool]
    is_held: Mapped[bool] = mapped_column(index=True)
    is_infected: Mapped[bool]
    added_at: Mapped[datetime]

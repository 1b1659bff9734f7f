"""Files that were lodged with a version of a submission, for ever, save for disposal."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Erasable
from portal.document.kinds import Kind


class Attachment(Erasable, Base):
    """A file of one version; its bytes are in the store under their hash, as long as that stands.

    `about` is the key of the question that it belongs to, or "" for the response as a whole;
    `is_as_it_is` records that its sender chose to lodge it with all that was found in it.
    """

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    number: Mapped[int]
    kind: Mapped[Kind]
    size: Mapped[int]
    about: Mapped[str]
    is_as_it_is: Mapped[bool]
    name: Mapped[str | None]
    caption: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(index=True)

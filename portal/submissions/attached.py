"""The files lodged with a submission, as a reader may see them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.document.kinds import Kind
from portal.drafting.files import DraftFile
from portal.errors import NotFoundError
from portal.submissions.attachments import Attachment
from portal.submissions.decisions import Restriction, Scope
from portal.submissions.enclosures import place_of
from portal.submissions.places import covers
from portal.submissions.queries import restrictions_standing
from portal.submissions.visible import Reading, Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file of a version; a reader who may not see it finds no name, caption or hash."""

    number: int
    kind: Kind
    size: int
    about: str
    is_as_it_is: bool
    is_confidential: bool
    name: str
    caption: str
    sha256: str

    @property
    def is_shown(self) -> bool:
        """Whether its reader may have it."""
        return bool(self.sha256)

    @property
    def is_told(self) -> bool:
        """Whether its reader learns here of a file that is confidential."""
        return self.is_confidential and self.is_shown


def attached_to(
    session: Session, version_id: int, submission_id: int, seeing: Sight
) -> list[Attached]:
    """List the files of a version, as one who sees so much of it may see them."""
    query = select(Attachment).where(Attachment.version_id == version_id)
    rows = session.scalars(query.order_by(Attachment.number)).all()
    if not rows:
        return []
    standing = restrictions_standing(session, [submission_id]).get(submission_id, [])
    return [_attached(row, standing, seeing) for row in rows]


def attached_in(session: Session, read: Reading, seeing: Sight) -> list[Attached]:
    """List the files of a submission that is being read."""
    return attached_to(session, read.version_id, read.submission_id, seeing)


def file_of(files: Collection[Attached], number: int) -> Attached:
    """Find a file that its reader may have. Raises NotFoundError."""
    found = next((each for each in files if each.number == number and each.is_shown), None)
    if found is None:
        raise NotFoundError
    return found


def hashes_used(session: Session) -> set[str]:
    """Give the hashes of all files that any draft or version still uses."""
    lodged = session.scalars(select(Attachment.sha256).where(Attachment.sha256.is_not(None)))
    drafted = session.scalars(select(DraftFile.sha256))
    return {*filter(None, lodged), *drafted}


def _attached(row: Attachment, standing: Sequence[Restriction], seeing: Sight) -> Attached:
    is_confidential = any(
        each.scope is Scope.ALL
        or (each.scope is Scope.PLACE and covers(each.place or "", place_of(row.number)))
        or (each.scope is Scope.WORDS and covers(place_of(row.number), each.place or ""))
        for each in standing
    )
    is_seen = seeing is Sight.EVERYTHING or (seeing is Sight.OPEN_WORDS and not is_confidential)
    return Attached(
        number=row.number,
        kind=row.kind,
        size=row.size,
        about=row.about,
        is_as_it_is=row.is_as_it_is,
        is_confidential=is_confidential,
        name=(row.name or "") if is_seen else "",
        caption=(row.caption or "") if is_seen else "",
        sha256=(row.sha256 or "") if is_seen else "",
    )

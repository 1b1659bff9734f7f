"""What can be asked about the files of drafts: which there are, and how much they weigh."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.document.readings import reading_of
from portal.drafting.enclosed import Enclosed
from portal.drafting.files import DraftFile
from portal.drafting.models import Draft
from portal.errors import NotFoundError


def files_of(session: Session, draft: Draft) -> list[Enclosed]:
    """List the files of a draft by their numbers."""
    rows = session.scalars(
        select(DraftFile).where(DraftFile.draft_id == draft.id).order_by(DraftFile.number)
    )
    return [as_enclosed(row) for row in rows]


def file_row(session: Session, draft: Draft, number: int) -> DraftFile:
    """Find one file of a draft by its number. Raises NotFoundError."""
    row = session.scalar(
        select(DraftFile).where(DraftFile.draft_id == draft.id, DraftFile.number == number)
    )
    if row is None:
        raise NotFoundError
    return row


def bytes_of(session: Session, draft: Draft) -> int:
    """Sum what the files of a draft weigh."""
    weighed = select(func.sum(DraftFile.size)).where(DraftFile.draft_id == draft.id)
    return session.scalar(weighed) or 0


def files_held(session: Session) -> list[int]:
    """List the rows of the files that wait for the virus scanner."""
    return list(session.scalars(select(DraftFile.id).where(DraftFile.is_held)))


def as_enclosed(row: DraftFile) -> Enclosed:
    """Read a row as plain values."""
    return Enclosed(
        number=row.number,
        name=row.name,
        kind=row.kind,
        size=row.size,
        sha256=row.sha256,
        about=row.about,
        caption=row.caption,
        is_confidential=row.is_confidential,
        reason=row.reason,
        reading=reading_of(row.reading),
        is_as_it_is=row.is_as_it_is,
        is_meant=row.is_meant,
        is_held=row.is_held,
        is_infected=row.is_infected,
    )

"""Notes inside the team: what those who hold a draft tell each other, and nobody else ever."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.drafting.models import Draft, DraftNote, Holder, HolderRole
from portal.errors import ConflictError, ForbiddenError, NotFoundError, marked

MOST_NOTES: Final = 500


class TooManyNotesError(ConflictError):
    """More notes than one draft has room for."""

    message = marked("This draft holds five hundred notes. Take some away before you write more.")


class NotYoursError(ForbiddenError):
    """A drafter wished to take away what somebody else wrote."""

    message = marked("Only whoever wrote a note, or a lead of the draft, takes it away.")


def leave_note(
    session: Session, draft: Draft, key: str, words: str, *, by: Holder, now: datetime
) -> None:
    """Leave the team a note about one answer, or about the draft as a whole where `key` is "".

    The draft's own revision stays: nothing that is lodged changes. Raises TooManyNotesError.
    """
    counted = select(func.count()).select_from(DraftNote).where(DraftNote.draft_id == draft.id)
    if (session.scalar(counted) or 0) >= MOST_NOTES:
        raise TooManyNotesError
    session.add(DraftNote(draft_id=draft.id, key=key, holder_id=by.id, words=words, made_at=now))
    session.flush()


def take_note_away(session: Session, draft: Draft, note_id: int, *, by: Holder) -> None:
    """Take a note away for good. Raises NotFoundError, NotYoursError."""
    note = session.get(DraftNote, note_id)
    if note is None or note.draft_id != draft.id:
        raise NotFoundError
    if note.holder_id != by.id and by.role is not HolderRole.LEAD:
        raise NotYoursError
    session.delete(note)
    session.flush()

"""What can be done with the files of a draft: add one, say what it is, take it away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.document.kinds import MEGABYTE, Kind, Sizes
from portal.drafting.enclosed import Told
from portal.drafting.enclosing import bytes_of, file_row
from portal.drafting.files import DraftFile
from portal.drafting.models import Draft
from portal.errors import InvalidInputError, marked

MOST_FILES: Final = 30


class TooManyFilesError(InvalidInputError):
    """A response has as many files as it may."""

    message = marked("A response may have %(limit)s files. Put some of them together.")


class TooLargeTogetherError(InvalidInputError):
    """The files of a response weigh more than they may together."""

    message = marked(
        "All files of a response together may have %(limit)s MB. With this one they would have"
        " more."
    )


class SameFileError(InvalidInputError):
    """The very same file is in the draft already."""

    message = marked("This very file is in your draft already, as “%(name)s”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A file that was looked through and put into the store, as it is added to a draft."""

    name: str
    kind: Kind
    size: int
    sha256: str
    reading: dict[str, Json]
    about: str = ""
    is_held: bool = False


def add(session: Session, draft: Draft, added: Added, *, sizes: Sizes, now: datetime) -> int:
    """Add a file to a draft, and give its number there.

    Raises TooManyFilesError, TooLargeTogetherError and SameFileError.
    """
    session.refresh(draft, with_for_update=True)
    numbers = select(func.count(), func.max(DraftFile.number)).where(DraftFile.draft_id == draft.id)
    count, last = session.execute(numbers).one()
    if count >= MOST_FILES:
        raise TooManyFilesError(limit=MOST_FILES)
    if bytes_of(session, draft) + added.size > sizes.together:
        raise TooLargeTogetherError(limit=sizes.together // MEGABYTE)
    same = select(DraftFile.name).where(
        DraftFile.draft_id == draft.id, DraftFile.sha256 == added.sha256
    )
    name = session.scalar(same)
    if name is not None:
        raise SameFileError(name=name)
    row = DraftFile(
        draft_id=draft.id,
        number=(last or 0) + 1,
        name=added.name,
        kind=added.kind,
        size=added.size,
        sha256=added.sha256,
        about=added.about,
        caption="",
        is_confidential=False,
        reason="",
        reading=added.reading,
        is_as_it_is=False,
        is_meant=False,
        is_held=added.is_held,
        is_infected=False,
        added_at=now,
    )
    session.add(row)
    _move_on(session, draft, now=now)
    return row.number


def tell(session: Session, draft: Draft, number: int, told: Told, *, now: datetime) -> None:
    """Keep what a file is said to be. Raises NotFoundError."""
    row = file_row(session, draft, number)
    row.caption, row.is_confidential = told.caption, told.is_confidential
    row.reason = told.reason
    _move_on(session, draft, now=now)


def take_as_it_is(session: Session, draft: Draft, number: int, *, now: datetime) -> None:
    """Record that a file is to be lodged with all that was found in it. Raises NotFoundError."""
    file_row(session, draft, number).is_as_it_is = True
    _move_on(session, draft, now=now)


def take_as_meant(session: Session, draft: Draft, number: int, *, now: datetime) -> None:
    """Record that the words that made us ask are meant. Raises NotFoundError."""
    file_row(session, draft, number).is_meant = True
    _move_on(session, draft, now=now)


def take_away(session: Session, draft: Draft, number: int, *, now: datetime) -> None:
    """Take a file out of a draft; its bytes go when nothing uses them. Raises NotFoundError."""
    session.delete(file_row(session, draft, number))
    _move_on(session, draft, now=now)


def let_in(session: Session, sha256: str, *, now: datetime) -> None:
    """Record that the virus scanner found a file clean, wherever it was held."""
    for row in _held(session, sha256):
        row.is_held = False
        _move_on(session, session.get_one(Draft, row.draft_id), now=now)


def shut_out(session: Session, sha256: str, *, now: datetime) -> None:
    """Record that the virus scanner found something in a file, whose bytes are not kept."""
    for row in _held(session, sha256):
        row.is_held, row.is_infected = False, True
        _move_on(session, session.get_one(Draft, row.draft_id), now=now)


def _held(session: Session, sha256: str) -> list[DraftFile]:
    query = select(DraftFile).where(DraftFile.sha256 == sha256, DraftFile.is_held)
    return list(session.scalars(query))


def _move_on(session: Session, draft: Draft, *, now: datetime) -> None:
    draft.revision += 1
    draft.changed_at = now
    session.flush()

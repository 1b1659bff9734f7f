"""Keeping words, places and names confidential: marked at any time, told who marked them and when.

Nothing here opens what is marked: that needs the respondent's recorded consent.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.errors import InvalidInputError, marked
from portal.journal import note
from portal.submissions.actions import HOLDER
from portal.submissions.decisions import Level, Restriction, Scope
from portal.submissions.filing import Entry, Faults, FiledRestriction
from portal.submissions.marks import marks_on
from portal.submissions.models import Submission, Version
from portal.submissions.places import covers, label
from portal.submissions.queries import latest_version, restrictions_standing, said_in
from portal.submissions.rows import scope_of
from portal.submissions.rulings import version_seen
from portal.submissions.verdicts import ALL, Secrecy
from portal.submissions.visible import Reading

MOST_QUOTED: Final = 80


class NothingThereError(InvalidInputError):
    """What is to be kept confidential does not stand in the submission."""

    message = marked("Nothing stands at this place of the submission.")


class QuoteNotThereError(InvalidInputError):
    """Words to be kept confidential do not stand where they were said to stand."""

    message = marked("The words “%(quote)s” do not stand here.")


@dataclass(frozen=True, slots=True)
class KeptBack:
    """Something of a version that is confidential: what, why, since when and by whom.

    `place` is the name of the place, "" for a whole submission or for names; `quote` is "" where
    no words of their own are marked, and `by` is "" for the respondent.
    """

    scope: Scope
    place: str
    quote: str
    reason: str
    by: str
    made_at: datetime


def restrict(
    session: Session,
    submission: Submission,
    mark: FiledRestriction,
    *,
    by: Staff | None,
    now: datetime,
) -> None:
    """Keep more of a submission confidential: all of it, a place, or code points of its words.

    It can be done at any time and is never undone here; what is restricted already stays as it
    is. `by` is None for the respondent. Raises NothingThereError.
    """
    scope = scope_of(mark)
    text_id = None
    if mark.place is not None:
        text_id = _text_marked(session, submission, mark)
    row = {
        "scope": scope,
        "place": mark.place,
        "text_id": text_id if scope is Scope.WORDS else None,
        "start": mark.start,
        "stop": mark.stop,
    }
    _restrict(session, submission, row, reason=mark.reason, by=by, now=now)


def withhold_name(
    session: Session, submission: Submission, *, reason: str, by: Staff | None, now: datetime
) -> None:
    """Keep the names of a submission's respondents confidential, whatever they chose before."""
    row = {"scope": Scope.NAME, "place": None, "text_id": None, "start": None, "stop": None}
    _restrict(session, submission, row, reason=reason, by=by, now=now)


def keep_back(
    session: Session, submission: Submission, asked: Secrecy, *, by: Staff, now: datetime
) -> None:
    """Mark for an official what of a version is to be kept confidential; all of it or nothing.

    Raises NewVersionError, WithdrawnError, NothingThereError and
    QuoteNotThereError.
    """
    version = version_seen(session, submission, asked.version)
    for mark in _marks(session, version, asked):
        restrict(session, submission, mark, by=by, now=now)
    if asked.keeps_names:
        withhold_name(session, submission, reason=asked.reason, by=by, now=now)


def kept_back(session: Session, read: Reading) -> tuple[KeptBack, ...]:
    """Tell what of a submission as read is marked confidential, in the order it was marked."""
    standing = restrictions_standing(session, [read.submission_id]).get(read.submission_id, [])
    words = {shown.said.text_id: shown.said.words or "" for shown in read.places}
    marked_here = [each for each in standing if each.text_id is None or each.text_id in words]
    names = _names_of(session, {each.made_by_id for each in marked_here} - {None})
    return tuple(
        KeptBack(
            scope=each.scope,
            place=label(each.place) if each.place else "",
            quote=words.get(each.text_id, "")[each.start : each.stop] if each.text_id else "",
            reason=each.reason or "",
            by=names.get(each.made_by_id, ""),
            made_at=each.made_at,
        )
        for each in marked_here
    )


def _names_of(session: Session, makers: Collection[int | None]) -> dict[int | None, str]:
    """Map the ids of staff to their names; nobody is asked for where nobody marked anything."""
    if not makers:
        return {}
    people = select(Staff.id, Staff.name).where(Staff.id.in_(makers))
    return {row.id: row.name for row in session.execute(people)}


def _marks(session: Session, version: Version, asked: Secrecy) -> Iterator[FiledRestriction]:
    if asked.place == ALL:
        yield FiledRestriction(reason=asked.reason)
    elif asked.place:
        entries = [
            Entry(said.place, said.options, said.number, said.words)
            for said in said_in(session, version.id)
        ]
        faults = Faults()
        yield from marks_on(asked.place, asked.quote or None, asked.reason, entries, faults)
        if faults.found and asked.quote:
            raise QuoteNotThereError(quote=asked.quote[:MOST_QUOTED])
        if faults.found:
            raise NothingThereError


def _text_marked(session: Session, submission: Submission, mark: FiledRestriction) -> int | None:
    version = latest_version(session, submission.id)
    held = [said for said in said_in(session, version.id) if covers(mark.place or "", said.place)]
    if not held:
        raise NothingThereError
    if mark.start is None or mark.stop is None:
        return None
    words = next((said for said in held if said.place == mark.place), held[0])
    if not 0 <= mark.start < mark.stop <= len(words.words or ""):
        raise NothingThereError
    return words.text_id


def _restrict(
    session: Session,
    submission: Submission,
    row: Mapping[str, object],
    *,
    reason: str,
    by: Staff | None,
    now: datetime,
) -> None:
    for each in restrictions_standing(session, [submission.id]).get(submission.id, []):
        if all(getattr(each, column) == value for column, value in row.items()):
            return
    whole = {
        **row,
        "submission_id": submission.id,
        "version_id": latest_version(session, submission.id).id,
        "level": Level.CONFIDENTIAL,
        "reason": reason or None,
        "made_by_id": by.id if by else None,
        "made_at": now,
    }
    session.execute(insert(Restriction), [whole])
    who = by.name if by else HOLDER
    note(session, "submission.restrict", submission.reference, who=who, at=now)

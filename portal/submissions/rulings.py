"""What can be decided about a submission: withdrawn, late, restricted, cleared; never changed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.consultations.models import Consultation
from portal.consultations.paper import State
from portal.errors import ClosedError, ConflictError, InvalidInputError, marked
from portal.journal import note
from portal.submissions.actions import HOLDER, WithdrawnError
from portal.submissions.clearing import Clearing
from portal.submissions.decisions import (
    Clearance,
    Level,
    Outcome,
    Restriction,
    Ruling,
    RulingKind,
    Scope,
)
from portal.submissions.filing import FiledRestriction
from portal.submissions.models import Submission
from portal.submissions.places import covers
from portal.submissions.queries import (
    clearance_standing,
    latest_version,
    restrictions_standing,
    said_in,
    state_of,
)
from portal.submissions.rows import scope_of
from portal.submissions.states import LATENESS, SubmissionState, is_late


class TooLateToWithdrawError(ClosedError):
    """A submission can be withdrawn until the consultation closes."""

    message = marked("This consultation has closed; a submission can no longer be withdrawn.")


class NotLateError(ConflictError):
    """A ruling about lateness needs a submission that came late."""

    message = marked("This submission was not late: there is nothing to decide.")


class ReasonNeededError(InvalidInputError):
    """A decision against a submission needs its reason."""

    message = marked("Give the reason.")


class NothingThereError(InvalidInputError):
    """What is to be kept confidential does not stand in the submission."""

    message = marked("Nothing stands at this place of the submission.")


def withdraw(session: Session, submission: Submission, *, reason: str, now: datetime) -> None:
    """Take a submission back for its respondent; withdrawing twice is withdrawing once.

    Its words leave every list and report, its line of the register stays. Raises
    TooLateToWithdrawError after closing.
    """
    if state_of(session, submission.id) is SubmissionState.WITHDRAWN:
        return
    consultation = session.get_one(Consultation, submission.consultation_id)
    if consultation.state(now) is not State.OPEN:
        raise TooLateToWithdrawError
    _rule(session, submission, RulingKind.WITHDRAWN, reason=reason, by=None, now=now)


def rule(
    session: Session,
    submission: Submission,
    kind: RulingKind,
    *,
    reason: str,
    by: Staff,
    now: datetime,
) -> None:
    """Decide whether a late submission is taken, or one is returned until its sender is known.

    The latest ruling of each family counts. Raises ReasonNeededError, NotLateError, and
    WithdrawnError, also for a withdrawal: that is the respondent's alone.
    """
    if not reason.strip():
        raise ReasonNeededError
    if kind is RulingKind.WITHDRAWN or _is_withdrawn(session, submission):
        raise WithdrawnError
    if kind in LATENESS and not _is_late(session, submission):
        raise NotLateError
    _rule(session, submission, kind, reason=reason, by=by, now=now)


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


def clear(
    session: Session, submission: Submission, clearing: Clearing, *, by: Staff, now: datetime
) -> None:
    """Decide whether the latest version's words may be printed in an edition; the latest counts.

    Deciding the same again changes nothing. Raises WithdrawnError, and ReasonNeededError for
    words that are withheld.
    """
    if _is_withdrawn(session, submission):
        raise WithdrawnError
    if clearing.outcome is Outcome.WITHHELD and not clearing.reason.strip():
        raise ReasonNeededError
    version = latest_version(session, submission.id)
    standing = clearance_standing(session, version.id, clearing.edition)
    if standing and (standing.outcome, standing.reason) == (clearing.outcome, clearing.reason):
        return
    row = {
        "submission_id": submission.id,
        "version_id": version.id,
        "edition": clearing.edition,
        "outcome": clearing.outcome,
        "reason": clearing.reason,
        "made_by_id": by.id,
        "made_at": now,
    }
    session.execute(insert(Clearance), [row])
    note(
        session,
        "submission.clear",
        submission.reference,
        who=by.name,
        at=now,
        edition=clearing.edition.value,
        outcome=clearing.outcome.value,
        version=version.number,
    )


def _is_withdrawn(session: Session, submission: Submission) -> bool:
    return state_of(session, submission.id) is SubmissionState.WITHDRAWN


def _is_late(session: Session, submission: Submission) -> bool:
    return session.scalars(select(is_late()).where(Submission.id == submission.id)).one()


def _rule(
    session: Session,
    submission: Submission,
    kind: RulingKind,
    *,
    reason: str,
    by: Staff | None,
    now: datetime,
) -> None:
    row = {
        "submission_id": submission.id,
        "kind": kind,
        "reason": reason,
        "made_by_id": by.id if by else None,
        "made_at": now,
    }
    session.execute(insert(Ruling), [row])
    who = by.name if by else HOLDER
    note(session, f"submission.{kind.value}", submission.reference, who=who, at=now)


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

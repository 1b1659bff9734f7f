"""What can be decided about a submission: withdrawn, late, returned, cleared; never changed."""

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
    Outcome,
    Ruling,
    RulingKind,
)
from portal.submissions.models import Submission, Version
from portal.submissions.queries import (
    clearance_standing,
    latest_version,
    state_of,
)
from portal.submissions.states import LATENESS, SubmissionState, is_late, ruling_standing
from portal.submissions.verdicts import LateVerdict
from portal.submissions.visible import has_words_kept_back


class TooLateToWithdrawError(ClosedError):
    """A submission can be withdrawn until the consultation closes."""

    message = marked("This consultation has closed; a submission can no longer be withdrawn.")


class NotLateError(ConflictError):
    """A ruling about lateness needs a submission that came late."""

    message = marked("This submission was not late: there is nothing to decide.")


class ReasonNeededError(InvalidInputError):
    """A decision against a submission needs its reason."""

    message = marked("Give the reason.")


class DecidedMeanwhileError(ConflictError):
    """Somebody else decided the same thing after the page was opened."""

    message = marked(
        "Somebody else decided this while the page was open; their decision is shown above. "
        "Nothing of yours was kept: press the button again to decide otherwise."
    )


class NewVersionError(ConflictError):
    """The respondent lodged another version after the page was opened."""

    message = marked(
        "Version %(number)s of this submission came while the page was open, and nothing was "
        "decided. Read it first; what you typed is kept."
    )


class NothingMarkedError(InvalidInputError):
    """Words are cleared without what is marked, and nothing is."""

    message = marked(
        "Nothing in this version is marked confidential. Choose “Yes”, or mark what is to stay "
        "out first."
    )


class SomethingMarkedError(InvalidInputError):
    """Words are cleared whole, and some of them are marked confidential."""

    message = marked(
        "Something in this version is marked confidential. Choose “Yes, without what is marked "
        "confidential”, or “No”."
    )


def withdraw(session: Session, submission: Submission, *, reason: str, now: datetime) -> None:
    """Take a submission back for its respondent; withdrawing twice is withdrawing once.

    Its words leave every list and report, its line of the register stays. Raises
    TooLateToWithdrawError after closing.
    """
    alone_with(session, submission)
    if _is_withdrawn(session, submission):
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


def rule_on_lateness(
    session: Session, submission: Submission, verdict: LateVerdict, *, by: Staff, now: datetime
) -> None:
    """Decide whether a late submission is taken; deciding the same again changes nothing.

    Raises DecidedMeanwhileError where another ruling stands than the one that was looked at, and
    what `rule` raises.
    """
    alone_with(session, submission)
    standing = ruling_standing(session, submission.id, LATENESS)
    if standing is not None:
        made = (standing.kind, standing.reason, standing.made_by_id)
        if made == (verdict.kind, verdict.reason, by.id):
            return
        if standing.id != verdict.seen:
            raise DecidedMeanwhileError
    rule(session, submission, verdict.kind, reason=verdict.reason, by=by, now=now)


def clear(
    session: Session, submission: Submission, clearing: Clearing, *, by: Staff, now: datetime
) -> None:
    """Decide whether the latest version's words may be printed in an edition; the latest counts.

    Deciding the same again changes nothing. Raises WithdrawnError, NewVersionError where another
    version was looked at, ReasonNeededError for words that are withheld, NothingMarkedError and
    SomethingMarkedError where the outcome does not fit what is marked confidential.
    """
    version = version_seen(session, submission, clearing.version)
    if clearing.outcome is Outcome.WITHHELD and not clearing.reason.strip():
        raise ReasonNeededError
    _fit(clearing.outcome, is_marked=has_words_kept_back(session, version))
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


def alone_with(session: Session, submission: Submission) -> None:
    """Wait until nobody else decides about a submission or lodges it, and let nobody else begin."""
    session.refresh(submission, with_for_update=True)


def version_seen(session: Session, submission: Submission, number: int | None) -> Version:
    """Return the latest version of a submission, if it is the one that was looked at.

    None stands for whichever is the latest. Raises NewVersionError and WithdrawnError.
    """
    alone_with(session, submission)
    if _is_withdrawn(session, submission):
        raise WithdrawnError
    version = latest_version(session, submission.id)
    if number not in {None, version.number}:
        raise NewVersionError(number=version.number)
    return version


def _fit(outcome: Outcome, *, is_marked: bool) -> None:
    if outcome is Outcome.CLEARED and is_marked:
        raise SomethingMarkedError
    if outcome is Outcome.CLEARED_WITH_REDACTIONS and not is_marked:
        raise NothingMarkedError


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

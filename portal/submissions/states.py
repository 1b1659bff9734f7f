"""What has become of a submission: standing, late, returned or withdrawn, read from its rulings."""

import enum
from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import ColumnElement, ScalarSelect, String, case, exists, literal, select
from sqlalchemy.orm import Session

from portal.consultations.models import Consultation
from portal.submissions.decisions import Clearance, Edition, Outcome, Ruling, RulingKind
from portal.submissions.models import Submission, Version


class SubmissionState(enum.StrEnum):
    """Every submission received is in exactly one of these."""

    STANDING = "standing"
    LATE_PENDING = "late_pending"
    LATE_REFUSED = "late_refused"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


Kinds: TypeAlias = tuple[RulingKind, ...]

LATENESS: Kinds = (RulingKind.LATE_ACCEPTED, RulingKind.LATE_REFUSED)
IDENTITY: Kinds = (RulingKind.RETURNED, RulingKind.IDENTITY_SHOWN)
WITHDRAWAL: Kinds = (RulingKind.WITHDRAWN,)


def is_withdrawn() -> ColumnElement[bool]:
    """Tell whether the submission of a row was withdrawn."""
    return exists().where(
        Ruling.submission_id == Submission.id, Ruling.kind == RulingKind.WITHDRAWN
    )


def is_late() -> ColumnElement[bool]:
    """Tell whether the submission of a row arrived at or after its consultation's closing moment.

    One lodged from a draft was lodged while the consultation was open, so it never is.
    """
    was_closed = (
        exists()
        .where(
            Consultation.id == Submission.consultation_id,
            Consultation.closes_at <= Submission.received_at,
        )
        .correlate(Submission)
    )
    from_draft = (
        exists()
        .where(Version.submission_id == Submission.id, Version.draft_id.is_not(None))
        .correlate(Submission)
    )
    return was_closed & ~from_draft


def state() -> ColumnElement[str]:
    """Tell, by value, the SubmissionState of the submission of a row.

    A later ruling of a family (lateness, identity) replaces an earlier one; a withdrawal is final.
    """
    return case(
        (is_withdrawn(), literal(SubmissionState.WITHDRAWN.value, String)),
        (
            is_late() & latest_ruling(LATENESS).is_(None),
            literal(SubmissionState.LATE_PENDING.value, String),
        ),
        (
            is_late() & (latest_ruling(LATENESS) == RulingKind.LATE_REFUSED),
            literal(SubmissionState.LATE_REFUSED.value, String),
        ),
        (
            latest_ruling(IDENTITY) == RulingKind.RETURNED,
            literal(SubmissionState.RETURNED.value, String),
        ),
        else_=literal(SubmissionState.STANDING.value, String),
    )


def became(rulings: Sequence[RulingKind], *, is_late: bool) -> SubmissionState:
    """Tell, as `state` does of rows, what became of a submission; the first ruling comes first."""
    lateness, identity = (
        next((kind for kind in reversed(rulings) if kind in family), None)
        for family in (LATENESS, IDENTITY)
    )
    if RulingKind.WITHDRAWN in rulings:
        return SubmissionState.WITHDRAWN
    if is_late and lateness is None:
        return SubmissionState.LATE_PENDING
    if is_late and lateness is RulingKind.LATE_REFUSED:
        return SubmissionState.LATE_REFUSED
    if identity is RulingKind.RETURNED:
        return SubmissionState.RETURNED
    return SubmissionState.STANDING


def latest_ruling(family: Kinds) -> ScalarSelect[RulingKind]:
    """Give the latest ruling of a family on the submission of a row; NULL when there is none."""
    return (
        select(Ruling.kind)
        .where(Ruling.submission_id == Submission.id, Ruling.kind.in_(family))
        .order_by(Ruling.id.desc())
        .limit(1)
        .correlate(Submission)
        .scalar_subquery()
    )


def latest_outcome(edition: Edition) -> ScalarSelect[Outcome]:
    """Give what was decided last about printing the version of a row; NULL before anything was."""
    return (
        select(Clearance.outcome)
        .where(
            # By its submission, which is indexed: a list asks this of tens of thousands of rows.
            Clearance.submission_id == Version.submission_id,
            Clearance.version_id == Version.id,
            Clearance.edition == edition,
        )
        .order_by(Clearance.id.desc())
        .limit(1)
        .correlate(Version)
        .scalar_subquery()
    )


def ruling_standing(session: Session, submission_id: int, family: Kinds) -> Ruling | None:
    """Return the latest ruling of a family on a submission; None before the first."""
    return session.scalar(
        select(Ruling)
        .where(Ruling.submission_id == submission_id, Ruling.kind.in_(family))
        .order_by(Ruling.id.desc())
        .limit(1)
    )

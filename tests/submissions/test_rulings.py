"""What is decided about a submission is a row beside it; the strictest word on secrecy stands."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.submissions.actions import WithdrawnError, lodge, receive
from portal.submissions.clearing import Clearing
from portal.submissions.decisions import Clearance, Edition, Outcome, Restriction, RulingKind, Scope
from portal.submissions.filing import Faults, FiledRestriction
from portal.submissions.lines import read_line
from portal.submissions.models import Submission
from portal.submissions.queries import (
    clearance_standing,
    latest_version,
    restrictions_standing,
    state_of,
    submission_imported,
    submission_of_draft,
)
from portal.submissions.registering import Arrival
from portal.submissions.rulings import (
    NothingThereError,
    NotLateError,
    ReasonNeededError,
    TooLateToWithdrawError,
    clear,
    restrict,
    rule,
    withdraw,
    withhold_name,
)
from portal.submissions.states import SubmissionState
from tests.submissions.makers import (
    AFTER_CLOSING,
    CLOSING,
    WHILE_OPEN,
    consultation,
    draft,
    line,
    paper_of,
    staff,
)


def lodged(session: Session) -> Submission:
    made = draft(session, consultation(session))
    lodge(session, made, now=WHILE_OPEN)
    submission = submission_of_draft(session, made)
    assert submission is not None
    return submission


def received(session: Session, name: str = "late-1", *, late: bool = True) -> Submission:
    of, read = consultation(session), paper_of(session)
    moment = AFTER_CLOSING if late else WHILE_OPEN
    said = read_line(line(name, received_at=moment.isoformat()), read, Faults())
    assert said is not None
    arrival = Arrival(
        filing=said.filing,
        received_at=said.received_at,
        external_id=name,
        content_sha256=said.content_sha256,
    )
    receive(session, of, read, [arrival], now=AFTER_CLOSING, who="test")
    return submission_imported(session, of.id, name)


def test_what_arrives_at_the_closing_moment_is_late(session: Session) -> None:
    submission = received(session)

    assert state_of(session, submission.id) is SubmissionState.LATE_PENDING


def test_a_late_submission_is_accepted_or_refused_and_the_last_word_counts(
    session: Session,
) -> None:
    submission, by = received(session), staff(session)

    rule(session, submission, RulingKind.LATE_REFUSED, reason="Late", by=by, now=AFTER_CLOSING)
    refused = state_of(session, submission.id)
    rule(session, submission, RulingKind.LATE_ACCEPTED, reason="Post", by=by, now=AFTER_CLOSING)

    assert refused is SubmissionState.LATE_REFUSED
    assert state_of(session, submission.id) is SubmissionState.STANDING


def test_a_punctual_submission_cannot_be_ruled_late(session: Session) -> None:
    submission, by = received(session, late=False), staff(session)

    with pytest.raises(NotLateError):
        rule(session, submission, RulingKind.LATE_REFUSED, reason="-", by=by, now=AFTER_CLOSING)


def test_one_returned_for_identity_stands_again_when_its_sender_is_known(
    session: Session,
) -> None:
    submission, by = lodged(session), staff(session)

    rule(session, submission, RulingKind.RETURNED, reason="Who?", by=by, now=WHILE_OPEN)
    returned = state_of(session, submission.id)
    rule(session, submission, RulingKind.IDENTITY_SHOWN, reason="Seen", by=by, now=WHILE_OPEN)

    assert returned is SubmissionState.RETURNED
    assert state_of(session, submission.id) is SubmissionState.STANDING


def test_a_ruling_needs_its_reason(session: Session) -> None:
    submission, by = received(session), staff(session)

    with pytest.raises(ReasonNeededError):
        rule(session, submission, RulingKind.LATE_REFUSED, reason=" ", by=by, now=AFTER_CLOSING)


def test_a_submission_is_withdrawn_until_closing_and_once(session: Session) -> None:
    submission = lodged(session)

    with pytest.raises(TooLateToWithdrawError):
        withdraw(session, submission, reason="", now=CLOSING)
    withdraw(session, submission, reason="", now=WHILE_OPEN)
    withdraw(session, submission, reason="", now=CLOSING + timedelta(days=1))

    assert state_of(session, submission.id) is SubmissionState.WITHDRAWN


def test_nobody_else_withdraws_a_submission_or_rules_on_a_withdrawn_one(
    session: Session,
) -> None:
    submission, by = lodged(session), staff(session)

    with pytest.raises(WithdrawnError):
        rule(session, submission, RulingKind.WITHDRAWN, reason="-", by=by, now=WHILE_OPEN)
    withdraw(session, submission, reason="", now=WHILE_OPEN)
    with pytest.raises(WithdrawnError):
        rule(session, submission, RulingKind.RETURNED, reason="-", by=by, now=WHILE_OPEN)
    with pytest.raises(WithdrawnError):
        clear(
            session,
            submission,
            Clearing(Edition.PUBLIC, Outcome.CLEARED),
            by=by,
            now=WHILE_OPEN,
        )


def test_a_submission_is_tightened_at_any_time_and_only_once(session: Session) -> None:
    submission = lodged(session)
    marks = (
        FiledRestriction("C4.view", 0, 3, "Figure"),
        FiledRestriction("Q22", reason="Row"),
        FiledRestriction(reason="All"),
    )

    for mark in (*marks, *marks):
        restrict(session, submission, mark, by=None, now=AFTER_CLOSING)
    withhold_name(session, submission, reason="", by=None, now=AFTER_CLOSING)

    standing = restrictions_standing(session, [submission.id])[submission.id]
    assert [each.scope for each in standing] == [Scope.WORDS, Scope.PLACE, Scope.ALL, Scope.NAME]
    assert standing[0].text_id is not None


@pytest.mark.parametrize(
    "mark",
    [FiledRestriction("Q2"), FiledRestriction("C4.view", 0, 99), FiledRestriction("C4.view", 3, 3)],
)
def test_only_what_is_there_can_be_restricted(session: Session, mark: FiledRestriction) -> None:
    submission = lodged(session)

    with pytest.raises(NothingThereError):
        restrict(session, submission, mark, by=None, now=WHILE_OPEN)

    assert session.scalar(select(func.count()).select_from(Restriction)) == 0


def test_the_latest_clearance_of_the_latest_version_counts(session: Session) -> None:
    submission, by = lodged(session), staff(session)
    version = latest_version(session, submission.id)
    cleared = Clearing(Edition.PUBLIC, Outcome.CLEARED)
    withheld = Clearing(Edition.PUBLIC, Outcome.WITHHELD, "Names a third party")

    for clearing in (cleared, cleared, withheld):
        clear(session, submission, clearing, by=by, now=AFTER_CLOSING)

    standing = clearance_standing(session, version.id, Edition.PUBLIC)
    assert standing is not None
    assert standing.outcome is Outcome.WITHHELD
    assert clearance_standing(session, version.id, Edition.INTERNAL) is None
    assert session.scalar(select(func.count()).select_from(Clearance)) == 2


def test_withholding_needs_its_reason(session: Session) -> None:
    submission, by = lodged(session), staff(session)

    with pytest.raises(ReasonNeededError):
        clear(
            session,
            submission,
            Clearing(Edition.PUBLIC, Outcome.WITHHELD),
            by=by,
            now=WHILE_OPEN,
        )

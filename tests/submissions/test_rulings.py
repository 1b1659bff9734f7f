"""What is decided about a submission is a row beside it; the strictest word on secrecy stands."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.consultations.actions import mark_sample
from portal.submissions.actions import WithdrawnError, lodge
from portal.submissions.clearing import Clearing
from portal.submissions.decisions import (
    Clearance,
    Edition,
    Outcome,
    Restriction,
    Ruling,
    RulingKind,
    Scope,
)
from portal.submissions.filing import FiledRestriction
from portal.submissions.models import Submission
from portal.submissions.queries import (
    clearance_standing,
    lateness_of,
    latest_version,
    restrictions_standing,
    state_of,
    submission_of_draft,
)
from portal.submissions.restricting import NothingThereError, restrict, withhold_name
from portal.submissions.rulings import (
    DecidedMeanwhileError,
    NewVersionError,
    NothingMarkedError,
    NotLateError,
    ReasonNeededError,
    SomethingMarkedError,
    TooLateToWithdrawError,
    clear,
    rule,
    rule_on_lateness,
    withdraw,
)
from portal.submissions.states import SubmissionState
from portal.submissions.verdicts import LateVerdict
from tests.submissions.makers import (
    AFTER_CLOSING,
    CLOSING,
    WHILE_OPEN,
    consultation,
    draft,
    received,
    staff,
)


def lodged(session: Session) -> Submission:
    made = draft(session, consultation(session))
    lodge(session, made, now=WHILE_OPEN)
    submission = submission_of_draft(session, made)
    assert submission is not None
    return submission


def cleared(outcome: Outcome = Outcome.CLEARED, *, version: int | None = None) -> Clearing:
    return Clearing(Edition.PUBLIC, outcome, version=version)


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


def test_what_was_in_time_cannot_be_ruled_late(session: Session) -> None:
    submission, by = received(session, is_late=False), staff(session)

    assert state_of(session, submission.id) is SubmissionState.STANDING
    assert lateness_of(session, submission.id) is None
    with pytest.raises(NotLateError):
        rule(session, submission, RulingKind.LATE_REFUSED, reason="-", by=by, now=AFTER_CLOSING)


def test_what_came_after_closing_is_late_for_a_sample_too(session: Session) -> None:
    submission = received(session)
    mark_sample(session, consultation(session))

    assert state_of(session, submission.id) is SubmissionState.LATE_PENDING


def test_lateness_is_decided_once_by_whoever_saw_what_stands(session: Session) -> None:
    submission = received(session)
    first, second = staff(session), staff(session, "official-2")
    taken = LateVerdict(RulingKind.LATE_ACCEPTED, "Posted in time")
    refused = LateVerdict(RulingKind.LATE_REFUSED, "A week late")

    for _twice in range(2):
        rule_on_lateness(session, submission, taken, by=first, now=AFTER_CLOSING)
    for blind in (taken, refused):
        with pytest.raises(DecidedMeanwhileError):
            rule_on_lateness(session, submission, blind, by=second, now=AFTER_CLOSING)
    lateness = lateness_of(session, submission.id)
    assert lateness is not None
    seeing = replace(refused, seen=lateness.ruling_id)
    rule_on_lateness(session, submission, seeing, by=second, now=AFTER_CLOSING)

    assert (lateness.is_taken, lateness.by, lateness.reason) == (
        True,
        "official-1",
        "Posted in time",
    )
    assert state_of(session, submission.id) is SubmissionState.LATE_REFUSED
    assert session.scalar(select(func.count()).select_from(Ruling)) == 2


def test_a_punctual_submission_cannot_be_ruled_late(session: Session) -> None:
    submission, by = received(session, is_late=False), staff(session)

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
    withheld = Clearing(Edition.PUBLIC, Outcome.WITHHELD, "Names a third party")

    for clearing in (cleared(), cleared(), withheld):
        clear(session, submission, clearing, by=by, now=AFTER_CLOSING)

    standing = clearance_standing(session, version.id, Edition.PUBLIC)
    assert standing is not None
    assert standing.outcome is Outcome.WITHHELD
    assert clearance_standing(session, version.id, Edition.INTERNAL) is None
    assert session.scalar(select(func.count()).select_from(Clearance)) == 2


def test_only_the_version_that_was_looked_at_is_cleared(session: Session) -> None:
    made = draft(session, consultation(session))
    by, seen = staff(session), lodge(session, made, now=WHILE_OPEN).version
    made.revision += 1
    latest = lodge(session, made, now=WHILE_OPEN)
    submission = submission_of_draft(session, made)
    assert submission is not None

    with pytest.raises(NewVersionError, match="Version 2"):
        clear(session, submission, cleared(version=seen), by=by, now=WHILE_OPEN)
    before = clearance_standing(session, latest.version_id, Edition.PUBLIC)
    clear(session, submission, cleared(version=latest.version), by=by, now=WHILE_OPEN)

    assert before is None
    assert clearance_standing(session, latest.version_id, Edition.PUBLIC)


def test_words_are_cleared_whole_or_without_what_is_marked_as_fits(session: Session) -> None:
    submission, by = lodged(session), staff(session)
    without = cleared(Outcome.CLEARED_WITH_REDACTIONS)

    with pytest.raises(NothingMarkedError):
        clear(session, submission, without, by=by, now=WHILE_OPEN)
    restrict(session, submission, FiledRestriction("Q22.1"), by=by, now=WHILE_OPEN)
    with pytest.raises(SomethingMarkedError):
        clear(session, submission, cleared(), by=by, now=WHILE_OPEN)
    clear(session, submission, without, by=by, now=WHILE_OPEN)

    version = latest_version(session, submission.id)
    standing = clearance_standing(session, version.id, Edition.PUBLIC)
    assert standing is not None
    assert standing.outcome is Outcome.CLEARED_WITH_REDACTIONS


def test_a_name_that_is_withheld_is_no_word_that_is_marked(session: Session) -> None:
    submission, by = lodged(session), staff(session)
    withhold_name(session, submission, reason="", by=by, now=WHILE_OPEN)

    clear(session, submission, cleared(), by=by, now=WHILE_OPEN)

    version = latest_version(session, submission.id)
    assert clearance_standing(session, version.id, Edition.PUBLIC)


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

"""Who sees which words: reviewers all that stands, administrators nothing confidential."""

import pytest
from sqlalchemy.orm import Session

from portal.access import Reader
from portal.errors import NotFoundError
from portal.submissions.actions import lodge
from portal.submissions.filing import FiledRestriction
from portal.submissions.models import Submission
from portal.submissions.queries import submission_of_draft
from portal.submissions.restricting import restrict, withhold_name
from portal.submissions.rulings import withdraw
from portal.submissions.visible import (
    Reading,
    Sight,
    reading,
    sight,
    submissions_visible,
)
from tests.submissions.makers import SLUG, WHILE_OPEN, consultation, draft

REVIEWER = Reader(staff_id=1, name="reviewer-1", roles=frozenset({(SLUG, "reviewer")}))
OFFICIAL = Reader(staff_id=2, name="official-1", roles=frozenset({(SLUG, "official")}))
ADMINISTRATOR = Reader(staff_id=3, name="admin", roles=frozenset({(SLUG, "administrator")}))
STRANGER = Reader(staff_id=4, name="other", roles=frozenset({("elsewhere", "reviewer")}))


def lodged(session: Session, *marks: FiledRestriction) -> Submission:
    made = draft(session, consultation(session))
    lodge(session, made, now=WHILE_OPEN)
    submission = submission_of_draft(session, made)
    assert submission is not None
    for mark in marks:
        restrict(session, submission, mark, by=None, now=WHILE_OPEN)
    return submission


def words_of(read: Reading) -> dict[str, str | None]:
    return {each.said.place: each.said.words for each in read.places}


@pytest.mark.parametrize(
    ("reader", "seeing"),
    [
        (REVIEWER, Sight.EVERYTHING),
        (OFFICIAL, Sight.EVERYTHING),
        (ADMINISTRATOR, Sight.OPEN_WORDS),
        (STRANGER, Sight.NOTHING),
        (Reader(), Sight.NOTHING),
    ],
)
def test_sight_comes_with_the_role_in_this_consultation(reader: Reader, seeing: Sight) -> None:
    assert sight(reader, SLUG) is seeing


def test_a_reviewer_sees_confidential_words_and_that_they_are(session: Session) -> None:
    submission = lodged(session, FiledRestriction("C4.view", 0, 3), FiledRestriction("Q22"))

    read = reading(session, REVIEWER, SLUG, submission.reference)

    kept = {each.said.place: each.spans for each in read.places if each.is_confidential}
    assert kept == {
        "Q22.1": ((0, 11),),
        "Q22.1.ordinance": ((0, 6),),
        "Q22.1.section": ((0, 1),),
        "C4.view": ((0, 3),),
    }
    assert read.shows_confidential
    assert words_of(read)["C4.view"] == "Mostly."


def test_an_administrator_sees_ink_and_nothing_confidential(session: Session) -> None:
    submission = lodged(session, FiledRestriction("C4.view", 0, 3), FiledRestriction("Q1"))

    read = reading(session, ADMINISTRATOR, SLUG, submission.reference)

    seen = {each.said.place: each.said for each in read.places}
    assert seen["C4.view"].words == "███tly."
    assert (seen["Q1"].words, seen["Q1"].options) == (None, ())
    assert seen["letter"].words is not None
    assert not read.shows_confidential


def test_a_name_withheld_later_is_withheld(session: Session) -> None:
    submission = lodged(session)
    before = reading(session, ADMINISTRATOR, SLUG, submission.reference)

    withhold_name(session, submission, reason="", by=None, now=WHILE_OPEN)
    after = reading(session, ADMINISTRATOR, SLUG, submission.reference)
    staffs = reading(session, REVIEWER, SLUG, submission.reference)

    assert before.bodies[0].name["en"] == "Harbour Guild"
    assert (after.bodies[0].name, after.bodies[0].is_named) == ({}, False)
    assert (staffs.bodies[0].name["en"], staffs.bodies[0].is_named) == ("Harbour Guild", False)
    assert [each.shows_confidential for each in (before, after, staffs)] == [False, False, True]


def test_a_withdrawn_submission_is_in_no_list_and_on_no_page(session: Session) -> None:
    submission = lodged(session)
    of = submission.consultation_id
    assert list(session.scalars(submissions_visible(of, Sight.EVERYTHING))) == [submission.id]

    withdraw(session, submission, reason="", now=WHILE_OPEN)

    assert list(session.scalars(submissions_visible(of, Sight.EVERYTHING))) == []
    with pytest.raises(NotFoundError):
        reading(session, REVIEWER, SLUG, submission.reference)


def test_a_stranger_learns_nothing(session: Session) -> None:
    submission = lodged(session)

    with pytest.raises(NotFoundError):
        reading(session, STRANGER, SLUG, submission.reference)
    assert (
        list(session.scalars(submissions_visible(submission.consultation_id, Sight.NOTHING))) == []
    )

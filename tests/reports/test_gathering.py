"""What a snapshot keeps of passages and positions: only what stands at its moment."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.coding.actions import untag
from portal.coding.models import Coding
from portal.conclusions.actions import assign, confirm
from portal.reports.counting import unread
from portal.reports.queries import snapshot_of
from portal.reports.snapshot import Submission
from tests.coding.makers import Room, room
from tests.conclusions.makers import case
from tests.submissions.makers import SLUG, WHILE_OPEN


@pytest.fixture
def made(session: Session) -> Room:
    """A consultation with its codeframe and team."""
    return room(session)


def only(session: Session) -> Submission:
    session.flush()
    [found] = snapshot_of(session, SLUG).submissions
    return found


def test_a_passage_whose_codings_were_all_taken_back_is_none_any_more(made: Room) -> None:
    said = made.said(made.lodged(), "letter")
    assert said.text_id is not None
    for quote, codes in (("Dear Sirs", ("4.1", "4.2")), ("about clause 4", ("4.1",))):
        made.tagged(made.marking(said.text_id, quote, *codes))
    first, second, third = made.session.scalars(select(Coding.id).order_by(Coding.id))

    for coding in (first, third):
        untag(made.session, coding, by=made.staff["reviewer-1"].id, because="", now=WHILE_OPEN)
    [kept] = only(made.session).passages
    untag(made.session, second, by=made.staff["reviewer-1"].id, because="", now=WHILE_OPEN)
    bare = only(made.session)

    assert (kept.quote, [one.theme for one in kept.codings]) == ("Dear Sirs", ["4.2"])
    assert bare.passages == ()
    assert list(unread([bare])) == [bare]


def test_a_position_travels_with_the_words_it_was_read_from_and_lapses_with_them(
    session: Session,
) -> None:
    given = case(session)
    made, held = given.room, given.held
    first, second = (made.staff[name].id for name in ("reviewer-1", "reviewer-2"))
    assigned = replace(given.assignment("C9", "oppose"), is_across=True)
    row = assign(session, held, assigned, by=first, now=WHILE_OPEN)
    confirm(session, held.version_id, row, by=second, now=WHILE_OPEN)

    made.amended(given.submission, "Q8", {"text": "All may be included."})
    kept = only(session)
    made.amended(given.submission, "letter", {"text": "We have nothing to say of clause 4."})
    lapsed = only(session)

    [position] = kept.positions
    assert (kept.version, lapsed.version) == (2, 3)
    assert (position.clause, position.position, position.confirmed_by) == (
        "C9",
        "oppose",
        "reviewer-2",
    )
    assert [kept.passages[one].quote for one in position.passages] == ["about clause 4"]
    assert lapsed.positions == ()

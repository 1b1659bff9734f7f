"""An amendment is the next version: it shares what it did not change and forgets no secret."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.drafting.models import Draft
from portal.submissions.actions import (
    WithdrawnError,
    lodge,
)
from portal.submissions.decisions import Restriction, Scope
from portal.submissions.filing import FiledRestriction
from portal.submissions.models import Text
from portal.submissions.queries import (
    said_in,
    submission_of_draft,
)
from portal.submissions.restricting import restrict
from portal.submissions.rulings import withdraw
from tests.submissions.makers import (
    ANSWERS,
    WHILE_OPEN,
    answer,
    consultation,
    draft,
)


def amend(session: Session, made: Draft, key: str, value: Json) -> None:
    answer(session, made, key, value)
    made.revision += 1
    session.flush()


def test_an_amendment_is_the_next_version_and_shares_what_it_did_not_change(
    session: Session,
) -> None:
    made = draft(session, consultation(session))
    first = lodge(session, made, now=WHILE_OPEN)
    texts = session.scalar(select(func.count()).select_from(Text))
    amend(session, made, "Q1", {"choice": "agree", "text": "We agree, on reflection."})

    second = lodge(session, made, now=WHILE_OPEN + timedelta(days=1))

    assert (second.reference, second.register_number) == (first.reference, first.register_number)
    assert second.version == 2
    assert session.scalar(select(func.count()).select_from(Text)) == (texts or 0) + 1
    before, after = (
        {each.place: each.text_id for each in said_in(session, receipt.version_id)}
        for receipt in (first, second)
    )
    assert {place for place in before if before[place] != after[place]} == {"Q1"}


def test_an_amendment_forgets_no_restriction_and_repeats_none(session: Session) -> None:
    made = draft(session, consultation(session))
    answer(session, made, "C4", ANSWERS["C4"], is_confidential=True)
    lodge(session, made, now=WHILE_OPEN)
    amend(session, made, "Q1", {"choice": "agree"})

    lodge(session, made, now=WHILE_OPEN)

    assert len(session.scalars(select(Restriction)).all()) == 1


@pytest.mark.parametrize(
    ("view", "scope", "spans"),
    [
        ("Mostly. And more.", Scope.WORDS, [(0, 6)]),
        ("Not so. Mostly, Mostly.", Scope.WORDS, [(8, 14), (16, 22)]),
        ("Nearly all of it.", Scope.PLACE, [(None, None)]),
    ],
)
def test_words_that_were_confidential_stay_so_when_the_text_around_them_changes(
    session: Session, view: str, scope: Scope, spans: list[tuple[int | None, int | None]]
) -> None:
    made = draft(session, consultation(session))
    lodge(session, made, now=WHILE_OPEN)
    submission = submission_of_draft(session, made)
    assert submission is not None
    restrict(
        session, submission, FiledRestriction("C4.view", 0, 6, "Figure"), by=None, now=WHILE_OPEN
    )
    amend(session, made, "C4", {"view": view})

    lodge(session, made, now=WHILE_OPEN)

    _first, *again = session.scalars(select(Restriction).order_by(Restriction.id))
    assert {each.scope for each in again} == {scope}
    assert [(each.start, each.stop) for each in again] == spans
    assert {(each.place, each.reason) for each in again} == {("C4.view", "Figure")}


def test_a_withdrawn_submission_takes_no_version(session: Session) -> None:
    made = draft(session, consultation(session))
    lodge(session, made, now=WHILE_OPEN)
    submission = submission_of_draft(session, made)
    assert submission is not None
    withdraw(session, submission, reason="", now=WHILE_OPEN)
    amend(session, made, "Q1", {"choice": "agree"})

    with pytest.raises(WithdrawnError):
        lodge(session, made, now=WHILE_OPEN)

"""Everything received is somewhere: the sum comes out whatever was decided."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.consultations.models import Consultation
from portal.errors import PortalError
from portal.submissions.actions import receive
from portal.submissions.decisions import RulingKind
from portal.submissions.filing import Faults
from portal.submissions.lines import read_line
from portal.submissions.models import Channel, Submission
from portal.submissions.queries import register
from portal.submissions.registering import Arrival
from portal.submissions.rulings import rule, withdraw
from portal.submissions.states import SubmissionState
from portal.triage.queries import Sum, submissions_standing, sum_received, sums_by_channel
from tests.submissions.makers import CLOSING, WHILE_OPEN, consultation, line, paper_of, staff

ARRIVAL = st.tuples(st.sampled_from(list(Channel)), st.sampled_from([-5, 0, 5]))
ACT = st.tuples(st.integers(0, 5), st.sampled_from(list(RulingKind)))


def arrive(session: Session, of: Consultation, arrived: list[tuple[Channel, int]]) -> None:
    read = paper_of(session)
    arrivals = []
    for number, (channel, minutes) in enumerate(arrived):
        moment = CLOSING + timedelta(minutes=minutes)
        said = line(f"line-{number}", channel=channel.value, received_at=moment.isoformat())
        taken = read_line(said, read, Faults())
        assert taken is not None
        arrivals.append(
            Arrival(
                filing=taken.filing,
                received_at=taken.received_at,
                external_id=taken.external_id,
                content_sha256=taken.content_sha256,
            )
        )
    receive(session, of, read, arrivals, now=WHILE_OPEN, who="test")


def decide(session: Session, submission: Submission, kind: RulingKind, by: Staff) -> None:
    try:
        if kind is RulingKind.WITHDRAWN:
            withdraw(session, submission, reason="-", now=WHILE_OPEN)
        else:
            rule(session, submission, kind, reason="-", by=by, now=WHILE_OPEN)
    except PortalError:
        pass


@pytest.mark.slow
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ARRIVAL, max_size=6), st.lists(ACT, max_size=12))
def test_the_sum_comes_out_whatever_is_decided(
    session: Session, arrived: list[tuple[Channel, int]], acts: list[tuple[int, RulingKind]]
) -> None:
    nested = session.begin_nested()
    of = consultation(session)
    by = staff(session)
    arrive(session, of, arrived)
    ids = [each.submission_id for each in register(session, of.id)]

    for number, kind in acts:
        if number < len(ids):
            decide(session, session.get_one(Submission, ids[number]), kind, by)

    whole, parts = sum_received(session, of.id), sums_by_channel(session, of.id)
    standing = set(session.scalars(submissions_standing(of.id)))
    became = {each.submission_id: each.state for each in register(session, of.id)}
    nested.rollback()
    assert whole.received == len(arrived)
    assert whole.is_whole
    assert all(part.is_whole for part in parts.values())
    assert standing == {each for each in ids if became[each] is SubmissionState.STANDING}
    assert whole.standing == len(standing)


def test_nothing_received_is_a_sum_too(session: Session) -> None:
    of = consultation(session)

    assert sum_received(session, of.id) == Sum()
    assert sums_by_channel(session, of.id) == {}
    assert list(session.scalars(submissions_standing(of.id))) == []

"""What stands, and the sum that must always come out: everything received is somewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portal.submissions.models import Channel, Submission
from portal.submissions.states import SubmissionState, state


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many submissions came, and what became of each: the terms add up to `received`.

    A refused late one is excluded, for that reason. Later acts of triage (duplicates, holds)
    will take their terms out of `standing`; none is stored yet.
    """

    received: int = 0
    standing: int = 0
    late_pending: int = 0
    late_refused: int = 0
    returned: int = 0
    withdrawn: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every submission received is in exactly one term."""
        return self.received == sum(
            (self.standing, self.late_pending, self.late_refused, self.returned, self.withdrawn)
        )

    def __add__(self, other: "Sum") -> "Sum":
        """Add two channels together, term by term."""
        terms = {
            term.name: getattr(self, term.name) + getattr(other, term.name) for term in fields(self)
        }
        return Sum(**terms)


def submissions_standing(consultation_id: int) -> Select[int]:
    """Select the ids of the submissions that count in views, to be joined on or counted."""
    return select(Submission.id).where(
        Submission.consultation_id == consultation_id,
        state() == SubmissionState.STANDING.value,
    )


def sums_by_channel(session: Session, consultation_id: int) -> Mapping[Channel, Sum]:
    """Map each channel by which anything came to its sum."""
    became = (
        select(Submission.channel.label("channel"), state().label("state"))
        .where(Submission.consultation_id == consultation_id)
        .subquery()
    )
    received = session.execute(
        select(Submission.channel, func.count())
        .where(Submission.consultation_id == consultation_id)
        .group_by(Submission.channel)
    )
    terms: dict[Channel, dict[str, int]] = {
        channel: {"received": count} for channel, count in received
    }
    counted = session.execute(
        select(became.c.channel, became.c.state, func.count()).group_by(
            became.c.channel, became.c.state
        )
    )
    for channel, term, count in counted:
        terms[channel][SubmissionState(term).value] = count
    return {channel: Sum(**terms[channel]) for channel in Channel if channel in terms}


def sum_received(session: Session, consultation_id: int) -> Sum:
    """Return the sum over all channels."""
    return sum(sums_by_channel(session, consultation_id).values(), start=Sum())

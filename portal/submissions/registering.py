"""Entering responses in a consultation's register: numbers without a gap, references used once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.consultations.models import Register
from portal.consultations.paper import Paper
from portal.errors import NotFoundError
from portal.submissions.filing import Filing
from portal.submissions.models import Submission
from portal.submissions.references import reference

REFERENCE_BITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A filing as it arrives: when, and the draft and revision or the import line it came by."""

    filing: Filing
    received_at: datetime
    external_id: str | None = None
    content_sha256: str | None = None
    draft_id: int | None = None
    draft_revision: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A submission in the register, and the version of it that is to be kept.

    `texts` maps each place of the version before to its text and words; `marks` names the
    restrictions that stand already, as (scope, place, text, start, stop).
    """

    submission_id: int
    reference: str
    register_number: int
    version: int = 1
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)
    marks: frozenset[tuple[str, str | None, int | None, int | None, int | None]] = frozenset()


def lock_register(session: Session, consultation_id: int) -> None:
    """Let nobody else enter anything in a register until the transaction ends."""
    session.execute(
        select(Register).where(Register.consultation_id == consultation_id).with_for_update()
    )


def enter(
    session: Session, paper: Paper, consultation_id: int, arrivals: Sequence[Arrival]
) -> list[Entered]:
    """Give each arrival its register number and reference, in their order.

    The counter's row stays locked until the transaction ends: a number is used or never given.
    """
    last = _last_number(session, consultation_id, len(arrivals))
    references = _fresh_references(session, paper.reference_prefix, len(arrivals))
    rows = [
        {
            "consultation_id": consultation_id,
            "register_number": last - len(arrivals) + place,
            "reference": references[place - 1],
            "channel": arrival.filing.channel,
            "received_at": arrival.received_at,
            "external_id": arrival.external_id,
            "content_sha256": arrival.content_sha256,
        }
        for place, arrival in enumerate(arrivals, start=1)
    ]
    session.execute(insert(Submission).execution_options(render_nulls=True), rows)
    first = last - len(arrivals) + 1
    ids = session.scalars(
        select(Submission.id)
        .where(Submission.consultation_id == consultation_id, Submission.register_number >= first)
        .order_by(Submission.register_number)
    )
    return [
        Entered(submission_id, references[place], first + place)
        for place, submission_id in enumerate(ids)
    ]


def _last_number(session: Session, consultation_id: int, count: int) -> int:
    last = session.scalar(
        update(Register)
        .where(Register.consultation_id == consultation_id)
        .values(last_number=Register.last_number + count)
        .returning(Register.last_number)
        .execution_options(synchronize_session=False)
    )
    if last is None:
        raise NotFoundError
    return last


def _fresh_references(session: Session, prefix: str, count: int) -> list[str]:
    fresh: dict[str, None] = {}
    while len(fresh) < count:
        drawn = [
            reference(prefix, secrets.randbits(REFERENCE_BITS)) for _ in range(count - len(fresh))
        ]
        taken = set(
            session.scalars(select(Submission.reference).where(Submission.reference.in_(drawn)))
        )
        fresh |= dict.fromkeys(each for each in drawn if each not in taken)
    return list(fresh)

"""What can be asked about staff and their seats."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Attempt, Attempted, Seat, Staff

IDLE = timedelta(minutes=30)
WINDOW = timedelta(minutes=15)
TRIES = 10


@dataclass(frozen=True, slots=True)
class Seated:
    """A member of staff in a seat, and when the seat was last known to be used."""

    seat_id: int
    staff_id: int
    name: str
    last_seen_at: datetime


def staff_seated(session: Session, token_hash: str, *, now: datetime) -> Seated | None:
    """Find who sits under a token: None once the seat ended, idled 30 minutes or grew old."""
    row = session.execute(
        select(Seat, Staff.name)
        .join(Staff, Staff.id == Seat.staff_id)
        .where(
            Seat.token_hash == token_hash,
            Seat.ended_at.is_(None),
            Seat.ends_at > now,
            Seat.last_seen_at > now - IDLE,
            Staff.is_active,
        )
    ).one_or_none()
    if row is None or row[0].staff_id is None:
        return None
    return Seated(row[0].id, row[0].staff_id, row[1], row[0].last_seen_at)


def staff_named(session: Session, name: str) -> Staff | None:
    """Find an active member of staff by the name they sign in with."""
    return session.scalar(select(Staff).where(Staff.name == name, Staff.is_active))


def staff_everyone(session: Session) -> list[Staff]:
    """List all staff by name, those who can no longer sign in included."""
    return list(session.scalars(select(Staff).order_by(Staff.name)))


def is_tried_too_often(
    session: Session, door: Attempted, *, subject_hash: str, address_hash: str, now: datetime
) -> bool:
    """Whether a door was refused ten times in 15 minutes, for one subject or from one address."""
    refused = (
        select(func.count())
        .select_from(Attempt)
        .where(Attempt.door == door, Attempt.was_refused, Attempt.at > now - WINDOW)
    )
    by_subject = session.scalar(refused.where(Attempt.subject_hash == subject_hash)) or 0
    by_address = session.scalar(refused.where(Attempt.address_hash == address_hash)) or 0
    return by_subject >= TRIES or by_address >= TRIES * 3

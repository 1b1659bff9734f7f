"""What can be done with staff and seats."""

from datetime import datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.accounts.models import Attempt, Attempted, Seat, Staff
from portal.db import violated
from portal.errors import ConflictError, marked

STAFF_SEAT_LASTS = timedelta(hours=8)
HOLDER_SEAT_LASTS = timedelta(hours=24)


class NameTakenError(ConflictError):
    """Another member of staff signs in with this name."""

    message = marked("Another member of staff signs in with this name.")


def join_staff(session: Session, name: str, *, password_hash: str, now: datetime) -> Staff:
    """Let a new member of staff sign in by name. Raises NameTakenError."""
    staff = Staff(name=name, password_hash=password_hash, is_active=True, made_at=now)
    session.add(staff)
    try:
        session.flush()
    except IntegrityError as error:
        if violated(error) != "uq_staff_name":
            raise
        raise NameTakenError from error
    return staff


def seat_staff(session: Session, staff_id: int, *, token_hash: str, now: datetime) -> None:
    """Seat a member of staff under a token for at most eight hours."""
    _seat(session, now=now, lasts=STAFF_SEAT_LASTS, token_hash=token_hash, staff_id=staff_id)


def seat_holder(session: Session, holder_id: int, *, token_hash: str, now: datetime) -> None:
    """Seat the holder of a private link under a token for at most a day."""
    _seat(session, now=now, lasts=HOLDER_SEAT_LASTS, token_hash=token_hash, holder_id=holder_id)


def _seat(session: Session, *, now: datetime, lasts: timedelta, **sitter: str | int) -> None:
    row = {**sitter, "begun_at": now, "last_seen_at": now, "ends_at": now + lasts}
    session.execute(insert(Seat), [row])


def end_seat(session: Session, token_hash: str, *, now: datetime) -> None:
    """End a seat, so that its token opens nothing any more; an ended one stays as it is."""
    session.execute(
        update(Seat)
        .where(Seat.token_hash == token_hash, Seat.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_seats_of_holder(session: Session, holder_id: int, *, now: datetime) -> None:
    """End every seat that was taken by one private link."""
    session.execute(
        update(Seat)
        .where(Seat.holder_id == holder_id, Seat.ended_at.is_(None))
        .values(ended_at=now)
    )


def see_seat(session: Session, seat_id: int, *, now: datetime) -> None:
    """Remember that a seat was used."""
    session.execute(update(Seat).where(Seat.id == seat_id).values(last_seen_at=now))


def change_password(session: Session, staff: Staff, *, password_hash: str, now: datetime) -> None:
    """Give a member of staff another password and end every seat taken under the old one."""
    staff.password_hash = password_hash
    session.execute(
        update(Seat).where(Seat.staff_id == staff.id, Seat.ended_at.is_(None)).values(ended_at=now)
    )


def count_attempt(
    session: Session,
    door: Attempted,
    *,
    subject_hash: str,
    address_hash: str,
    was_refused: bool,
    now: datetime,
) -> None:
    """Count one try at a door."""
    row = {
        "door": door,
        "subject_hash": subject_hash,
        "address_hash": address_hash,
        "at": now,
        "was_refused": was_refused,
    }
    session.execute(insert(Attempt), [row])

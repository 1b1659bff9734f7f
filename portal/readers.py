"""Who a request's cookie seats: staff with their roles, and the drafts whose links are held."""

from datetime import datetime, timedelta

from flask import session as cookie
from sqlalchemy.orm import Session

from portal.access import NOBODY, Reader
from portal.accounts.actions import see_seat
from portal.accounts.queries import staff_seated
from portal.accounts.tokens import token_hash
from portal.clock import now
from portal.consultations.queries import roles_of
from portal.db import database, later
from portal.drafting.queries import drafts_held

SEEN_EVERY = timedelta(minutes=1)


def find_reader() -> Reader:
    """Read the seats the cookie names; a seat last seen over a minute ago is seen again."""
    staff_token = cookie.get("staff")
    draft_tokens = cookie.get("drafts")
    if not isinstance(staff_token, str):
        staff_token = None
    held = list(draft_tokens) if isinstance(draft_tokens, list) else []
    if staff_token is None and not held:
        return NOBODY
    with database().reading() as session:
        return _reader(session, staff_token, [str(token) for token in held], at=now())


def _reader(session: Session, staff_token: str | None, held: list[str], *, at: datetime) -> Reader:
    drafts = drafts_held(session, [token_hash(token) for token in held], now=at) if held else {}
    seated = staff_seated(session, token_hash(staff_token), now=at) if staff_token else None
    if seated is None:
        return Reader(drafts=frozenset(drafts), holder_ids=frozenset(drafts.values()))
    if at - seated.last_seen_at > SEEN_EVERY:
        later(lambda writing: see_seat(writing, seated.seat_id, now=at))
    return Reader(
        staff_id=seated.staff_id,
        name=seated.name,
        roles=roles_of(session, seated.staff_id),
        drafts=frozenset(drafts),
        holder_ids=frozenset(drafts.values()),
    )

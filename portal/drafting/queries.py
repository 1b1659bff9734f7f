"""What can be asked about drafts: who holds one, and what stands in it so far."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Seat
from portal.consultations.models import Consultation
from portal.drafting.models import Draft, DraftAnswer, Holder
from portal.errors import NotFoundError


def drafts_held(session: Session, token_hashes: Sequence[str], *, now: datetime) -> dict[str, int]:
    """Map the code of each draft to the holder whose seat is among these tokens."""
    rows = session.execute(
        select(Draft.code, Holder.id)
        .join(Holder, Holder.draft_id == Draft.id)
        .join(Seat, Seat.holder_id == Holder.id)
        .where(
            Seat.token_hash.in_(token_hashes),
            Seat.ended_at.is_(None),
            Seat.ends_at > now,
            Holder.ended_at.is_(None),
        )
    )
    return {row.code: row.id for row in rows}


def holder_of_link(session: Session, token_hash: str) -> Holder:
    """Find the holder a private link was given to. Raises NotFoundError for a dead link."""
    holder = session.scalar(
        select(Holder).where(Holder.token_hash == token_hash, Holder.ended_at.is_(None))
    )
    if holder is None:
        raise NotFoundError
    return holder


def draft_coded(session: Session, slug: str, code: str) -> Draft:
    """Find a draft by its code, in the consultation of its address. Raises NotFoundError."""
    draft = session.scalar(
        select(Draft)
        .join(Consultation, Consultation.id == Draft.consultation_id)
        .where(Draft.code == code, Consultation.slug == slug)
    )
    if draft is None:
        raise NotFoundError
    return draft


def answers_so_far(session: Session, draft: Draft) -> dict[str, DraftAnswer]:
    """Map each key ("Q3", "C4", "letter") that was answered to its answer."""
    rows = session.scalars(select(DraftAnswer).where(DraftAnswer.draft_id == draft.id))
    return {answer.key: answer for answer in rows}

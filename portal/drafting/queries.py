"""What can be asked about drafts: who holds one, and what stands in it so far."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from portal.accounts.models import Attempt, Attempted, Seat
from portal.consultations.models import Consultation
from portal.drafting.models import Draft, DraftAnswer, DraftNote, Holder, HolderRole, LetterKind
from portal.drafting.writing import Written
from portal.errors import NotFoundError, marked
from portal.letters import Letter, letters_unsent


class DeadLinkError(NotFoundError):
    """A private link that opens no draft, or none any more."""

    message = marked(
        "This private link opens nothing. Check that it was copied whole, to its last letter."
    )


def drafts_held(session: Session, token_hashes: Sequence[str], *, now: datetime) -> dict[str, int]:
    """Map the code of each draft to the holder whose seat is among these tokens, leads before."""
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
        .order_by(Holder.role == HolderRole.LEAD)
    )
    return {row.code: row.id for row in rows}


def holder_of_link(session: Session, token_hash: str) -> Holder:
    """Find the holder a private link was given to. Raises DeadLinkError."""
    holder = session.scalar(
        select(Holder).where(Holder.token_hash == token_hash, Holder.ended_at.is_(None))
    )
    if holder is None:
        raise DeadLinkError
    return holder


def holders_reached(session: Session, consultation_id: int, email: str) -> list[Holder]:
    """List the holders that one address reaches in a consultation, the newest draft first."""
    held = (
        select(Holder)
        .join(Draft, Draft.id == Holder.draft_id)
        .where(
            Draft.consultation_id == consultation_id,
            func.lower(Holder.email) == email.lower(),
            Holder.ended_at.is_(None),
        )
        .order_by(Draft.begun_at.desc(), Holder.id)
    )
    return list(session.scalars(held))


def holder_among(session: Session, draft: Draft, holder_ids: Collection[int]) -> Holder | None:
    """Find which of these holders holds a draft, if any does."""
    found = select(Holder).where(
        Holder.draft_id == draft.id, Holder.id.in_(holder_ids), Holder.ended_at.is_(None)
    )
    return session.scalars(found.order_by(Holder.role == HolderRole.DRAFTER)).first()


def people_on(session: Session, draft: Draft) -> list[Holder]:
    """List those who hold a link to a draft, in the order in which they came."""
    held = select(Holder).where(Holder.draft_id == draft.id, Holder.ended_at.is_(None))
    return list(session.scalars(held.order_by(Holder.id)))


@dataclass(frozen=True, slots=True)
class Noted:
    """A note inside the team as it is shown: what it is about, and who wrote it when."""

    id: int
    key: str
    words: str
    made_at: datetime
    by: Holder


def notes_on(session: Session, draft: Draft) -> dict[str, list[Noted]]:
    """Map the key of each answer, "" for the draft as a whole, to its notes, oldest first."""
    rows = session.execute(
        select(DraftNote, Holder)
        .join(Holder, Holder.id == DraftNote.holder_id)
        .where(DraftNote.draft_id == draft.id)
        .order_by(DraftNote.id)
    )
    found: dict[str, list[Noted]] = {}
    for note, holder in rows:
        shown = Noted(note.id, note.key, note.words, note.made_at, holder)
        found.setdefault(note.key, []).append(shown)
    return found


def letters_unsent_about(session: Session, consultation: Consultation) -> list[Letter]:
    """List the letters of this room about a consultation's drafts that were tried in vain."""
    drafts = select(Holder.id).join(Draft, Draft.id == Holder.draft_id)
    of_holders = Letter.about_id.in_(drafts.where(Draft.consultation_id == consultation.id))
    ours = [kind for kind in LetterKind if kind is not LetterKind.LOST_LINKS]
    return letters_unsent(
        session,
        or_(
            and_(Letter.kind.in_(ours), of_holders),
            and_(Letter.kind == LetterKind.LOST_LINKS, Letter.about_id == consultation.id),
        ),
    )


def begun_from(session: Session, address_hash: str, *, since: datetime) -> int:
    """Count the responses begun from one network address since a moment."""
    counted = (
        select(func.count())
        .select_from(Attempt)
        .where(
            Attempt.door == Attempted.FILING,
            Attempt.address_hash == address_hash,
            Attempt.at > since,
            ~Attempt.was_refused,
        )
    )
    return session.scalar(counted) or 0


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
    """Map each key ("Q3", "C4", "letter") that was answered to its answer, as it stands now."""
    rows = session.scalars(
        select(DraftAnswer)
        .where(DraftAnswer.draft_id == draft.id)
        .execution_options(populate_existing=True)
    )
    return {answer.key: answer for answer in rows}


def written_so_far(session: Session, draft: Draft) -> dict[str, Written]:
    """Map each key that was answered to what is written under it, as plain values."""
    return written_in(answers_so_far(session, draft))


def written_in(answers: Mapping[str, DraftAnswer]) -> dict[str, Written]:
    """Read answers as plain values."""
    return {
        key: Written(
            value=answer.value,
            is_confidential=answer.is_confidential,
            reason=answer.reason,
            text_sha256=answer.text_sha256,
            removed=answer.removed,
        )
        for key, answer in answers.items()
    }

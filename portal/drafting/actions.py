"""What can be done with a draft: begin it, write in it, and take a seat at it by its link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.accounts.actions import seat_holder
from portal.canonical import Json
from portal.consultations.models import Consultation
from portal.consultations.paper import State
from portal.drafting.models import Draft, DraftAnswer, Holder, HolderRole
from portal.drafting.profile import Profile, as_stored
from portal.drafting.queries import answers_so_far, holder_of_link
from portal.errors import ClosedError
from portal.language import Language


@dataclass(frozen=True, slots=True)
class Begun:
    """The secrets of a new draft, made where it is asked for: its code and its link's hash."""

    code: str
    token_hash: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was written under one key: the value as stored, and whether it is confidential.

    `text_sha256` is the hash of the wording the writer had before their eyes, for a clause.
    """

    value: Mapping[str, Json]
    is_confidential: bool = False
    reason: str = ""
    text_sha256: str | None = None


def begin(
    session: Session, consultation: Consultation, begun: Begun, *, language: Language, now: datetime
) -> Draft:
    """Begin a draft with one lead, whose private link is known only by its hash.

    Raises ClosedError when the consultation is not open.
    """
    if consultation.state(now) is not State.OPEN:
        raise ClosedError
    draft = Draft(
        code=begun.code,
        consultation_id=consultation.id,
        language=language,
        profile={},
        begun_at=now,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    lead = Holder(draft_id=draft.id, role=HolderRole.LEAD, token_hash=begun.token_hash, made_at=now)
    session.add(lead)
    session.flush()
    return draft


def take_seat(
    session: Session, *, link_hash: str, seat_hash: str, now: datetime
) -> tuple[Draft, str]:
    """Seat the holder of a private link at its draft; return it with its consultation's slug.

    Raises NotFoundError for a dead link.
    """
    holder = holder_of_link(session, link_hash)
    seat_holder(session, holder.id, token_hash=seat_hash, now=now)
    draft = session.get_one(Draft, holder.draft_id)
    return draft, session.get_one(Consultation, draft.consultation_id).slug


def describe(
    session: Session, draft: Draft, profile: Profile, *, language: Language, now: datetime
) -> None:
    """Keep who answers; the draft's revision moves on only when something changed."""
    stored = as_stored(profile)
    if stored != draft.profile:
        draft.profile = stored
        _move_on(draft, language=language, now=now)
        session.flush()


def write(
    session: Session,
    draft: Draft,
    written: Mapping[str, Written],
    *,
    language: Language,
    now: datetime,
) -> None:
    """Keep what was written under each key; an empty value takes the answer away.

    Raises StaleDataError at commit when somebody changed one of the answers meanwhile.
    """
    standing = answers_so_far(session, draft)
    changed = [
        _write_one(session, draft, key, each, standing.get(key), now=now)
        for key, each in written.items()
    ]
    if any(changed):
        _move_on(draft, language=language, now=now)
        session.flush()


def _write_one(
    session: Session,
    draft: Draft,
    key: str,
    written: Written,
    standing: DraftAnswer | None,
    *,
    now: datetime,
) -> bool:
    if standing is None and not written.value:
        return False
    if standing is None:
        standing = DraftAnswer(draft_id=draft.id, key=key)
        session.add(standing)
    elif not written.value:
        session.delete(standing)
        return True
    elif _same(standing, written):
        return False
    standing.value = dict(written.value)
    standing.is_confidential = written.is_confidential
    standing.reason = written.reason
    standing.text_sha256 = written.text_sha256
    standing.changed_at = now
    return True


def _same(standing: DraftAnswer, written: Written) -> bool:
    return (
        standing.value == dict(written.value)
        and standing.is_confidential == written.is_confidential
        and standing.reason == written.reason
    )


def _move_on(draft: Draft, *, language: Language, now: datetime) -> None:
    draft.revision += 1
    draft.language = language
    draft.changed_at = now

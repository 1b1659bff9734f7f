"""What can be done with a draft: begin it, write in it, and take a seat at it by its link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from portal.accounts.actions import seat_holder
from portal.canonical import Json
from portal.consultations.models import Consultation
from portal.consultations.paper import State
from portal.drafting.models import Draft, DraftAnswer, Holder, HolderRole, LetterKind
from portal.drafting.profile import Profile, as_stored, profile_sums
from portal.drafting.queries import answers_so_far, begun_from, holder_of_link, written_in
from portal.drafting.writing import Fate, Seen, Written, fates, sums
from portal.errors import ClosedError, ConflictError, PortalError, marked
from portal.language import Language
from portal.letters import post

MOST_BEGUN: Final = 30
BEGUN_WITHIN: Final = timedelta(hours=1)


class NotOpenError(ClosedError):
    """A response is begun only while its consultation is open."""

    message = marked("This consultation is not taking responses at the moment.")


class TooManyBegunError(PortalError):
    """One network address began more responses within an hour than people do."""

    status = 429
    message = marked("Many responses were begun from your network within the last hour.")


class AskedTooOftenError(PortalError):
    """Lost links were asked for again and again."""

    status = 429
    message = marked("Links were asked for many times within a few minutes.")


class OvertakenError(ConflictError):
    """Somebody else changed the same answers meanwhile; `keys` names them. Nothing is stored."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Keep the keys that both changed."""
        super().__init__()
        self.keys = frozenset(keys)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A private link just made, as it is kept: its salt, and the hash of its secret."""

    salt: str
    token_hash: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A new draft as it is asked for: its code, its link, the hash of where from, and an address.

    `email`, if any, is where the link is sent.
    """

    code: str
    link: NewLink
    address_hash: str
    email: str = ""


def begin(
    session: Session, consultation: Consultation, begun: Begun, *, language: Language, now: datetime
) -> Draft:
    """Begin a draft with one lead, whose private link is known only by its hash, and send it.

    Raises NotOpenError, and TooManyBegunError after thirty from one address within an hour.
    """
    if consultation.state(now) is not State.OPEN:
        raise NotOpenError
    if begun_from(session, begun.address_hash, since=now - BEGUN_WITHIN) >= MOST_BEGUN:
        raise TooManyBegunError
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
    lead = Holder(
        draft_id=draft.id,
        role=HolderRole.LEAD,
        token_hash=begun.link.token_hash,
        salt=begun.link.salt,
        email=begun.email or None,
        made_at=now,
    )
    session.add(lead)
    session.flush()
    if begun.email:
        kind = LetterKind.PRIVATE_LINK
        post(session, kind, to=begun.email, about_id=lead.id, language=language, now=now)
    return draft


def ask_for_links(
    session: Session, consultation: Consultation, email: str, *, language: Language, now: datetime
) -> None:
    """Have the private links that belong to an address sent there; nothing tells if there are any.

    Whether there are is looked up when the letter is written, so that asking takes no longer.
    """
    post(
        session,
        LetterKind.LOST_LINKS,
        to=email,
        about_id=consultation.id,
        language=language,
        now=now,
    )


def take_seat(
    session: Session, *, link_hash: str, seat_hash: str, now: datetime
) -> tuple[Draft, str]:
    """Seat the holder of a private link at its draft; return it with its consultation's slug.

    Raises DeadLinkError.
    """
    holder = holder_of_link(session, link_hash)
    seat_holder(session, holder.id, token_hash=seat_hash, now=now)
    draft = session.get_one(Draft, holder.draft_id)
    return draft, session.get_one(Consultation, draft.consultation_id).slug


def describe(
    session: Session,
    draft: Draft,
    profile: Profile,
    seen: Seen,
    *,
    language: Language,
    now: datetime,
) -> None:
    """Keep who answers, part by part; the draft's revision moves on only when something changed.

    Raises OvertakenError when somebody else changed the same parts after they were `seen`.
    """
    _hold(session, draft)
    sent, standing = as_stored(profile), draft.profile
    blank = dict.fromkeys([*standing, *seen], "")
    judged = _judged(seen, profile_sums(standing), blank | profile_sums(sent))
    taken = {part: sent.get(part) for part, fate in judged.items() if fate is Fate.TAKEN}
    merged: dict[str, Json] = {**standing, **taken}
    merged = {part: said for part, said in merged.items() if said is not None}
    if merged != standing:
        draft.profile = merged
        _move_on(draft, language=language, now=now)
        session.flush()


def write(
    session: Session,
    draft: Draft,
    written: Mapping[str, Written],
    seen: Seen,
    *,
    language: Language,
    now: datetime,
) -> None:
    """Keep what was written under each key; an empty value takes the answer away.

    What was not touched since it was `seen` stays as somebody else may have made it meanwhile.
    Raises OvertakenError when somebody else changed the same answers.
    """
    _hold(session, draft)
    rows = answers_so_far(session, draft)
    standing = written_in(rows)
    judged = _judged(seen, sums(standing), sums(written))
    changed = {
        key: each
        for key, each in written.items()
        if judged[key] is Fate.TAKEN and _differs(standing.get(key), each)
    }
    for key, each in changed.items():
        _keep(session, rows.get(key) or DraftAnswer(draft_id=draft.id, key=key), each, now=now)
    if changed:
        _move_on(draft, language=language, now=now)
        session.flush()


def _hold(session: Session, draft: Draft) -> None:
    """Let nobody else write in the draft until this transaction has ended."""
    session.refresh(draft, with_for_update=True)


def _judged(seen: Seen, standing: Seen, written: Seen) -> dict[str, Fate]:
    judged = fates(seen, standing, written)
    overtaken = [key for key, fate in judged.items() if fate is Fate.OVERTAKEN]
    if overtaken:
        raise OvertakenError(overtaken)
    return judged


def _differs(standing: Written | None, written: Written) -> bool:
    if standing is None:
        return bool(written.value)
    return written != replace(standing, removed=written.removed)


def _keep(session: Session, answer: DraftAnswer, written: Written, *, now: datetime) -> None:
    if not written.value:
        session.delete(answer)
        return
    answer.value = dict(written.value)
    answer.is_confidential = written.is_confidential
    answer.reason = written.reason
    answer.text_sha256 = written.text_sha256
    answer.removed = (answer.removed or 0) + written.removed
    answer.changed_at = now
    session.add(answer)


def _move_on(draft: Draft, *, language: Language, now: datetime) -> None:
    draft.revision += 1
    draft.language = language
    draft.changed_at = now

"""Who holds a draft: colleagues invited, their roles changed, their links renewed and ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from portal.accounts.actions import end_seats_of_holder
from portal.drafting.actions import NewLink
from portal.drafting.models import Draft, Holder, HolderRole, LetterKind
from portal.drafting.queries import people_on
from portal.errors import ConflictError, ForbiddenError, NotFoundError, marked
from portal.journal import note
from portal.language import Language
from portal.letters import post

MOST_PEOPLE: Final = 30
HOLDER: Final = "respondent"


class OnlyLeadError(ForbiddenError):
    """A drafter wished for what only a lead may do."""

    message = marked(
        "Only a lead of this draft may do this: submit, withdraw, invite people and end links."
        " You hold a drafter’s link: you may write."
    )


class LastLeadError(ConflictError):
    """A draft without a lead could never be lodged."""

    message = marked(
        "This is the only lead of the draft. Make somebody else a lead first; without one nobody"
        " could submit it."
    )


class OnDraftAlreadyError(ConflictError):
    """Somebody with this address holds a link to the draft."""

    message = marked("Somebody with this address is on the draft already.")


class UnreachableError(ConflictError):
    """A link would be renewed that could not be sent to whoever holds it."""

    message = marked(
        "This person gave no e-mail address, so a new link could not be sent. Nothing was changed."
    )


class TooManyPeopleError(ConflictError):
    """More people than one draft has room for."""

    message = marked("A draft has room for thirty people. End a link before you invite anybody.")


@dataclass(frozen=True, slots=True)
class Invited:
    """A colleague as a lead names them, and the link that is made for them."""

    name: str
    email: str
    role: HolderRole
    link: NewLink


@dataclass(frozen=True, slots=True)
class Deed:
    """Who on a draft does something, in which language letters about it are written, and when."""

    by: Holder
    language: Language
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """On what ground, and by which member of staff, a draft is given a new lead."""

    by: str
    ground: str


def invite(session: Session, draft: Draft, invited: Invited, deed: Deed) -> Holder:
    """Give a colleague a link of their own to a draft, and send it to them.

    Raises OnlyLeadError, OnDraftAlreadyError, TooManyPeopleError.
    """
    _alone_with(session, draft)
    _must_lead(session, deed.by)
    people = people_on(session, draft)
    if any((each.email or "").lower() == invited.email.lower() for each in people):
        raise OnDraftAlreadyError
    if len(people) >= MOST_PEOPLE:
        raise TooManyPeopleError
    colleague = _seat_for(session, draft, invited, now=deed.at)
    _write_to(session, colleague, LetterKind.INVITATION, language=deed.language, now=deed.at)
    _note(session, "draft.invite", colleague, at=deed.at)
    return colleague


def give_role(session: Session, draft: Draft, holder_id: int, role: HolderRole, deed: Deed) -> None:
    """Make somebody on a draft its lead or a drafter; giving the same role changes nothing.

    Raises OnlyLeadError, LastLeadError, NotFoundError.
    """
    holder = _held(session, draft, holder_id)
    _must_lead(session, deed.by)
    if holder.role is role:
        return
    _must_leave_a_lead(session, draft, holder)
    holder.role = role
    session.flush()
    _note(session, "draft.role", holder, at=deed.at)


def end_link(session: Session, draft: Draft, holder_id: int, deed: Deed) -> None:
    """End somebody's link and every seat taken by it, and tell them; one may end one's own.

    Raises OnlyLeadError, LastLeadError, NotFoundError.
    """
    holder = _held(session, draft, holder_id)
    if holder.id != deed.by.id:
        _must_lead(session, deed.by)
    _must_leave_a_lead(session, draft, holder)
    _end(session, holder, language=deed.language, now=deed.at)
    _note(session, "draft.link_ended", holder, at=deed.at)


def renew_link(session: Session, draft: Draft, holder_id: int, link: NewLink, deed: Deed) -> Holder:
    """Give somebody another link in place of theirs, which opens nothing any more, and send it.

    Every seat taken by the old one ends. One may renew one's own. Raises OnlyLeadError,
    UnreachableError, NotFoundError.
    """
    holder = _held(session, draft, holder_id)
    if holder.id != deed.by.id:
        _must_lead(session, deed.by)
        if not holder.email:
            raise UnreachableError
    holder.salt, holder.token_hash = link.salt, link.token_hash
    end_seats_of_holder(session, holder.id, now=deed.at)
    session.flush()
    _write_to(session, holder, LetterKind.LINK_RENEWED, language=deed.language, now=deed.at)
    _note(session, "draft.link_renewed", holder, at=deed.at)
    return holder


def name_oneself(session: Session, by: Holder, name: str) -> None:
    """Say what one is called; colleagues on the draft read it, and nobody else."""
    by.name = name or None
    session.flush()


def reissue(
    session: Session,
    draft: Draft,
    invited: Invited,
    proof: Proof,
    *,
    language: Language,
    now: datetime,
) -> Holder:
    """Give a draft a new lead on proof; every link that opened it opens nothing any more.

    Those who held it are told where they can be reached, and so is the new lead. The ground
    is kept in the journal with who decided.
    """
    _alone_with(session, draft)
    before = people_on(session, draft)
    for holder in before:
        _end(session, holder, language=language, now=now)
    lead = _seat_for(session, draft, invited, now=now)
    _write_to(session, lead, LetterKind.DRAFT_REISSUED, language=language, now=now)
    note(
        session,
        "draft.reissue",
        f"draft:{draft.id}",
        who=proof.by,
        at=now,
        ground=proof.ground,
        ended=[holder.id for holder in before],
        holder=lead.id,
    )
    return lead


def _alone_with(session: Session, draft: Draft) -> None:
    """Let nobody else change who holds a draft until this transaction has ended."""
    session.refresh(draft, with_for_update=True)


def _held(session: Session, draft: Draft, holder_id: int) -> Holder:
    """Find somebody on a draft, once nobody else can change who is. Raises NotFoundError."""
    _alone_with(session, draft)
    held = session.get(Holder, holder_id, populate_existing=True)
    if held is None or held.draft_id != draft.id or held.ended_at is not None:
        raise NotFoundError
    return held


def _must_lead(session: Session, by: Holder) -> None:
    session.refresh(by)
    if by.role is not HolderRole.LEAD or by.ended_at is not None:
        raise OnlyLeadError


def _must_leave_a_lead(session: Session, draft: Draft, holder: Holder) -> None:
    leads = [each.id for each in people_on(session, draft) if each.role is HolderRole.LEAD]
    if leads == [holder.id]:
        raise LastLeadError


def _seat_for(session: Session, draft: Draft, invited: Invited, *, now: datetime) -> Holder:
    made = Holder(
        draft_id=draft.id,
        role=invited.role,
        token_hash=invited.link.token_hash,
        salt=invited.link.salt,
        email=invited.email,
        name=invited.name or None,
        made_at=now,
    )
    session.add(made)
    session.flush()
    return made


def _end(session: Session, holder: Holder, *, language: Language, now: datetime) -> None:
    holder.ended_at = now
    end_seats_of_holder(session, holder.id, now=now)
    session.flush()
    _write_to(session, holder, LetterKind.LINK_ENDED, language=language, now=now)


def _write_to(
    session: Session, holder: Holder, kind: LetterKind, *, language: Language, now: datetime
) -> None:
    """Have a letter sent to somebody who gave an address."""
    if holder.email:
        post(session, kind, to=holder.email, about_id=holder.id, language=language, now=now)


def _note(session: Session, act: str, holder: Holder, *, at: datetime) -> None:
    note(
        session,
        act,
        f"draft:{holder.draft_id}",
        who=HOLDER,
        at=at,
        holder=holder.id,
        role=holder.role.value,
    )

"""Those who hold the drafts that walks go through: their seats, their notes, their letters."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from portal.accounts.actions import seat_holder
from portal.accounts.tokens import derived_token, token_hash
from portal.clock import now
from portal.drafting.models import Draft, Holder, HolderRole, LetterKind
from portal.drafting.notes import leave_note
from portal.language import Language
from portal.letters import Letter, LetterState
from tests.coding.makers import Room
from tests.submissions.makers import draft

KEY: Final = "a key for walks"


def seat_of(name: str) -> str:
    """Name the token that seats somebody."""
    return f"seat-of-{name}"


def hold(session: Session, held: Draft, name: str, role: HolderRole = HolderRole.LEAD) -> Holder:
    """Seat somebody at a draft."""
    salt = f"salt of {name}"
    hashed = token_hash(derived_token(KEY, salt))
    holder = Holder(draft_id=held.id, role=role, token_hash=hashed, salt=salt, made_at=now())
    session.add(holder)
    session.flush()
    seat_holder(session, holder.id, token_hash=token_hash(seat_of(name)), now=now())
    return holder


def shared(session: Session, made: Room, led: Draft) -> str:
    """Let the reader draft where somebody else leads, and give their own draft a colleague."""
    drafted = draft(session, made.consultation)
    hold(session, drafted, "shared", HolderRole.DRAFTER)
    leading = hold(session, drafted, "leading")
    leading.name, leading.email = "Chan Tai-man", "chan@guild.example"
    colleague = hold(session, led, "colleague", HolderRole.DRAFTER)
    colleague.name, colleague.email = "李小明", "a.rather.long.address@guild.example"
    for key in ("", "Q1", "C4", "letter"):
        leave_note(session, led, key, "Is this 𨋢 what the board decided?", by=colleague, now=now())
    unsent(session, colleague)
    return drafted.code


def unsent(session: Session, holder: Holder) -> None:
    """Leave letters to somebody that were tried in vain, and one that was given up."""
    for state in (LetterState.WAITING, LetterState.GIVEN_UP):
        letter = Letter(
            kind=LetterKind.INVITATION,
            to=holder.email or "",
            about_id=holder.id,
            language=Language.ZH_HANT,
            state=state,
            attempts=3,
            problem="ConnectionRefusedError: [Errno 111] Connection refused",
            made_at=now(),
            due_at=now() + timedelta(hours=1),
        )
        session.add(letter)
    session.flush()

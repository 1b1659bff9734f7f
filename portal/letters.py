"""Letters by e-mail: rows that say what is to be told to whom; the worker words and sends them."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import ColumnElement, Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.clock import now
from portal.db import Base, Database
from portal.language import Language, speaking
from portal.mail import Enclosure, MailError, Outgoing
from portal.work import Job

AT_ONCE: Final = 100
LEASE: Final = timedelta(minutes=5)
# How long to wait after each try in vain; after the last a letter is given up, for staff to see.
PAUSES: Final = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720, 1440))
LONGEST_PROBLEM: Final = 500


class LetterState(enum.StrEnum):
    """What has become of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    NEEDLESS = "needless"
    GIVEN_UP = "given_up"


class Letter(Base):
    """One thing to be told to one address: its kind, what it is about, and in which language.

    It holds no words: they are written when it is sent, so that no private link lies in a row.
    """

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_state", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    to: Mapped[str]
    about_id: Mapped[int]
    language: Mapped[Language]
    state: Mapped[LetterState] = mapped_column(default=LetterState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a letter, in the language spoken while they were written.

    `sender_name` is who writes, as people know it: the bureau that consults.
    """

    sender_name: str
    subject: str
    body: str
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter is about, freed from its session."""

    kind: str
    to: str
    about_id: int
    language: Language


class Sender(Protocol):
    """What lets letters leave."""

    def send(self, letter: Outgoing) -> None:
        """Let a letter leave. Raises MailError."""


Wording = Callable[[Session, Told], Worded | None]
"""Write the words of one kind of letter; None where there is nothing to be told any more."""


def post(
    session: Session, kind: str, *, to: str, about_id: int, language: Language, now: datetime
) -> None:
    """Have a letter sent once this transaction is kept."""
    row = {
        "kind": kind,
        "to": to,
        "about_id": about_id,
        "language": language,
        "made_at": now,
        "due_at": now,
    }
    session.execute(insert(Letter), [row])


def letters_job(wordings: Mapping[str, Wording], postbox: Sender) -> Job:
    """Give the job that sends letters; `wordings` maps each kind to what writes its words."""

    def do(database: Database, letter_id: int) -> None:
        send(database, letter_id, wordings, postbox)

    return Job("letters", due, do)


def due(database: Database, at: datetime) -> list[int]:
    """List the letters that wait to be sent, the oldest first."""
    waiting = (
        select(Letter.id)
        .where(Letter.state == LetterState.WAITING, Letter.due_at <= at)
        .order_by(Letter.due_at)
        .limit(AT_ONCE)
    )
    with database.reading() as session:
        return list(session.scalars(waiting))


def send(
    database: Database, letter_id: int, wordings: Mapping[str, Wording], postbox: Sender
) -> None:
    """Send one letter that is due; of two workers one does, and a failure is noted for staff."""
    told = _claim(database, letter_id)
    if told is None:
        return
    with database.reading() as session, speaking(told.language):
        worded = wordings[told.kind](session, told)
    if worded is None:
        _end(database, letter_id, LetterState.NEEDLESS)
        return
    outgoing = Outgoing(
        name=f"letter-{letter_id}",
        sender_name=worded.sender_name,
        to=told.to,
        subject=worded.subject,
        body=worded.body,
        enclosures=worded.enclosures,
        language_tag=told.language.tag,
        at=now(),
    )
    try:
        postbox.send(outgoing)
    except MailError as error:
        _fail(database, letter_id, error)
    else:
        _end(database, letter_id, LetterState.SENT)


def letters_unsent(session: Session, *about: ColumnElement[bool]) -> list[Letter]:
    """List the letters that were tried in vain, the oldest first: those given up and those not.

    `about` are conditions by which a room chooses its own.
    """
    failed = select(Letter).where(
        Letter.state.in_((LetterState.WAITING, LetterState.GIVEN_UP)), Letter.problem != "", *about
    )
    return list(session.scalars(failed.order_by(Letter.made_at, Letter.id)))


def try_again(session: Session, letter_id: int, *, now: datetime) -> None:
    """Have a letter that was tried in vain sent anew, with all its tries before it."""
    letter = session.get(Letter, letter_id)
    if letter is not None and letter.state is not LetterState.SENT:
        letter.state, letter.attempts, letter.due_at = LetterState.WAITING, 0, now


def give_up(session: Session, letter_id: int) -> None:
    """Have a letter that was tried in vain sent no more, and listed no more."""
    letter = session.get(Letter, letter_id)
    if letter is not None and letter.state is not LetterState.SENT:
        letter.state = LetterState.NEEDLESS


def _claim(database: Database, letter_id: int) -> Told | None:
    """Take a letter that is due and hold it for a while, so that no other worker sends it."""
    with database.writing() as session:
        letter = session.scalar(
            select(Letter).where(Letter.id == letter_id).with_for_update(skip_locked=True)
        )
        if letter is None or letter.state is not LetterState.WAITING or letter.due_at > now():
            return None
        letter.attempts += 1
        letter.due_at = now() + LEASE
        return Told(letter.kind, letter.to, letter.about_id, letter.language)


def _end(database: Database, letter_id: int, state: LetterState) -> None:
    with database.writing() as session:
        letter = session.get_one(Letter, letter_id)
        letter.state, letter.problem = state, ""
        letter.sent_at = now() if state is LetterState.SENT else None


def _fail(database: Database, letter_id: int, error: MailError) -> None:
    with database.writing() as session:
        letter = session.get_one(Letter, letter_id)
        letter.problem = (str(error) or type(error).__name__)[:LONGEST_PROBLEM]
        if error.is_final or letter.attempts > len(PAUSES):
            letter.state = LetterState.GIVEN_UP
        else:
            letter.due_at = now() + PAUSES[letter.attempts - 1]

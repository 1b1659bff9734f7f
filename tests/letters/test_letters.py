"""A letter is sent once it is due, tried again when mail is down, and given up for staff to see."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal import letters
from portal.db import Database
from portal.language import Language, gettext
from portal.letters import (
    PAUSES,
    Letter,
    LetterState,
    Told,
    Worded,
    due,
    letters_unsent,
    post,
    send,
    try_again,
)
from portal.mail import MailError, Outgoing
from tests.submissions.makers import WHILE_OPEN


@dataclass
class Box:
    """A postbox that keeps what it is given, or fails as it is told to."""

    failure: MailError | None = None
    sent: list[Outgoing] = field(default_factory=list)

    def send(self, letter: Outgoing) -> None:
        """Take a letter. Raises the failure."""
        if self.failure:
            raise self.failure
        self.sent.append(letter)


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    at: datetime = WHILE_OPEN


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that letters are sent by."""
    made = Clock()
    monkeypatch.setattr(letters, "now", lambda: made.at)
    return made


@pytest.fixture
def waiting(database: Database, clock: Clock) -> int:
    """One letter that waits to be sent, in Traditional Chinese."""
    with database.writing() as session:
        post(
            session,
            "kind",
            to="chan@guild.example",
            about_id=7,
            language=Language.ZH_HANT,
            now=clock.at,
        )
    return due(database, clock.at)[0]


def worded(_session: Session, told: Told) -> Worded | None:
    """Word a letter in the language spoken."""
    return Worded("Bureau", gettext("Support"), f"{told.about_id}")


def silent(_session: Session, _told: Told) -> Worded | None:
    """Have nothing to tell any more."""
    return None


def state(database: Database, letter_id: int) -> tuple[LetterState, int, str]:
    with database.reading() as session:
        letter = session.get_one(Letter, letter_id)
        return letter.state, letter.attempts, letter.problem


def test_a_letter_is_sent_once_in_its_own_language(database: Database, waiting: int) -> None:
    box = Box()

    for _twice in range(2):
        send(database, waiting, {"kind": worded}, box)

    assert [(each.to, each.subject, each.body) for each in box.sent] == [
        ("chan@guild.example", "支持", "7")
    ]
    assert state(database, waiting) == (LetterState.SENT, 1, "")
    assert list(due(database, WHILE_OPEN + timedelta(days=9))) == []


def test_what_need_not_be_told_any_more_is_not_sent(database: Database, waiting: int) -> None:
    box = Box()

    send(database, waiting, {"kind": silent}, box)

    assert box.sent == []
    assert state(database, waiting)[0] is LetterState.NEEDLESS


def test_mail_that_is_down_is_tried_again_ever_later_and_then_given_up(
    database: Database, waiting: int, clock: Clock
) -> None:
    down = Box(MailError("no route"))

    for pause in PAUSES:
        send(database, waiting, {"kind": worded}, down)
        assert state(database, waiting)[0] is LetterState.WAITING
        assert list(due(database, clock.at)) == []
        clock.at += pause
    send(database, waiting, {"kind": worded}, down)

    assert state(database, waiting) == (LetterState.GIVEN_UP, len(PAUSES) + 1, "no route")
    with database.reading() as session:
        assert [each.id for each in letters_unsent(session)] == [waiting]


def test_a_letter_that_failed_can_be_sent_after_all(
    database: Database, waiting: int, clock: Clock
) -> None:
    send(database, waiting, {"kind": worded}, Box(MailError("nobody", is_final=True)))
    given_up = state(database, waiting)[0]
    box = Box()
    with database.writing() as session:
        try_again(session, waiting, now=clock.at)

    send(database, waiting, {"kind": worded}, box)

    assert given_up is LetterState.GIVEN_UP
    assert len(box.sent) == 1

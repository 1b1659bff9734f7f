"""The desk as its people open it: the shipped consultation, seats for its team, one submission."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.accounts.actions import seat_staff
from portal.accounts.queries import staff_named
from portal.accounts.tokens import fresh_token, token_hash
from portal.clock import now
from portal.consultations.actions import appoint
from portal.consultations.models import Role
from portal.db import Database
from tests.coding.makers import Room, room
from tests.submissions.makers import SLUG, WHILE_OPEN, staff

Seat = Callable[[str], FlaskClient]


@dataclass(frozen=True)
class Desk:
    """A submission on the desk, its letter, and where its page is."""

    reference: str
    text_id: int
    words: str

    @property
    def address(self) -> str:
        """The address of the submission, in English."""
        return f"/en/desk/{SLUG}/submissions/{self.reference}"

    def sent(self, quote: str, **keys: str | list[str]) -> dict[str, str | list[str]]:
        """What a browser sends when words are marked; `keys` replace or add to it."""
        start = self.words.index(quote)
        return {
            "text": str(self.text_id),
            "start": str(start),
            "stop": str(start + len(quote)),
            "quote": quote,
            "codes": "4.1",
            "stance": "support",
            "clause": "",
        } | keys


@pytest.fixture
def desk(database: Database, app: Flask) -> Desk:
    """A submission that was lodged; the portal asks no form for its token."""
    app.config["WTF_CSRF_ENABLED"] = False
    with database.writing() as session:
        made: Room = room(session)
        for name, role in (("administrator-1", Role.ADMINISTRATOR), ("stranger-1", None)):
            someone = staff(session, name)
            if role is not None:
                appoint(session, made.consultation, someone.id, role, now=WHILE_OPEN)
        submission = made.lodged()
        letter = made.said(submission, "letter")
        assert letter.text_id is not None
        return Desk(submission.reference, letter.text_id, letter.words or "")


@pytest.fixture
def seat(app: Flask, database: Database) -> Seat:
    """Seat somebody by name, as if they had signed in."""

    def sit(name: str) -> FlaskClient:
        token = fresh_token()
        with database.writing() as session:
            someone = staff_named(session, name)
            assert someone is not None
            seat_staff(session, someone.id, token_hash=token_hash(token), now=now())
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["staff"] = token
        return client

    return sit

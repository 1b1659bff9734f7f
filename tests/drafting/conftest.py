"""An open consultation of the test's own, and the pages of a draft in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.canonical import Json
from portal.clock import now
from portal.consultations.models import Consultation
from portal.db import Database
from portal.drafting.letters import Links
from portal.drafting.models import DraftAnswer, Holder
from tests.browsing import TOKEN, sent
from tests.submissions.makers import SLUG, consultation

LINK = re.compile(r"http://127\.0\.0\.1:8000(/link/[^<\s]+)")
DRAFTS = f"/en/consultations/{SLUG}/drafts"


@dataclass(frozen=True)
class Pen:
    """A browser in which a draft was begun."""

    client: FlaskClient
    home: str

    def at(self, page: str, language: str = "en") -> str:
        """Give the address of a page of the draft."""
        return f"{self.home.replace('/en/', f'/{language}/', 1)}/{page}"

    def read(self, page: str) -> str:
        """Read a page."""
        return self.client.get(self.at(page)).text

    def fields(self, page: str) -> dict[str, str]:
        """Return the hidden fields that a page would send."""
        return hidden_on(self.client, self.at(page))

    def send(self, page: str, **fields: str | list[str]) -> TestResponse:
        """Open a page and send its form."""
        return self.client.post(self.at(page), data={**self.fields(page), **fields})


def hidden_on(client: FlaskClient, address: str) -> dict[str, str]:
    """Return token and sums that a page puts in its form."""
    shown = client.get(address).text
    token = TOKEN.search(shown)
    assert token, f"no form on {address}"
    return {"csrf_token": token[1], "seen": seen_on(shown)}


def seen_on(page: str) -> str:
    """Return what a page says it had shown."""
    return page.partition('name="seen" value="')[2].partition('"')[0]


def link_on(pen: Pen) -> str:
    """Return the path of the private link that the tasks of a draft show."""
    found = LINK.search(pen.read("tasks"))
    assert found
    return found[1]


def stored(database: Database, key: str) -> dict[str, Json]:
    """Return what is stored under a key; nothing where there is none."""
    with database.reading() as session:
        row = session.query(DraftAnswer).filter_by(key=key).one_or_none()
        return dict(row.value) if row else {}


@pytest.fixture
def paper(database: Database) -> str:
    """The shipped consultation, open for a while yet."""
    with database.writing() as session:
        made = consultation(session)
        made.closes_at = now() + timedelta(days=30)
    return SLUG


@pytest.fixture
def moved(database: Database, paper: str) -> Callable[..., None]:
    """Move the opening and closing of the consultation, in days from now."""

    def move(*, opens: int, closes: int) -> None:
        with database.writing() as session:
            made = session.query(Consultation).filter_by(slug=paper).one()
            made.opens_at = now() + timedelta(days=opens)
            made.closes_at = now() + timedelta(days=closes)

    return move


@pytest.fixture
def pen(client: FlaskClient, paper: str) -> Pen:
    """A draft just begun."""
    begun = sent(client, f"/en/consultations/{paper}/drafts/new")
    assert begun.status_code == 302, begun.text
    return Pen(client, begun.location.removesuffix("/tasks"))


def link_of(app: Flask, database: Database, email: str) -> str:
    """Return the path of the private link that an address was given."""
    with database.reading() as session:
        holder = session.query(Holder).filter_by(email=email, ended_at=None).one()
        return f"/link/{Links('', str(app.secret_key)).secret_of(holder)}"


@pytest.fixture
def elsewhere(app: Flask) -> FlaskClient:
    """Another browser."""
    return app.test_client()

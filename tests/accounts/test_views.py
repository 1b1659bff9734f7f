"""Signing in and out: seats in the database, equal answers, nothing lost, limited tries."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.actions import join_staff
from portal.accounts.models import Seat
from portal.accounts.passwords import hashed
from portal.db import Database
from portal.journal import JournalEntry
from tests.browsing import sent

NOW = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
PASSWORD = "harbour-ferry-seven-tides"
SIGN_IN = "/en/sign-in"


@pytest.fixture(autouse=True)
def reviewer(database: Database) -> None:
    """A reviewer who can sign in."""
    with database.writing() as session:
        join_staff(session, "reviewer-1", password_hash=hashed(PASSWORD), now=NOW)


def seats(database: Database) -> list[Seat]:
    with database.reading() as session:
        return list(session.scalars(select(Seat)))


def test_signing_in_leads_to_where_one_was_going(client: FlaskClient) -> None:
    wanted = client.get("/en/desk/")
    assert wanted.status_code == 302

    answer = sent(client, wanted.location, name="reviewer-1", password=PASSWORD)

    assert (answer.status_code, answer.location) == (302, "/en/desk/")
    assert client.get("/en/desk/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://else.example/", "//else.example/", "/\\else.example"]
)
def test_signing_in_leads_to_no_other_site(client: FlaskClient, elsewhere: str) -> None:
    answer = sent(client, SIGN_IN, name="reviewer-1", password=PASSWORD, then=elsewhere)

    assert answer.location == "/en/desk/"


@pytest.mark.parametrize("name", ["reviewer-1", "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(
    client: FlaskClient, name: str
) -> None:
    answer = sent(client, SIGN_IN, name=name, password="mistyped")

    assert answer.status_code == 422
    assert "No name and password match" in answer.text
    assert f'value="{name}"' in answer.text
    assert "mistyped" not in answer.text


def test_signing_out_ends_the_seat_in_the_database(client: FlaskClient, database: Database) -> None:
    sent(client, SIGN_IN, name="reviewer-1", password=PASSWORD)
    with client.session_transaction() as cookie:
        kept = dict(cookie)

    sent(client, "/en/sign-out", page="/en/desk/")
    with client.session_transaction() as cookie:
        cookie.update(kept)

    assert [seat.ended_at is not None for seat in seats(database)] == [True]
    assert client.get("/en/desk/").status_code == 302


def test_a_seat_ends_when_it_idled_or_grew_old(
    client: FlaskClient, database: Database, app: Flask
) -> None:
    del app
    sent(client, SIGN_IN, name="reviewer-1", password=PASSWORD)
    assert client.get("/en/desk/").status_code == 200

    with database.writing() as session:
        seat = session.scalars(select(Seat)).one()
        seat.last_seen_at -= timedelta(minutes=31)

    assert client.get("/en/desk/").status_code == 302


@pytest.mark.slow
def test_ten_refusals_shut_the_door_for_a_while_even_to_the_right_password(
    client: FlaskClient,
) -> None:
    for _ in range(10):
        assert sent(client, SIGN_IN, name="reviewer-1", password="wrong").status_code == 422

    answer = sent(client, SIGN_IN, name="reviewer-1", password=PASSWORD)

    assert answer.status_code == 422
    assert "Too many tries" in answer.text


def test_a_press_without_its_token_seats_nobody(client: FlaskClient, database: Database) -> None:
    answer = client.post(SIGN_IN, data={"name": "reviewer-1", "password": PASSWORD})

    assert answer.status_code == 422
    assert "Nothing is lost" in answer.text
    assert seats(database) == []


def test_another_site_cannot_send_the_form(client: FlaskClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://else.example"}):
        assert client.post(SIGN_IN, data={}, headers=headers).status_code == 403


def test_seats_begun_and_ended_stand_in_the_journal(
    client: FlaskClient, database: Database
) -> None:
    sent(client, SIGN_IN, name="reviewer-1", password=PASSWORD)
    sent(client, "/en/sign-out", page="/en/desk/")

    with database.reading() as session:
        asked = select(JournalEntry.act, JournalEntry.who).order_by(JournalEntry.id)
        rows = session.execute(asked)
        acts = [(row.act, row.who) for row in rows]
    assert acts == [("seat.begun", "reviewer-1"), ("seat.ended", "reviewer-1")]

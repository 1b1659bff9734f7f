"""A draft is begun while it may be, within measure, and opened again by its private link alone."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Attempt, Seat
from portal.db import Database
from portal.drafting.actions import MOST_BEGUN
from portal.drafting.models import Draft
from tests.browsing import sent
from tests.drafting.conftest import DRAFTS, Pen

LINK = re.compile(r"http://127\.0\.0\.1:8000(/link/[^<\s]+)")


def count(database: Database, table: type[Draft | Seat | Attempt]) -> int:
    with database.reading() as session:
        return session.query(table).count()


def test_reading_how_to_begin_begins_nothing(
    client: FlaskClient, paper: str, database: Database
) -> None:
    read = client.get(f"/en/consultations/{paper}/drafts/new")
    headed = client.head(f"/en/consultations/{paper}/drafts/new")

    assert (read.status_code, headed.status_code) == (200, 200)
    assert "Personal Information Collection Statement" in read.text
    assert read.text.count("button chief") == 1
    assert count(database, Draft) == 0


def test_why_an_address_is_asked_for_is_told_before_it_is_asked(
    client: FlaskClient, paper: str
) -> None:
    page = client.get(f"/en/consultations/{paper}/drafts/new").text

    told, asked = (
        page.index("Personal Information Collection Statement"),
        page.index('name="email"'),
    )
    assert told < asked
    assert "open>" in page[told - 60 : told]


@pytest.mark.parametrize(("opens", "closes"), [(5, 9), (-9, -5)])
def test_before_opening_and_after_closing_a_page_says_what_can_be_done(
    client: FlaskClient,
    moved: Callable[..., None],
    database: Database,
    opens: int,
    closes: int,
) -> None:
    moved(opens=opens, closes=closes)

    page = client.get(f"{DRAFTS}/new")
    refused = sent(client, f"{DRAFTS}/new", page="/en/sign-in")

    assert page.status_code == 200
    assert "csrf_token" not in page.text
    assert 'class="button' in page.text
    assert refused.status_code == 409
    assert count(database, Draft) == 0


@pytest.mark.slow
def test_one_address_begins_thirty_an_hour_and_the_next_try_is_remembered(
    client: FlaskClient, paper: str, database: Database
) -> None:
    address = f"/en/consultations/{paper}/drafts/new"
    answers = [sent(client, address).status_code for _ in range(MOST_BEGUN + 1)]

    assert answers == [302] * MOST_BEGUN + [429]
    with database.reading() as session:
        assert session.query(Attempt).filter_by(was_refused=True).count() == 1


def test_the_link_is_shown_until_it_was_kept_and_opens_the_draft_elsewhere(
    pen: Pen, elsewhere: FlaskClient, database: Database
) -> None:
    found = LINK.search(pen.read("tasks"))
    assert found
    seats = count(database, Seat)

    shown, headed = elsewhere.get(found[1]), elsewhere.head(found[1])
    assert (shown.status_code, headed.status_code) == (200, 200)
    assert count(database, Seat) == seats
    refused = elsewhere.get(pen.at("tasks"))
    code = pen.home.rpartition("/")[2]
    unknown = elsewhere.get(pen.at("tasks").replace(code, "x" * len(code)))
    assert refused.status_code == 404
    assert "Open your private link again" in refused.text
    assert refused.text.replace(code, "x" * len(code)) == unknown.text
    opened = sent(elsewhere, found[1])
    assert opened.location.endswith(pen.at("tasks"))
    assert elsewhere.get(pen.at("tasks")).status_code == 200

    assert pen.send("tasks", press="kept").status_code == 302
    assert not LINK.search(pen.read("tasks"))


def test_a_dead_link_says_what_to_look_at(client: FlaskClient) -> None:
    answer = sent(client, "/link/cut-short")

    assert answer.status_code == 404
    assert "Check that it was copied whole" in answer.text

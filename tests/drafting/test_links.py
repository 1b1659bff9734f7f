"""The private link goes to the address given, and again when it was lost; nobody learns of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.clock import now
from portal.db import Base, Database
from portal.letters import Letter, LetterState
from portal.terminal import Terminal
from portal.worker import hired
from tests.browsing import sent
from tests.drafting.conftest import DRAFTS

pytestmark = pytest.mark.usefixtures("paper")

ADDRESS = "chan@guild.example"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/link/[^\s?]+)")


@pytest.fixture
def post(app: Flask, database: Database, tmp_path: Path) -> Iterator[Terminal]:
    """The worker's view of the same portal, without a mail server."""
    opened = Terminal(
        database_url=database.url.render_as_string(hide_password=False),
        data_dir=tmp_path,
        url="http://127.0.0.1:8000",
        secret_key=str(app.secret_key),
    )
    yield opened
    opened.database.engine.dispose()


def letters_of(post: Terminal) -> list[str]:
    """Do what the worker does, and read the letters that it has written so far."""
    worker = hired(post)
    for row in worker.jobs[0].due(post.database, now()):
        worker.jobs[0].do(post.database, row)
    files = sorted(
        (post.data_dir / "letters").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns
    )
    return [file.read_text() for file in files]


def test_whoever_gives_an_address_is_sent_a_link_that_opens_the_draft(
    client: FlaskClient, post: Terminal, app: Flask
) -> None:
    begun = sent(client, f"{DRAFTS}/new", email=ADDRESS)
    tasks = client.get(begun.location)

    [letter] = letters_of(post)
    found = LINK.search(letter)
    assert found
    elsewhere = app.test_client()
    opened = sent(elsewhere, found[1])
    assert f"To: {ADDRESS}" in letter
    assert ADDRESS in tasks.text
    assert opened.location == begun.location
    assert elsewhere.get(begun.location).status_code == 200


def test_nothing_is_sent_where_no_address_was_given(client: FlaskClient, post: Terminal) -> None:
    sent(client, f"{DRAFTS}/new")

    assert letters_of(post) == []


def test_a_link_that_was_lost_is_sent_again_to_its_address_alone(
    client: FlaskClient, post: Terminal, app: Flask, database: Database
) -> None:
    begun = sent(client, f"{DRAFTS}/new", email=ADDRESS)
    letters_of(post)

    answers = [
        sent(app.test_client(), f"{DRAFTS}/lost", email=address)
        for address in (ADDRESS.upper(), "nobody@guild.example")
    ]

    shown = [app.test_client().get(each.location).text for each in answers]
    hidden = [re.sub(r'value="[^"]{40,}"', "", page) for page in shown]
    assert hidden[0] == hidden[1]
    first, again = letters_of(post)
    assert LINK.findall(first) == LINK.findall(again)
    with database.reading() as session:
        states = [each.state for each in session.query(Letter).order_by(Letter.id)]
    assert states == [LetterState.SENT, LetterState.SENT, LetterState.NEEDLESS]
    assert begun.status_code == 302


def test_links_are_asked_for_within_measure(client: FlaskClient) -> None:
    answers = [sent(client, f"{DRAFTS}/lost", email=ADDRESS).status_code for _ in range(11)]

    assert answers == [302] * 10 + [429]


def test_no_row_holds_a_link(client: FlaskClient, post: Terminal) -> None:
    sent(client, f"{DRAFTS}/new", email=ADDRESS)
    [letter] = letters_of(post)
    secret = LINK.findall(letter)[0].rpartition("/")[2]

    with post.database.engine.connect() as connection:
        tables = Base.metadata.sorted_tables
        rows = [connection.execute(table.select()).all() for table in tables]
    assert secret not in repr(rows)

"""Who is drafting is told to nobody: an outsider's pages are the same, byte for byte."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from portal.access import Door, opening_of
from portal.clock import now
from portal.db import Database
from portal.drafting.actions import NewLink
from portal.drafting.holders import Deed, Invited, invite
from portal.drafting.models import Draft, Holder, HolderRole
from portal.drafting.notes import leave_note
from portal.language import Language
from tests.browsing import sent
from tests.submissions.makers import GUILD, SLUG

TOKENS = re.compile(r'(name="csrf_token" value=")[^"]*')
# What only answers with a file or a redirect, and the way by which this very session was begun.
PLACES = {"language": "en", "slug": SLUG, "key": "C4", "token": "no-such-link", "code": "no-draft"}

Pages = Callable[[], dict[str, tuple[int, str]]]


@pytest.fixture
def outside(app: Flask) -> Pages:
    """Read every page that an outsider can name, as one who holds nothing."""

    def read() -> dict[str, tuple[int, str]]:
        adapter = app.url_map.bind("localhost")
        shown = {}
        for rule in app.url_map.iter_rules():
            opening = opening_of(app.view_functions[rule.endpoint])
            named = {**PLACES, "group_key": "approach"}
            is_read = "GET" in (rule.methods or ()) and rule.arguments <= set(named)
            if is_read and opening and opening.door is not Door.STAFF:
                values = {each: named[each] for each in rule.arguments}
                answer = app.test_client().get(adapter.build(rule.endpoint, values))
                shown[rule.rule] = (answer.status_code, TOKENS.sub(r"\1", answer.text))
        return shown

    return read


def drafting(app: Flask, database: Database) -> None:
    """Let a well-known body draft, with a colleague, an answer and a note."""
    client = app.test_client()
    begun = sent(client, f"/en/consultations/{SLUG}/drafts/new", email="office@guild.example")
    home = begun.location.removesuffix("/tasks")
    sent(client, f"{home}/letter", text="We, the Harbour Guild, write.")
    with database.writing() as session:
        draft, lead = session.query(Draft).one(), session.query(Holder).one()
        draft.profile = {"name": dict(GUILD["name"])}
        lee = Invited("Lee", "lee@guild.example", HolderRole.DRAFTER, NewLink("salt", "hash"))
        invite(session, draft, lee, Deed(lead, Language.EN, now()))
        leave_note(session, draft, "", "Ask the board.", by=lead, now=now())


@pytest.mark.usefixtures("paper")
def test_no_page_tells_an_outsider_that_a_body_is_drafting(
    app: Flask, database: Database, outside: Pages
) -> None:
    before = outside()
    asked = sent(app.test_client(), f"/en/consultations/{SLUG}/drafts/lost", email="a@b.example")
    drafting(app, database)

    after = outside()
    again = sent(
        app.test_client(), f"/en/consultations/{SLUG}/drafts/lost", email="office@guild.example"
    )

    assert after == before
    assert len(before) >= 20
    assert (asked.status_code, asked.location) == (again.status_code, again.location)

"""Staff see letters that did not leave; an official gives a draft to a new lead, on proof."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.consultations.models import Role
from portal.db import Database
from portal.drafting.letters import Links, wordings
from portal.drafting.models import Draft, Holder, LetterKind
from portal.journal import JournalEntry
from portal.language import Language, speaking
from portal.letters import Letter, LetterState, Told
from tests.browsing import sent, token_on
from tests.drafting.conftest import Pen, link_of
from tests.submissions.browser import sit
from tests.submissions.makers import SLUG

DESK = f"/en/desk/{SLUG}"
LEAD = "chan@guild.example"
NEW = "wong@guild.example"
GROUND = "A letter on the guild's paper of 5 January."


@pytest.fixture
def lead(client: FlaskClient, paper: str) -> Pen:
    """A draft begun by somebody who gave an address."""
    begun = sent(client, f"/en/consultations/{paper}/drafts/new", email=LEAD)
    return Pen(client, begun.location.removesuffix("/tasks"))


@pytest.fixture
def official(lead: Pen, elsewhere: FlaskClient, database: Database) -> FlaskClient:
    """An official at the desk."""
    assert lead.home
    sit(database, elsewhere, Role.OFFICIAL)
    return elsewhere


def fail(database: Database, state: LetterState = LetterState.WAITING) -> int:
    with database.writing() as session:
        letter = session.query(Letter).one()
        letter.state, letter.problem, letter.attempts = state, "550 no such mailbox", 3
        return letter.id


def pressed(official: FlaskClient, letter_id: int, press: str) -> int:
    token = token_on(official, f"{DESK}/letters")
    data = {"csrf_token": token, "press": press}
    return official.post(f"{DESK}/letters/{letter_id}", data=data).status_code


def journal(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        rows = session.query(JournalEntry).order_by(JournalEntry.id)
        return [(each.act, each.subject, each.who) for each in rows]


def reissued(official: FlaskClient, code: str, /, **changed: str) -> tuple[int, str]:
    asked = {"code": code, "name": "Wong", "email": NEW, "again": NEW, "ground": GROUND}
    answer = sent(official, f"{DESK}/drafts/new-lead", **(asked | changed))
    return answer.status_code, answer.text


def code_of(pen: Pen) -> str:
    return pen.home.rpartition("/")[2]


@pytest.mark.parametrize("state", [LetterState.WAITING, LetterState.GIVEN_UP])
def test_a_letter_that_failed_is_shown_tried_again_and_journalled(
    official: FlaskClient, database: Database, state: LetterState
) -> None:
    before = official.get(f"{DESK}/letters").text
    failed = fail(database, state)

    shown = official.get(f"{DESK}/letters").text
    status = pressed(official, failed, "again")

    assert LEAD not in before
    assert LEAD in shown
    assert "550 no such mailbox" in shown
    assert status == 302
    with database.reading() as session:
        letter = session.get_one(Letter, failed)
        assert (letter.state, letter.attempts) == (LetterState.WAITING, 0)
    assert ("letter.try_again", f"letter:{failed}", "official-1") in journal(database)
    assert ("letters.read", f"consultation:{SLUG}", "official-1") in journal(database)


def test_a_letter_that_is_given_up_leaves_the_list(
    official: FlaskClient, database: Database
) -> None:
    failed = fail(database)

    assert pressed(official, failed, "give-up") == 302

    assert LEAD not in official.get(f"{DESK}/letters").text
    assert ("letter.give_up", f"letter:{failed}", "official-1") in journal(database)
    assert pressed(official, failed, "again") == 404


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.OFFICIAL, 200), (Role.REVIEWER, 404)]
)
def test_letters_are_for_administrators_and_officials_of_the_consultation(
    lead: Pen, elsewhere: FlaskClient, database: Database, role: Role, status: int
) -> None:
    fail(database)
    sit(database, elsewhere, role)

    assert elsewhere.get(f"{DESK}/letters").status_code == status
    assert lead.client.get(f"{DESK}/letters").status_code == 302


def test_a_draft_is_given_to_a_new_lead_and_every_earlier_link_dies(
    official: FlaskClient, lead: Pen, app: Flask, database: Database
) -> None:
    lead.send("letter", text="Kept.")
    sent(lead.client, lead.at("people"), name="Lee", email="lee@guild.example", role="drafter")
    before = [link_of(app, database, each) for each in (LEAD, "lee@guild.example")]

    status, text = reissued(official, code_of(lead))

    assert status == 302, text
    assert [sent(app.test_client(), each).status_code for each in before] == [404, 404]
    assert lead.client.get(lead.at("tasks")).status_code == 404
    new = app.test_client()
    assert sent(new, link_of(app, database, NEW)).status_code == 302
    assert "Kept." in new.get(lead.at("letter")).text
    with database.reading() as session:
        letters = {(each.kind, each.to) for each in session.query(Letter)}
        [entry] = session.query(JournalEntry).filter_by(act="draft.reissue")
        assert (entry.who, entry.detail["ground"]) == ("official-1", GROUND)
        assert LEAD not in repr(entry.detail)
    assert {
        (LetterKind.LINK_ENDED, LEAD),
        (LetterKind.LINK_ENDED, "lee@guild.example"),
        (LetterKind.DRAFT_REISSUED, NEW),
    } <= letters


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"again": "wang@guild.example"}, "The two addresses differ"),
        ({"again": ""}, "Type the address once more"),
        ({"ground": ""}, "Say what was shown"),
        ({"code": "nowhere"}, "No draft of this consultation has this code"),
    ],
)
def test_without_confirmation_ground_or_draft_nothing_changes_hands(
    official: FlaskClient, lead: Pen, database: Database, changed: dict[str, str], told: str
) -> None:
    status, text = reissued(official, code_of(lead), **changed)

    assert status == 422
    assert told in text
    assert NEW in text
    with database.reading() as session:
        assert session.query(Holder).count() == 1


def test_only_an_official_gives_a_draft_away(
    lead: Pen, elsewhere: FlaskClient, database: Database
) -> None:
    assert lead.home
    sit(database, elsewhere, Role.ADMINISTRATOR)

    assert elsewhere.get(f"{DESK}/drafts/new-lead").status_code == 404


@pytest.mark.parametrize("language", Language)
def test_each_letter_brings_what_its_reader_needs(
    lead: Pen, app: Flask, database: Database, language: Language
) -> None:
    words = wordings(Links("https://portal.example", str(app.secret_key)))
    with database.reading() as session, speaking(language):
        holder, draft = session.query(Holder).one(), session.query(Draft).one()
        told = {
            kind: words[kind](session, Told(kind, LEAD, holder.id, language))
            for kind in LetterKind
            if kind not in {LetterKind.LOST_LINKS, LetterKind.RECEIPT}
        }

    assert lead.home.endswith(draft.code)
    for kind, letter in told.items():
        assert letter is not None
        assert draft.code in letter.body
        assert ("https://portal.example/link/" in letter.body) == (kind != LetterKind.LINK_ENDED)
    assert len({letter.body for letter in told.values() if letter}) == len(told)


def test_reading_where_drafts_are_given_away_tells_nothing_of_any(
    official: FlaskClient, lead: Pen
) -> None:
    shown = official.get(f"{DESK}/drafts/new-lead").text

    assert code_of(lead) not in shown
    assert LEAD not in shown

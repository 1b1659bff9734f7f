"""Colleagues write by links of their own; leads alone say who does, and a link ends at once."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.accounts.models import Seat
from portal.db import Database
from portal.drafting.models import Draft, Holder, HolderRole, LetterKind
from portal.journal import JournalEntry
from portal.letters import Letter
from tests.browsing import sent, token_on
from tests.drafting.conftest import DRAFTS, Pen, link_of, stored

LEAD = "chan@guild.example"
COLLEAGUE = "lee@guild.example"

Join = Callable[..., Pen]


@pytest.fixture
def lead(client: FlaskClient, paper: str) -> Pen:
    """A draft begun by somebody who gave an address."""
    begun = sent(client, f"/en/consultations/{paper}/drafts/new", email=LEAD)
    return Pen(client, begun.location.removesuffix("/tasks"))


@pytest.fixture
def joined(app: Flask, database: Database, lead: Pen) -> Join:
    """Invite a colleague, and open the draft by the colleague's link in another browser."""

    def join(*, role: str = "drafter", email: str = COLLEAGUE) -> Pen:
        answer = sent(lead.client, lead.at("people"), name="Lee", email=email, role=role)
        assert answer.status_code == 302, answer.text
        client = app.test_client()
        assert sent(client, link_of(app, database, email)).status_code == 302
        return Pen(client, lead.home)

    return join


def holder_id(database: Database, email: str) -> int:
    with database.reading() as session:
        return session.query(Holder).filter_by(email=email).one().id


def pressed(pen: Pen, database: Database, email: str, press: str, **fields: str) -> int:
    """Press a button beside somebody; give the status of the answer."""
    address = f"{pen.at('people')}/{holder_id(database, email)}"
    token = token_on(pen.client, pen.at("people"))
    sending = {"csrf_token": token, "press": press, **fields}
    return pen.client.post(address, data=sending).status_code


def roles(database: Database) -> dict[str | None, HolderRole]:
    with database.reading() as session:
        return {each.email: each.role for each in session.query(Holder).filter_by(ended_at=None)}


def letters(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(each.kind, each.to) for each in session.query(Letter).order_by(Letter.id)]


def test_a_colleague_is_sent_a_link_of_their_own_and_writes(
    lead: Pen, joined: Join, database: Database
) -> None:
    colleague = joined()

    colleague.send("letter", text="Together.")

    assert stored(database, "letter") == {"text": "Together."}
    assert letters(database)[-1] == (LetterKind.INVITATION, COLLEAGUE)
    assert "Lee" in lead.read("people")
    assert roles(database) == {LEAD: HolderRole.LEAD, COLLEAGUE: HolderRole.DRAFTER}


def test_a_drafter_neither_lodges_nor_withdraws_nor_invites(
    lead: Pen, joined: Join, database: Database
) -> None:
    lead.send("profile", name_en="Harbour Guild", email="office@guild.example")
    lead.send("letter", text="Dear Sirs")
    drafter = joined()
    token = token_on(drafter.client, drafter.at("letter"))

    invited = drafter.client.post(
        drafter.at("people"),
        data={"csrf_token": token, "name": "X", "email": "x@guild.example", "role": "lead"},
    )
    lodged = drafter.client.post(
        drafter.at("lodge"), data={"csrf_token": token, "declares": "yes", "revision": "9"}
    )
    raised = [
        pressed(drafter, database, LEAD, press) for press in ("lead", "drafter", "end", "renew")
    ]

    assert (invited.status_code, lodged.status_code) == (403, 403)
    assert raised == [403] * 4
    assert "Only a lead of this draft may do this" in lodged.text
    assert LEAD in drafter.read("check")
    assert "A lead of this draft submits it" in drafter.read("check")
    assert LEAD in drafter.read("lodge")
    assert len(roles(database)) == 2


def test_a_drafter_who_is_made_a_lead_may_invite(
    lead: Pen, joined: Join, database: Database
) -> None:
    colleague = joined()

    assert pressed(lead, database, COLLEAGUE, "lead") == 302

    invited = sent(
        colleague.client, colleague.at("people"), name="Ho", email="ho@guild.example", role="lead"
    )
    assert invited.status_code == 302
    assert set(roles(database).values()) == {HolderRole.LEAD}


@pytest.mark.parametrize("press", ["end", "drafter"])
def test_the_last_lead_stays(lead: Pen, joined: Join, database: Database, press: str) -> None:
    joined()

    assert pressed(lead, database, LEAD, press) == 409

    assert roles(database)[LEAD] is HolderRole.LEAD
    assert lead.client.get(lead.at("tasks")).status_code == 200


def test_a_link_that_ends_closes_every_seat_taken_by_it_at_once(
    app: Flask, lead: Pen, joined: Join, database: Database
) -> None:
    colleague = joined()
    link = link_of(app, database, COLLEAGUE)

    assert pressed(lead, database, COLLEAGUE, "end") == 302

    kept = colleague.client.post(
        colleague.at("letter"), data={"csrf_token": "x", "text": "Typed meanwhile."}
    )
    assert colleague.client.get(colleague.at("tasks")).status_code == 404
    assert kept.status_code == 422
    assert "Typed meanwhile." in kept.text
    assert sent(app.test_client(), link).status_code == 404
    assert letters(database)[-1] == (LetterKind.LINK_ENDED, COLLEAGUE)
    with database.reading() as session:
        ended = session.query(Seat).filter_by(holder_id=holder_id(database, COLLEAGUE)).one()
        assert ended.ended_at is not None


def test_a_renewed_link_opens_the_draft_and_the_one_before_nothing(
    app: Flask, lead: Pen, joined: Join, database: Database
) -> None:
    colleague, before = joined(), link_of(app, database, COLLEAGUE)

    assert pressed(lead, database, COLLEAGUE, "renew") == 302

    after = link_of(app, database, COLLEAGUE)
    assert sent(app.test_client(), before).status_code == 404
    assert colleague.client.get(colleague.at("tasks")).status_code == 404
    assert sent(app.test_client(), after).status_code == 302
    assert letters(database)[-1] == (LetterKind.LINK_RENEWED, COLLEAGUE)


def test_who_renews_their_own_link_stays_and_is_shown_it(
    app: Flask, lead: Pen, database: Database
) -> None:
    before = link_of(app, database, LEAD)
    lead.send("tasks", press="kept")

    assert pressed(lead, database, LEAD, "renew") == 302

    assert link_of(app, database, LEAD) in lead.read("tasks")
    assert sent(app.test_client(), before).status_code == 404


def test_a_link_that_could_not_be_sent_is_not_renewed(
    app: Flask, pen: Pen, database: Database
) -> None:
    sent(pen.client, pen.at("people"), name="Lee", email=COLLEAGUE, role="lead")
    colleague = Pen(app.test_client(), pen.home)
    sent(colleague.client, link_of(app, database, COLLEAGUE))
    with database.reading() as session:
        first = session.query(Holder).filter_by(email=None).one().id

    token = token_on(colleague.client, colleague.at("people"))
    refused = colleague.client.post(
        f"{colleague.at('people')}/{first}", data={"csrf_token": token, "press": "renew"}
    )

    assert refused.status_code == 409
    assert pen.client.get(pen.at("tasks")).status_code == 200


def test_an_address_is_on_a_draft_once(lead: Pen, joined: Join, database: Database) -> None:
    joined()

    again = sent(lead.client, lead.at("people"), name="L", email=COLLEAGUE.upper(), role="lead")

    assert again.status_code == 422
    assert "on the draft already" in again.text
    assert len(roles(database)) == 2


def test_people_are_invited_within_measure(lead: Pen) -> None:
    answers = [
        sent(
            lead.client, lead.at("people"), name="A", role="drafter", email=f"a{each}@guild.example"
        ).status_code
        for each in range(11)
    ]

    assert answers[-2:] == [302, 429]


@pytest.mark.usefixtures("lead")
def test_nobody_reaches_people_of_another_draft(app: Flask, database: Database) -> None:
    other = app.test_client()
    begun = sent(other, f"{DRAFTS}/new", email="other@body.example")
    theirs = Pen(other, begun.location.removesuffix("/tasks"))

    assert pressed(theirs, database, LEAD, "end") == 404
    assert roles(database)[LEAD] is HolderRole.LEAD


def test_everyone_says_what_they_are_called_themselves(
    lead: Pen, joined: Join, database: Database
) -> None:
    colleague = joined()

    assert pressed(colleague, database, LEAD, "name", name="Lee Siu-ming") == 302

    assert "Lee Siu-ming" in lead.read("people")
    with database.reading() as session:
        assert session.query(Holder).filter_by(email=LEAD).one().name is None


def test_the_journal_tells_each_change_and_no_address(
    lead: Pen, joined: Join, database: Database
) -> None:
    joined()
    for press in ("lead", "renew", "end"):
        pressed(lead, database, COLLEAGUE, press)

    with database.reading() as session:
        entries = session.query(JournalEntry).order_by(JournalEntry.id).all()
        told = [each.act for each in entries if each.act.startswith("draft.")]
        written = repr([(each.act, each.subject, each.who, each.detail) for each in entries])
        assert session.query(Draft).count() == 1
    assert told[-4:] == ["draft.invite", "draft.role", "draft.link_renewed", "draft.link_ended"]
    assert COLLEAGUE not in written


def test_no_cookie_holds_a_link(app: Flask, lead: Pen, database: Database) -> None:
    secret = link_of(app, database, LEAD).rpartition("/")[2]

    with lead.client.session_transaction() as cookie:
        assert secret not in repr(dict(cookie))
    assert secret in lead.read("tasks")

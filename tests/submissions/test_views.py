"""Lodging through the pages: declared, submitted once, receipted to its holder alone."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.accounts.actions import seat_holder, seat_staff
from portal.accounts.tokens import token_hash
from portal.clock import now
from portal.consultations.actions import appoint, mark_sample
from portal.consultations.models import Consultation, Role
from portal.db import Database
from portal.drafting.models import Draft, Holder, HolderRole
from portal.submissions.acts import Clearance, Outcome
from portal.submissions.models import Submission
from portal.submissions.queries import receipt_of
from portal.submissions.records import verify
from tests.submissions.makers import ANSWERS, GUILD, SLUG, answer, consultation, draft, staff

HERE = f"/en/consultations/{SLUG}"


@pytest.fixture
def held(database: Database, client: FlaskClient) -> str:
    """The code of a draft whose lead sits at the browser; the consultation never closes."""
    return begin(database, client)


def begin(database: Database, client: FlaskClient, *, role: HolderRole = HolderRole.LEAD) -> str:
    with database.writing() as session:
        of = consultation(session)
        mark_sample(session, of)
        made = draft(session, of)
        holder = Holder(draft_id=made.id, role=role, token_hash=f"h-{made.id}", made_at=now())
        session.add(holder)
        session.flush()
        token = f"seat-{made.code}"
        seat_holder(session, holder.id, token_hash=token_hash(token), now=now())
        code = made.code
    with client.session_transaction() as cookie:
        cookie["drafts"] = [token]
    return code


def sit(database: Database, client: FlaskClient, role: Role) -> None:
    with database.writing() as session:
        of = session.scalars(select(Consultation)).one()
        by = staff(session, f"{role}-1")
        appoint(session, of, by.id, role, now=now())
        seat_staff(session, by.id, token_hash=token_hash("staff"), now=now())
    with client.session_transaction() as cookie:
        cookie["staff"] = "staff"


def field(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found is not None, page.text
    return found[1]


def press(client: FlaskClient, address: str, **values: str) -> TestResponse:
    page = client.get(address)
    assert page.status_code == 200
    sent = {"csrf_token": field(page, "csrf_token"), **values}
    return client.post(address, data=sent)


def submit(client: FlaskClient, code: str) -> TestResponse:
    address = f"{HERE}/drafts/{code}/lodge"
    revision = field(client.get(address), "revision")
    return press(client, address, revision=revision, declares="yes")


def test_a_declared_draft_is_lodged_and_leads_to_its_receipt(
    client: FlaskClient, held: str, database: Database
) -> None:
    answered = submit(client, held)
    receipt = client.get(answered.location)

    assert answered.status_code == 302
    with database.reading() as session:
        reference = session.scalars(select(Submission.reference)).one()
        kept = receipt_of(session, SLUG, reference)
    assert answered.location == f"{HERE}/receipts/{reference}"
    assert receipt.status_code == 200
    for words in (
        reference,
        "Harbour Guild",
        "4 questions answered",
        kept.record_sha256[:4],
        "Hong Kong time",
    ):
        assert words in receipt.text


def test_nothing_is_lodged_without_the_declaration(
    client: FlaskClient, held: str, database: Database
) -> None:
    address = f"{HERE}/drafts/{held}/lodge"

    answered = press(client, address, revision="1")

    assert answered.status_code == 422
    assert "Tick the box" in answered.text
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 0


def test_pressing_twice_submits_once(client: FlaskClient, held: str, database: Database) -> None:
    first, second = submit(client, held), submit(client, held)

    assert first.location == second.location
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 1


def test_a_draft_changed_meanwhile_is_not_submitted_unseen(
    client: FlaskClient, held: str, database: Database
) -> None:
    page = client.get(f"{HERE}/drafts/{held}/lodge")
    with database.writing() as session:
        made = session.scalars(select(Draft)).one()
        answer(session, made, "Q1", {"choice": "disagree"})
        made.revision += 1

    answered = client.post(
        f"{HERE}/drafts/{held}/lodge",
        data={
            "csrf_token": field(page, "csrf_token"),
            "revision": field(page, "revision"),
            "declares": "yes",
        },
    )

    assert answered.status_code == 409
    assert "changed this draft" in answered.text


def test_a_draft_with_a_fault_says_so_and_offers_no_button(
    client: FlaskClient, held: str, database: Database
) -> None:
    with database.writing() as session:
        made = session.scalars(select(Draft)).one()
        made.profile = {**made.profile, "name": {}}

    page = client.get(f"{HERE}/drafts/{held}/lodge")

    assert "Give the name of the body" in page.text
    assert 'name="declares"' not in page.text


def test_after_closing_the_page_says_so(client: FlaskClient, held: str, database: Database) -> None:
    with database.writing() as session:
        of = session.scalars(select(Consultation)).one()
        of.is_sample = False
        of.closes_at = datetime(2026, 1, 1, tzinfo=UTC)
        of.opens_at = of.closes_at - timedelta(days=9)

    page = client.get(f"{HERE}/drafts/{held}/lodge")

    assert "Responses are not being taken" in page.text
    assert 'name="declares"' not in page.text


def test_only_the_lead_submits(client: FlaskClient, database: Database) -> None:
    code = begin(database, client, role=HolderRole.DRAFTER)

    page = client.get(f"{HERE}/drafts/{code}/lodge")
    token = client.get("/en/verify")
    answered = client.post(
        f"{HERE}/drafts/{code}/lodge",
        data={"csrf_token": field(token, "csrf_token"), "revision": "1", "declares": "yes"},
    )

    assert "Only the lead" in page.text
    assert answered.status_code == 403


def test_only_the_holder_sees_the_receipt_and_the_record(
    app: Flask, client: FlaskClient, held: str
) -> None:
    address = submit(client, held).location
    stranger = app.test_client()

    shown, unknown = stranger.get(address), stranger.get(f"{HERE}/receipts/ETD-2222-2222")
    record = client.get(f"{address}/record.json")

    assert shown.status_code == unknown.status_code == 302
    assert shown.location.startswith("/en/verify?reference=ETD-")
    assert stranger.get(f"{address}/record.json").status_code == 404
    assert stranger.get(f"{HERE}/drafts/{held}/lodge").status_code == 404
    assert record.headers["Content-Disposition"] == 'attachment; filename="record.json"'
    assert verify(record.data)


def test_anyone_who_holds_reference_and_fingerprint_or_record_can_verify(
    app: Flask, client: FlaskClient, held: str, database: Database
) -> None:
    address = submit(client, held).location
    content = client.get(f"{address}/record.json").data
    with database.reading() as session:
        kept = receipt_of(session, SLUG, address.rpartition("/")[2])
    anyone = app.test_client()
    spaced = " ".join(re.findall("....", kept.record_sha256.upper()))

    by_hash = press(anyone, "/en/verify", reference=kept.reference.lower(), fingerprint=spaced)
    page = anyone.get("/en/verify")
    by_file = anyone.post(
        "/en/verify",
        data={
            "csrf_token": field(page, "csrf_token"),
            "reference": kept.reference,
            "record": (io.BytesIO(content), "record.json"),
        },
    )
    changed = anyone.post(
        "/en/verify",
        data={
            "csrf_token": field(page, "csrf_token"),
            "reference": kept.reference,
            "record": (io.BytesIO(content.replace(b"We agree", b"We differ")), "record.json"),
        },
    )

    assert "This receipt is genuine" in by_hash.text
    assert "This receipt is genuine" in by_file.text
    assert "We could not confirm" in changed.text


def test_an_unknown_reference_and_a_wrong_fingerprint_are_answered_alike(
    client: FlaskClient, held: str
) -> None:
    reference = submit(client, held).location.rpartition("/")[2]
    answers = [
        press(client, "/en/verify", reference=each, fingerprint="0" * 64).text.replace(each, "")
        for each in (reference, "ETD-2222-2222")
    ]

    without_tokens = [re.sub(r'name="csrf_token" value="[^"]*"', "", each) for each in answers]
    assert without_tokens[0] == without_tokens[1]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Enter the reference"),
        ({"reference": "ETD-7K2M-Q9X4"}, "Enter the fingerprint"),
        ({"reference": "ETD-7K2M-Q9X4", "fingerprint": "abc"}, "64 letters and figures"),
    ],
)
def test_a_half_filled_check_is_refused_with_what_was_typed(
    client: FlaskClient, held: str, values: dict[str, str], said: str
) -> None:
    answered = press(client, "/en/verify", **values)

    assert answered.status_code == 422
    assert said in answered.text
    assert all(typed in answered.text for typed in values.values())
    assert held


def test_a_file_that_is_no_record_is_refused_plainly(client: FlaskClient, held: str) -> None:
    page = client.get("/en/verify")

    answered = client.post(
        "/en/verify",
        data={
            "csrf_token": field(page, "csrf_token"),
            "reference": "ETD-7K2M-Q9X4",
            "record": (io.BytesIO(b"\x00" * 50_000), "record.json"),
        },
    )

    assert answered.status_code == 422
    assert "This is not a record" in answered.text
    assert held


def test_an_official_clears_a_submission(
    client: FlaskClient, held: str, database: Database
) -> None:
    reference = submit(client, held).location.rpartition("/")[2]
    sit(database, client, Role.OFFICIAL)
    address = f"/en/desk/{SLUG}/submissions/{reference}/clear"

    refused = press(client, address, edition="public", outcome="withheld")
    decided = press(client, address, edition="public", outcome="cleared")

    assert refused.status_code == 422
    assert decided.status_code == 302
    assert decided.location == f"/en/desk/{SLUG}/submissions/{reference}"
    with database.reading() as session:
        assert session.scalars(select(Clearance.outcome)).all() == [Outcome.CLEARED]
    assert "cleared" in client.get(address).text


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_nobody_else_clears(client: FlaskClient, held: str, database: Database, role: Role) -> None:
    reference = submit(client, held).location.rpartition("/")[2]
    sit(database, client, role)

    answered = client.get(f"/en/desk/{SLUG}/submissions/{reference}/clear")

    assert answered.status_code == 404


def test_the_receipt_says_what_is_withheld(
    client: FlaskClient, held: str, database: Database
) -> None:
    with database.writing() as session:
        made = session.scalars(select(Draft)).one()
        answer(session, made, "C4", ANSWERS["C4"], is_confidential=True)
        made.profile = {**made.profile, "named": False, "name": dict(GUILD["name"])}

    page = client.get(submit(client, held).location)

    assert "Yes, except:" in page.text
    assert "Clause 4" in page.text
    assert "without your name" in page.text


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans"])
def test_the_pages_speak_chinese_too(client: FlaskClient, held: str, language: str) -> None:
    address = submit(client, held).location.replace("/en/", f"/{language}/")

    for page in (client.get(address), client.get(f"/{language}/verify")):
        assert page.status_code == 200
        assert page.headers["Content-Language"].startswith("zh-Han")

"""Lodging through the pages: declared, submitted once, receipted to its holder alone."""

from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.consultations.models import Consultation
from portal.db import Database
from portal.drafting.models import Draft, HolderRole
from portal.submissions.models import Submission
from portal.submissions.queries import receipt_of
from tests.submissions.browser import HERE, begin, field, press, submit
from tests.submissions.makers import SLUG, answer


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

    assert "Only a lead" in page.text
    assert answered.status_code == 403

"""A respondent takes a submission back: once, knowingly, until closing, and told to them alone."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.consultations.models import Consultation
from portal.db import Database
from portal.drafting.models import Draft, Holder, HolderRole
from portal.submissions.decisions import Ruling
from portal.submissions.models import Submission
from portal.submissions.queries import receipt_of, state_of
from portal.submissions.states import SubmissionState
from tests.submissions.browser import HERE, field, press, submit
from tests.submissions.makers import SLUG

WISH = {"reason": "Our committee thinks again.", "wishes": "yes"}


def state(database: Database) -> SubmissionState:
    """What has become of the only submission."""
    with database.reading() as session:
        return state_of(session, session.scalars(select(Submission.id)).one())


def close(database: Database) -> None:
    """Let the consultation have closed."""
    with database.writing() as session:
        of = session.scalars(select(Consultation)).one()
        of.is_sample = False
        of.closes_at = datetime(2026, 1, 1, tzinfo=UTC)
        of.opens_at = of.closes_at - timedelta(days=9)


def test_a_sample_which_never_closes_does_not_speak_of_its_closing(
    client: FlaskClient, held: str, database: Database
) -> None:
    receipt, page = submit(client, held).location, f"{HERE}/drafts/{held}/withdraw"
    of_sample = client.get(receipt).text + client.get(page).text
    with database.writing() as session:
        of = session.scalars(select(Consultation)).one()
        of.is_sample, of.closes_at = False, datetime(2999, 1, 1, tzinfo=UTC)

    of_another = client.get(receipt).text + client.get(page).text

    assert "this sample does not close" in of_sample
    for told in ("until closing", "Until closing", "After closing"):
        assert told not in of_sample
        assert told in of_another


def test_withdrawing_needs_its_tick_and_is_told_on_every_page_of_the_holder(
    client: FlaskClient, held: str, database: Database
) -> None:
    receipt, page = submit(client, held).location, f"{HERE}/drafts/{held}/withdraw"
    offered = [client.get(each).text for each in (receipt, f"{HERE}/drafts/{held}/tasks")]

    unticked = press(client, page, reason="Our committee")
    before = state(database)
    done = press(client, page, **WISH)
    told = client.get(receipt).text
    tasks, lodge = (client.get(f"{HERE}/drafts/{held}/{at}").text for at in ("tasks", "lodge"))

    assert all(page in each for each in offered)
    assert (unticked.status_code, before) == (422, SubmissionState.STANDING)
    assert "Our committee</textarea>" in unticked.text
    assert done.location == receipt
    assert state(database) is SubmissionState.WITHDRAWN
    for each in (told, tasks):
        assert "Withdrawn on" in each
        assert page not in each
    assert '<span class="status shut">Withdrawn</span>' in tasks
    assert ">Submitted<" not in tasks + told
    assert "Nothing more can be submitted from this draft" in lodge
    assert 'name="declares"' not in lodge
    with database.reading() as session:
        assert session.scalars(select(Ruling.reason)).all() == [WISH["reason"]]


def test_nothing_is_lodged_again_from_what_was_withdrawn(
    client: FlaskClient, held: str, database: Database
) -> None:
    receipt = submit(client, held).location
    press(client, f"{HERE}/drafts/{held}/withdraw", **WISH)
    with database.writing() as session:
        session.scalars(select(Draft)).one().revision += 1
    token = field(client.get("/en/verify"), "csrf_token")

    sent = {"csrf_token": token, "revision": "2", "declares": "yes"}
    answered = client.post(f"{HERE}/drafts/{held}/lodge", data=sent)

    assert answered.status_code == 409
    assert "This submission was withdrawn." in answered.text
    assert "Version 1" in client.get(receipt).text


def test_a_withdrawn_submission_verifies_and_only_its_holder_is_told(
    app: Flask, client: FlaskClient, held: str, database: Database
) -> None:
    reference = submit(client, held).location.rpartition("/")[2]
    press(client, f"{HERE}/drafts/{held}/withdraw", **WISH)
    with database.reading() as session:
        claim = {"fingerprint": receipt_of(session, SLUG, reference).record_sha256}

    mine = press(client, "/en/verify", reference=reference, **claim)
    anyones = press(app.test_client(), "/en/verify", reference=reference, **claim)

    for page in (mine, anyones):
        assert "This receipt is genuine" in page.text
    assert "You withdrew it on" in mine.text
    assert "ithdr" not in anyones.text


def test_withdrawing_twice_is_withdrawing_once(
    client: FlaskClient, held: str, database: Database
) -> None:
    submit(client, held)
    page = client.get(f"{HERE}/drafts/{held}/withdraw")
    sent = {"csrf_token": field(page, "csrf_token"), **WISH}

    for _twice in range(2):
        answered = client.post(f"{HERE}/drafts/{held}/withdraw", data=sent)
        assert answered.status_code == 302

    with database.reading() as session:
        assert len(session.scalars(select(Ruling)).all()) == 1
    assert "This submission was withdrawn." in client.get(f"{HERE}/drafts/{held}/withdraw").text


def test_after_closing_nothing_is_withdrawn(
    client: FlaskClient, held: str, database: Database
) -> None:
    receipt, page = submit(client, held).location, f"{HERE}/drafts/{held}/withdraw"
    opened = client.get(page)
    close(database)

    answered = client.post(page, data={"csrf_token": field(opened, "csrf_token"), **WISH})

    assert answered.status_code == 409
    assert "can no longer be withdrawn" in answered.text
    assert "It cannot be withdrawn from here" in client.get(page).text
    assert page not in client.get(receipt).text
    assert state(database) is SubmissionState.STANDING


def test_only_the_lead_withdraws_and_only_what_was_submitted(
    client: FlaskClient, held: str, database: Database
) -> None:
    page = f"{HERE}/drafts/{held}/withdraw"
    unsubmitted = client.get(page)
    submit(client, held)
    token = field(client.get(page), "csrf_token")
    with database.writing() as session:
        session.scalars(select(Holder)).one().role = HolderRole.DRAFTER

    answered = client.post(page, data={"csrf_token": token, **WISH})

    assert unsubmitted.status_code == 404
    assert answered.status_code == 403
    assert "Only the lead" in client.get(page).text
    assert state(database) is SubmissionState.STANDING

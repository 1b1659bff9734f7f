"""Receipts are for their holder, their verification for anyone, the register's root for all."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import Database
from portal.drafting.models import Draft
from portal.submissions.queries import receipt_of
from portal.submissions.records import verify
from portal.submissions.references import reference
from tests.submissions.browser import HERE, field, press, submit
from tests.submissions.makers import ANSWERS, GUILD, SLUG, answer


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
            "proof": (io.BytesIO(content), "record.json"),
        },
    )
    changed = anyone.post(
        "/en/verify",
        data={
            "csrf_token": field(page, "csrf_token"),
            "reference": kept.reference,
            "proof": (io.BytesIO(content.replace(b"We agree", b"We differ")), "record.json"),
        },
    )

    assert "This receipt is genuine" in by_hash.text
    assert "This receipt is genuine" in by_file.text
    assert "We could not confirm" in changed.text


def test_an_unknown_reference_and_a_wrong_fingerprint_are_answered_alike(
    client: FlaskClient, held: str
) -> None:
    lodged = submit(client, held).location.rpartition("/")[2]
    answers = [
        press(client, "/en/verify", reference=each, fingerprint="0" * 64).text.replace(each, "")
        for each in (lodged, reference("ETD", 2**70))
    ]

    without_tokens = [re.sub(r'name="csrf_token" value="[^"]*"', "", each) for each in answers]
    assert without_tokens[0] == without_tokens[1]


def test_a_reference_that_cannot_be_one_is_called_a_slip(client: FlaskClient) -> None:
    slip = press(client, "/en/verify", reference="ETD-7K2M-Q955", fingerprint="0" * 64)
    unknown = press(client, "/en/verify", reference="ETD-7K2M-Q954", fingerprint="0" * 64)

    assert "at least one letter or figure of it is mistyped" in slip.text
    assert "mistyped" not in unknown.text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Enter the reference"),
        ({"reference": "ETD-7K2M-Q954"}, "Enter the fingerprint"),
        ({"reference": "ETD-7K2M-Q954", "fingerprint": "abc"}, "64 letters and figures"),
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
            "reference": "ETD-7K2M-Q954",
            "proof": (io.BytesIO(b"\x00" * 50_000), "record.json"),
        },
    )

    assert answered.status_code == 422
    assert "This is not a record" in answered.text
    assert held


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

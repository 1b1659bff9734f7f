"""A browser at a draft, and how it presses the buttons."""

import re

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.accounts.actions import seat_holder, seat_staff
from portal.accounts.tokens import token_hash
from portal.clock import now
from portal.consultations.actions import appoint, mark_sample
from portal.consultations.models import Consultation, Role
from portal.db import Database
from portal.drafting.models import Holder, HolderRole
from tests.submissions.makers import SLUG, consultation, draft, staff

HERE = f"/en/consultations/{SLUG}"


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

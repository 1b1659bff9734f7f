"""Numbers from outside: what no row and no page can have is refused before it is looked for."""

import re
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.routing import IntegerConverter

from portal.coding.models import Coding
from portal.db import Database
from portal.forms import WholeInAddress, whole
from portal.forms.whole import LARGEST
from tests.coding.conftest import Desk, Seat, desk, seat
from tests.submissions.browser import HERE, begin
from tests.submissions.makers import SLUG

__all__ = ["desk", "seat"]

HUGE = ("9" * 30, "9" * 5000, str(2**31), str(2**63), "-1", "0", "1e9", "٩" * 12, "x", "1.5")
PAGES = ("submissions?page=", "positions?page=", "submissions/{reference}?passage=",
         "submissions/{reference}?on=letter&paragraph=")  # fmt: skip
FORMS = {
    "": ("text", "start", "stop", "clause", "themes"),
    "/untag": ("coding",),
    "/positions/C5": ("passages",),
}


@given(st.integers(0, LARGEST))
def test_a_number_that_a_row_can_have_is_read(number: int) -> None:
    assert whole(str(number)) == number


@pytest.mark.parametrize("typed", [str(LARGEST + 1), "9" * 30, "9" * 5000, "-1", "", " 1", "٩"])
def test_any_other_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no row"):
        whole(typed)


def test_every_number_in_an_address_is_bounded(app: Flask) -> None:
    converters = [
        converter
        for rule in app.url_map.iter_rules()
        for converter in rule._converters.values()  # noqa: SLF001 (a rule tells nobody else)
        if isinstance(converter, IntegerConverter)
    ]

    assert converters
    assert all(isinstance(one, WholeInAddress) for one in converters)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_bears_any_number_in_its_address(desk: Desk, seat: Seat, page: str) -> None:
    client = seat("official-1")
    path = page.format(reference=desk.reference)

    answers = [client.get(f"/en/desk/{SLUG}/{path}{number}") for number in HUGE]

    assert {answer.status_code for answer in answers} == {200}
    assert all(desk.reference in answer.text for answer in answers)


def test_a_position_of_any_number_is_not_found(desk: Desk, seat: Seat) -> None:
    client = seat("reviewer-1")

    answers = [client.post(f"{desk.address}/positions/{number}/confirm") for number in HUGE]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_bears_any_number_in_its_fields(
    desk: Desk, seat: Seat, database: Database, form: str
) -> None:
    client = seat("reviewer-1")
    client.post(desk.address, data=desk.sent("clause 4"))
    sent = desk.sent("clause 4") | {"position": "oppose", "passages": ["1"]}

    statuses = {
        (field, number): client.post(f"{desk.address}{form}", data=sent | {field: number})
        for field, number in product(FORMS[form], HUGE)
    }

    odd = {at: got.status for at, got in statuses.items() if got.status_code not in {404, 409, 422}}
    assert odd == {}
    with database.reading() as session:
        assert len(session.scalars(select(Coding.id)).all()) == 1


def test_a_draft_bears_any_number(client: FlaskClient, database: Database) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = False
    home = f"{HERE}/drafts/{begin(database, client)}"
    groups = dict.fromkeys(re.findall(r"/groups/[\w-]+", client.get(f"{home}/tasks").text))

    for page, number in product(("/profile", "/lodge", *groups), HUGE):
        sent = dict.fromkeys(("rows", "revision", "members", "Q25.number"), number)
        answer = client.post(f"{home}{page}", data=sent | {"declares": "y"})

        assert answer.status_code in {302, 303, 409, 422}, (page, number[:40])
    assert groups

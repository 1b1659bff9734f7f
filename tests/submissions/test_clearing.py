"""A clearance shows where it was made: a notice, a tag in the list, a way to narrow the list."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.consultations.models import Role
from portal.db import Database
from portal.submissions.decisions import Clearance, Outcome
from tests.submissions.browser import press, sit, submit
from tests.submissions.makers import SLUG
from tests.submissions.test_deciding import HERE, lodged, pressed


def test_a_clearance_is_told_at_once_and_tagged_in_the_list(
    client: FlaskClient, held: str, database: Database
) -> None:
    desk = lodged(client, held)
    sit(database, client, Role.OFFICIAL)
    before = client.get(desk).text

    led = pressed(client, f"{desk}/clear", edition="public", outcome="cleared").location
    told, later, listed = (client.get(page).text for page in (led, desk, HERE))
    internal = pressed(client, f"{desk}/clear", edition="internal", outcome="withheld", reason="No")

    assert led == f"{desk}?decided=public"
    assert "Your decision is kept." in told
    assert "Decided for the public edition on" in told
    assert "Your decision is kept." not in before + later
    assert '<span class="status done">Cleared</span>' in later
    assert '<span class="status done">Cleared</span>' in listed
    assert "Decided for the internal edition on" in client.get(internal.location).text


def test_a_notice_of_a_decision_that_nobody_took_is_not_shown(
    client: FlaskClient, held: str, database: Database
) -> None:
    desk = lodged(client, held)
    sit(database, client, Role.OFFICIAL)

    pages = [client.get(f"{desk}?decided={deed}") for deed in ("public", "lateness", "secrecy")]

    assert not any("Your decision is kept." in page.text for page in pages)


def test_the_list_is_narrowed_by_clearance(
    client: FlaskClient, held: str, database: Database
) -> None:
    desk = lodged(client, held)
    sit(database, client, Role.OFFICIAL)
    narrowed = [f"{HERE}?printing={each}" for each in ("undecided", "cleared", "withheld")]

    def listing() -> list[bool]:
        return [f'href="{desk}?' in client.get(page).text for page in narrowed]

    seen = [listing()]
    for outcome in ("cleared", "withheld", "cleared"):
        pressed(client, f"{desk}/clear", edition="public", outcome=outcome, reason="Read")
        seen.append(listing())

    assert seen == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, True, False],
    ]


def test_an_official_decides_and_a_reason_is_asked_for(
    client: FlaskClient, held: str, database: Database
) -> None:
    reference = submit(client, held).location.rpartition("/")[2]
    sit(database, client, Role.OFFICIAL)
    address = f"/en/desk/{SLUG}/submissions/{reference}/clear"

    refused = press(client, address, edition="public", outcome="withheld")
    decided = press(client, address, edition="public", outcome="cleared")

    assert refused.status_code == 422
    assert decided.status_code == 302
    assert decided.location.startswith(f"/en/desk/{SLUG}/submissions/{reference}?")
    with database.reading() as session:
        assert session.scalars(select(Clearance.outcome)).all() == [Outcome.CLEARED]
    assert "cleared" in client.get(address).text


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_nobody_else_clears(client: FlaskClient, held: str, database: Database, role: Role) -> None:
    reference = submit(client, held).location.rpartition("/")[2]
    sit(database, client, role)

    answered = client.get(f"/en/desk/{SLUG}/submissions/{reference}/clear")

    assert answered.status_code == 404

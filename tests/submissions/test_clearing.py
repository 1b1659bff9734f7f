"""A clearance shows where it was made: a notice, a tag in the list, a way to narrow the list."""

from flask.testing import FlaskClient

from portal.consultations.models import Role
from portal.db import Database
from tests.submissions.browser import sit
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

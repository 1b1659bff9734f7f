"""The desk's pages of reports: ask without scripts, watch, fetch; for officials alone."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access import Reader
from portal.clock import now
from portal.db import Database
from portal.reports.actions import claim, finish
from portal.reports.models import Report
from portal.reports.queries import reports_of
from portal.work import HEARTBEAT
from tests.browsing import sent
from tests.coding.makers import room
from tests.submissions.makers import SLUG, WHILE_OPEN

PAGE = f"/en/desk/{SLUG}/reports/"


@pytest.fixture(autouse=True)
def desk(app: Flask, database: Database) -> None:
    """The shipped consultation, its team, and an official who is signed in."""
    with database.writing() as session:
        official = room(session).staff["official-1"].id
    reader = Reader(official, "official-1", frozenset({(SLUG, "official")}))
    app.extensions["portal.find_reader"] = lambda: reader


def asked(database: Database) -> list[Report]:
    with database.reading() as session:
        return reports_of(session, SLUG)


def test_an_official_asks_and_is_led_to_a_page_that_brings_itself_up_to_date(
    client: FlaskClient, database: Database
) -> None:
    answer = sent(client, PAGE, edition="internal", language="zh-hant")

    [report] = asked(database)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}{report.code}")
    page = client.get(answer.location).text
    assert 'http-equiv="refresh"' in page
    assert "Waiting to start" in page
    assert "<progress" not in page
    assert report.code in client.get(PAGE).text


def test_a_report_that_waits_tells_its_place_and_whether_anybody_works(
    client: FlaskClient, tmp_path: Path
) -> None:
    first, second = (
        sent(client, PAGE, edition="public", language=language).location
        for language in ("en", "zh-hant")
    )
    idle = [client.get(page).text for page in (first, second)]

    (tmp_path / HEARTBEAT).touch()
    busy = [client.get(page).text for page in (first, second)]

    assert all("the background worker is not running" in page for page in idle)
    assert not any("the background worker is not running" in page for page in busy)
    assert ["It is the next to be made." in page for page in busy] == [True, False]
    assert ["One report is made before it." in page for page in busy] == [False, True]


def test_a_report_at_work_shows_how_far_it_is(client: FlaskClient, database: Database) -> None:
    page = sent(client, PAGE, edition="public", language="en").location
    with database.writing() as session:
        report = claim(session, session.scalars(select(Report.id)).one(), now=now())
        assert report is not None

    shown = client.get(page).text

    assert "<h1>Compiling</h1>" in shown
    assert "0 per cent done" in shown


def test_a_form_that_names_no_edition_is_shown_again(
    client: FlaskClient, database: Database
) -> None:
    answer = sent(client, PAGE, edition="", language="en")

    assert answer.status_code == 422
    assert "Choose an edition." in answer.text
    assert asked(database) == []


def test_a_file_is_handed_out_when_it_is_ready_and_not_before(
    client: FlaskClient, database: Database, tmp_path: Path
) -> None:
    sent(client, PAGE, edition="public", language="en")
    [report] = asked(database)
    assert client.get(f"{PAGE}{report.code}/file").status_code == 404

    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / f"{report.code}.pdf").write_bytes(b"%PDF-made")
    with database.writing() as session:
        session.get_one(Report, report.id).lease = "mine"
        session.flush()
        finish(session, report.id, "mine", "0" * 64, now=WHILE_OPEN)

    answer = client.get(f"{PAGE}{report.code}/file", buffered=True)
    assert (answer.status_code, answer.data) == (200, b"%PDF-made")
    assert f"{SLUG}-public-en.pdf" in answer.headers["Content-Disposition"]
    assert "Download the PDF" in client.get(f"{PAGE}{report.code}").text


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
@pytest.mark.parametrize("address", [PAGE, f"{PAGE}x", f"{PAGE}x/file"])
def test_nobody_else_sees_reports(app: Flask, client: FlaskClient, role: str, address: str) -> None:
    reader = Reader(1, role, frozenset({(SLUG, role)}))
    app.extensions["portal.find_reader"] = lambda: reader

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_the_pages_speak_every_language(
    client: FlaskClient, database: Database, language: str
) -> None:
    sent(client, PAGE, edition="public", language="en")
    [report] = asked(database)

    for page in (
        f"/{language}/desk/{SLUG}/reports/",
        f"/{language}/desk/{SLUG}/reports/{report.code}",
    ):
        assert client.get(page).status_code == 200

"""What a terminal compiled stands on the officials' page, once for the same bytes."""

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.access import Reader
from portal.db import Database
from portal.language import Language
from portal.reports.actions import shelve
from portal.reports.asking import Asked, Made
from portal.reports.queries import content_of, reports_of
from portal.submissions.decisions import Edition
from tests.coding.makers import room
from tests.submissions.makers import SLUG, WHILE_OPEN

MADE = Made(Asked(Edition.PUBLIC, Language.EN), b'{"a":1}', "0" * 64)


def test_the_same_file_is_recorded_once_and_another_beside_it(session: Session) -> None:
    made = room(session)
    others = [
        replace(MADE, asked=Asked(Edition.INTERNAL, Language.EN)),
        replace(MADE, asked=Asked(Edition.PUBLIC, Language.ZH_HANT)),
        replace(MADE, file_sha256="1" * 64),
    ]

    first = shelve(session, made.consultation, MADE, now=WHILE_OPEN)
    again = shelve(session, made.consultation, MADE, now=WHILE_OPEN)
    beside = [shelve(session, made.consultation, each, now=WHILE_OPEN) for each in others]

    assert first is not None
    assert content_of(session, first.snapshot_sha256 or "") == MADE.document
    assert again is None
    assert None not in beside
    assert len(reports_of(session, SLUG)) == 4


def test_officials_find_it_with_no_asker(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        made = room(session)
        shelve(session, made.consultation, MADE, now=WHILE_OPEN)
        official = made.staff["official-1"].id
    reader = Reader(official, "official-1", frozenset({(SLUG, "official")}))
    app.extensions["portal.find_reader"] = lambda: reader

    page = client.get(f"/en/desk/{SLUG}/reports/").text

    assert "at the terminal" in page
    assert '<span class="status done">Ready</span>' in page

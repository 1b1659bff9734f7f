"""Files are lodged with a version for ever: told in its record, read, and handed to few."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.blobs import BlobMissingError, Blobs
from portal.consultations.models import Role
from portal.db import Database
from portal.document.kinds import USUAL_SIZES, Kind
from portal.document.readings import Fault, Finding, Paragraph, Reading
from portal.drafting.adding import Added, add, take_as_it_is, take_away, tell
from portal.drafting.enclosed import Told
from portal.drafting.models import Draft
from portal.journal import JournalEntry
from portal.reports.edition import public
from portal.reports.queries import snapshot_of
from portal.submissions.actions import lodge
from portal.submissions.attachments import Attachment
from portal.submissions.filing import FilingRefusedError
from portal.submissions.queries import record_of, said_in
from portal.submissions.records import verify
from portal.submissions.sweeping import FRESH, sweeping_job
from tests.submissions.browser import HERE, sit, submit
from tests.submissions.makers import SLUG, WHILE_OPEN, consultation, draft

LETTER = Reading(
    (Paragraph("On control", label="2."), Paragraph("We support it.", label="(b)", cited="2(b)"))
)
SECRET = Told(caption="", is_confidential=True, reason="prices")


def enclose(
    session: Session,
    of: Draft,
    *,
    reading: Reading = LETTER,
    kind: Kind = Kind.DOCX,
    sha: str = "a",
) -> int:
    """Add a file that was looked through to a draft; give its number."""
    added = Added(
        name=f"letter {sha}.{kind.value}",
        kind=kind,
        size=7,
        sha256=sha * 64 if len(sha) == 1 else sha,
        reading=reading.stored(),
    )
    return add(session, of, added, sizes=USUAL_SIZES, now=WHILE_OPEN)


@pytest.fixture
def of(session: Session) -> Draft:
    """A draft of nothing but its profile."""
    return draft(session, consultation(session), answers={})


def test_a_file_alone_is_a_response(session: Session, of: Draft) -> None:
    enclose(session, of)

    receipt = lodge(session, of, now=WHILE_OPEN)

    said = {each.place: each.words for each in said_in(session, receipt.version_id)}
    assert said == {"F1": "2. On control\n\n(b) We support it."}
    kept = session.scalars(select(Attachment)).one()
    assert (kept.name, kept.sha256, kept.size) == ("letter a.docx", "a" * 64, 7)


def test_the_record_holds_the_hash_of_each_file(session: Session, of: Draft) -> None:
    number = enclose(session, of)
    tell(
        session, of, number, Told(caption="Fees", is_confidential=False, reason=""), now=WHILE_OPEN
    )

    receipt = lodge(session, of, now=WHILE_OPEN)

    record = record_of(session, receipt.version_id)
    told = {each["path"]: each["value"] for each in json.loads(record)["fields"]}
    assert verify(record) == receipt.record_sha256
    assert {path: value for path, value in told.items() if path.startswith("file.")} == {
        "file.1.name": "letter a.docx",
        "file.1.kind": "docx",
        "file.1.size": 7,
        "file.1.sha256": "a" * 64,
        "file.1.lodged_as_it_is": False,
        "file.1.caption": "Fees",
    }


def test_a_file_with_faults_is_lodged_only_when_it_is_meant_so(session: Session, of: Draft) -> None:
    faulty = replace(LETTER, findings=(Finding(Fault.COMMENT, "Really?"),))
    number = enclose(session, of, reading=faulty)
    with pytest.raises(FilingRefusedError, match="F1"):
        lodge(session, of, now=WHILE_OPEN)

    take_as_it_is(session, of, number, now=WHILE_OPEN)
    lodge(session, of, now=WHILE_OPEN)

    assert session.scalars(select(Attachment.is_as_it_is)).all() == [True]


def test_a_long_file_is_kept_in_pieces_and_none_of_it_is_lost(session: Session, of: Draft) -> None:
    long = Reading(tuple(Paragraph(f"{count:05} " + "x" * 990) for count in range(250)))
    enclose(session, of, reading=long)

    receipt = lodge(session, of, now=WHILE_OPEN)

    said = said_in(session, receipt.version_id)
    assert [each.place for each in said] == ["F1.1", "F1.2", "F1.3"]
    assert "\n\n".join(each.words or "" for each in said) == long.words


def test_an_amendment_shares_the_words_of_a_file_that_stayed(session: Session, of: Draft) -> None:
    enclose(session, of)
    first = lodge(session, of, now=WHILE_OPEN)
    enclose(session, of, sha="b", reading=Reading((Paragraph("Another."),)))

    second = lodge(session, of, now=WHILE_OPEN)

    before, after = said_in(session, first.version_id), said_in(session, second.version_id)
    assert after[0].text_id == before[0].text_id
    assert [each.place for each in after] == ["F1", "F2"]


def test_a_snapshot_tells_what_files_are_and_the_public_edition_does_not(
    session: Session, of: Draft
) -> None:
    enclose(session, of)
    lodge(session, of, now=WHILE_OPEN)

    whole = snapshot_of(session, SLUG)

    (told,) = whole.submissions[0].files
    assert (told.place, told.name, told.kind, told.sha256) == (
        "F1",
        "letter a.docx",
        "docx",
        "a" * 64,
    )
    assert public(whole).submissions[0].files == ()


def lodged(app: Flask, client: FlaskClient, database: Database, code: str, told: Told) -> str:
    """Lodge a draft with one file in the store; give the reference."""
    sha256 = Blobs(app.extensions["portal.settings"].data_dir / "blobs").keep(b"the letter")
    with database.writing() as session:
        of = session.scalars(select(Draft).where(Draft.code == code)).one()
        number = enclose(session, of, sha=sha256)
        tell(session, of, number, told, now=WHILE_OPEN)
    return submit(client, code).location.rpartition("/")[2]


def test_only_the_holder_is_handed_a_file_by_its_receipt(
    app: Flask, client: FlaskClient, held: str, database: Database
) -> None:
    reference = lodged(app, client, database, held, replace(SECRET, is_confidential=False))
    address = f"{HERE}/receipts/{reference}/files/1"

    answer, stranger = client.get(address), app.test_client().get(address)

    assert (answer.data, stranger.status_code) == (b"the letter", 404)
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    receipt = client.get(f"{HERE}/receipts/{reference}").text
    assert "SHA-256" in receipt.partition(f"{reference}/files/1")[2]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.REVIEWER, 200), (Role.OFFICIAL, 200), (Role.ADMINISTRATOR, 404)],
)
def test_a_confidential_file_is_handed_to_those_who_read_it_and_journalled(
    app: Flask, client: FlaskClient, held: str, database: Database, role: Role, status: int
) -> None:
    reference = lodged(app, client, database, held, SECRET)
    sit(database, client, role)

    answer = client.get(f"/en/desk/{SLUG}/submissions/{reference}/files/1")

    assert answer.status_code == status
    with database.reading() as session:
        entries = session.scalars(select(JournalEntry).where(JournalEntry.act == "file.read")).all()
        assert [each.detail for each in entries] == ([{"file": 1}] if status == 200 else [])


def test_the_reading_page_lists_files_and_shows_their_words(
    app: Flask, client: FlaskClient, held: str, database: Database
) -> None:
    reference = lodged(app, client, database, held, replace(SECRET, is_confidential=False))
    sit(database, client, Role.REVIEWER)

    page = client.get(f"/en/desk/{SLUG}/submissions/{reference}").text

    assert f"/submissions/{reference}/files/1" in page
    assert "We support it." in page


@pytest.fixture
def aged(app: Flask) -> Callable[[], None]:
    """Let every file in the store be older than the moment of grace."""

    def age() -> None:
        folder: Path = app.extensions["portal.settings"].data_dir / "blobs"
        for file in folder.glob("??/*"):
            at = file.stat().st_mtime - FRESH.total_seconds() - 60
            os.utime(file, (at, at))

    return age


def test_a_file_goes_when_its_last_use_is_erased(
    app: Flask, client: FlaskClient, held: str, database: Database, aged: Callable[[], None]
) -> None:
    lodged(app, client, database, held, SECRET)
    store = Blobs(app.extensions["portal.settings"].data_dir / "blobs")
    sweep = sweeping_job(app.extensions["portal.settings"].data_dir)
    with database.writing() as session:
        of = session.scalars(select(Draft).where(Draft.code == held)).one()
        sha256 = session.scalars(select(Attachment.sha256)).one() or ""
        take_away(session, of, 1, now=WHILE_OPEN)
    aged()
    sweep.do(database, 0)
    still = store.content(sha256)
    with database.writing() as session:
        erased = {"name": None, "caption": None, "sha256": None}
        session.execute(
            update(Attachment).values(**erased, erased_at=WHILE_OPEN, erased_ground="disposal")
        )

    sweep.do(database, 0)

    assert still == b"the letter"
    with pytest.raises(BlobMissingError):
        store.content(sha256)

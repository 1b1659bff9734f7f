"""With a virus scanner no file is taken unscanned; while it is down, files wait in quarantine."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.clock import now
from portal.db import Database
from portal.document.dangers import InfectedError
from portal.drafting.scanning import scanning_job
from portal.intake.scanning import Scanner, ScannerDownError
from tests.document.makers import p, word_file
from tests.drafting.conftest import Pen
from tests.drafting.scanner import HARMFUL, Clamd, clamd
from tests.drafting.test_files import rows, upload

CLEAN = b"We support clause 4."
INFECTED = b"We are " + HARMFUL + b"."


@pytest.fixture
def scanner() -> Iterator[Clamd]:
    """A scanner that is up."""
    with clamd() as made:
        yield made


def scanned(app: Flask, path: str) -> None:
    """Let the portal use a scanner."""
    settings = app.extensions["portal.settings"]
    app.extensions["portal.settings"] = replace(settings, scanner=path)


def kept(app: Flask, folder: str) -> list[bytes]:
    place: Path = app.extensions["portal.settings"].data_dir / folder
    return [each.read_bytes() for each in place.glob("??/*")]


def test_a_clean_file_is_cleared_and_sent_whole(scanner: Clamd) -> None:
    content = bytes(200_000)

    Scanner(scanner.path).clear(content)

    assert scanner.heard == [content]


def test_an_infected_file_is_not_cleared(scanner: Clamd) -> None:
    with pytest.raises(InfectedError):
        Scanner(scanner.path).clear(INFECTED)


@pytest.mark.parametrize(
    "answer", [b"stream: OK but", b"INSTREAM size limit exceeded. ERROR\0", b"\0"]
)
def test_any_other_answer_clears_nothing(scanner: Clamd, answer: bytes) -> None:
    scanner.answer = answer

    with pytest.raises(ScannerDownError):
        Scanner(scanner.path).clear(CLEAN)


def test_a_scanner_that_is_not_there_clears_nothing(tmp_path: Path) -> None:
    with pytest.raises(ScannerDownError):
        Scanner(str(tmp_path / "nothing")).clear(CLEAN)


def test_an_infected_file_is_refused_and_not_kept(pen: Pen, app: Flask, scanner: Clamd) -> None:
    scanned(app, scanner.path)

    answer = upload(pen, ("letter.txt", INFECTED))

    assert answer.status_code == 422
    assert "letter.txt: The virus scanner found something harmful" in answer.text
    assert kept(app, "blobs") == kept(app, "quarantine") == []


def test_while_the_scanner_is_down_a_file_waits_in_quarantine(
    pen: Pen, app: Flask, database: Database
) -> None:
    scanned(app, "/nowhere/socket")

    answer = upload(pen, ("letter.txt", CLEAN))

    assert answer.location.endswith("/files/1")
    assert "waits for the virus scanner" in pen.read("files/1")
    assert pen.client.get(pen.at("files/1/original")).status_code == 404
    assert "Settle what is asked" in pen.read("check")
    assert (kept(app, "blobs"), kept(app, "quarantine")) == ([], [CLEAN])
    assert [row.is_held for row in rows(database)] == [True]


@pytest.mark.parametrize(("content", "is_clean"), [(CLEAN, True), (INFECTED, False)])
def test_a_file_that_waited_is_scanned_when_the_scanner_is_back(
    pen: Pen, app: Flask, database: Database, scanner: Clamd, content: bytes, *, is_clean: bool
) -> None:
    scanned(app, "/nowhere/socket")
    upload(pen, ("letter.txt", content))
    job = scanning_job(scanner.path, app.extensions["portal.settings"].data_dir)

    for row in job.due(database, now()):
        job.do(database, row)

    (file,) = rows(database)
    assert (file.is_held, file.is_infected) == (False, not is_clean)
    assert kept(app, "quarantine") == []
    assert kept(app, "blobs") == ([content] if is_clean else [])
    status = pen.client.get(pen.at("files/1/original")).status_code
    assert status == (200 if is_clean else 404)


def test_a_file_that_waits_stays_where_it_is_while_the_scanner_is_down(
    pen: Pen, app: Flask, database: Database
) -> None:
    scanned(app, "/nowhere/socket")
    upload(pen, ("letter.docx", word_file(p("Dear Sirs,"))))
    job = scanning_job("/nowhere/socket", app.extensions["portal.settings"].data_dir)

    for row in job.due(database, now()):
        job.do(database, row)

    assert [row.is_held for row in rows(database)] == [True]
    assert len(kept(app, "quarantine")) == 1


def test_without_a_scanner_nothing_that_is_held_is_let_in(
    pen: Pen, app: Flask, database: Database
) -> None:
    scanned(app, "/nowhere/socket")
    upload(pen, ("letter.txt", CLEAN))
    job = scanning_job("", app.extensions["portal.settings"].data_dir)

    assert list(job.due(database, now())) == []

"""Files are added to a draft, looked through, shown back, settled, and taken away."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.db import Database
from portal.document.kinds import MEGABYTE
from portal.drafting.files import DraftFile
from tests.corpus.writing import CORPUS
from tests.document.letters import LETTERS
from tests.document.makers import jpg, p, pdf, png, word_file, written
from tests.drafting.conftest import Pen

LETTER = word_file(p("Dear Sirs,") + p("We support &lt;clause&gt; 4."))
FAULTY = LETTERS["tracked words"]().content


def upload(pen: Pen, *files: tuple[str, bytes], **fields: str) -> TestResponse:
    """Send files from the page that adds them."""
    sent = {
        "csrf_token": pen.fields("files")["csrf_token"],
        "files": [(BytesIO(content), name) for name, content in files],
        **fields,
    }
    return pen.client.post(pen.at("files"), data=sent, content_type="multipart/form-data")


def press(pen: Pen, number: int, value: str) -> TestResponse:
    page = f"files/{number}"
    token = pen.fields(page)["csrf_token"]
    return pen.client.post(pen.at(page), data={"csrf_token": token, "press": value})


def rows(database: Database) -> list[DraftFile]:
    with database.reading() as session:
        found = session.query(DraftFile).order_by(DraftFile.number).all()
        session.expunge_all()
        return found


def kept(app: Flask) -> list[Path]:
    folder = app.extensions["portal.settings"].data_dir / "blobs"
    return [each for each in folder.glob("??/*") if each.is_file()]


def test_the_limits_are_stated_before_anything_is_sent(pen: Pen) -> None:
    page = pen.read("files")

    assert "at most 20 MB" in page
    assert "at most 60 MB and 30 files" in page
    assert page.index("60 MB") < page.index('type="file"')


def test_a_letter_is_read_and_shown_back(pen: Pen, database: Database) -> None:
    answer = upload(pen, ("Brief 意見.docx", LETTER))

    assert answer.location.endswith("/files")
    assert "File 1: Brief 意見.docx" in pen.read("files")
    assert "<p>We support &lt;clause&gt; 4.</p>" in pen.read("files/1")
    assert [(row.kind.value, row.size) for row in rows(database)] == [("docx", len(LETTER))]


def test_several_files_are_added_at_once_and_a_bad_one_is_told(
    pen: Pen, database: Database
) -> None:
    macros = (CORPUS / "dangers" / "macros.docx").read_bytes()

    answer = upload(pen, ("letter.docx", LETTER), ("macros.docx", macros), ("old.doc", b"\xd0\xcf"))

    assert answer.status_code == 200
    assert "macros.docx: This file holds macros" in answer.text
    assert "old.doc: This is a Word 97–2003 document" in answer.text
    assert [row.name for row in rows(database)] == ["letter.docx"]


def test_when_no_file_is_taken_nothing_is_kept(pen: Pen, app: Flask, database: Database) -> None:
    answer = upload(pen, ("page.txt", b"<html><script>1</script>"))

    assert answer.status_code == 422
    assert (rows(database), kept(app)) == ([], [])


def test_the_same_file_twice_is_stored_once_and_told(pen: Pen, app: Flask) -> None:
    upload(pen, ("letter.docx", LETTER))

    answer = upload(pen, ("again.docx", LETTER))

    assert answer.status_code == 422
    assert "in your draft already, as “letter.docx”" in answer.text
    assert len(kept(app)) == 1


def test_a_file_is_kept_outside_of_what_is_served(pen: Pen, app: Flask) -> None:
    upload(pen, ("one.png", png()))

    (file,) = kept(app)
    assert not file.is_relative_to(str(app.static_folder))
    assert file.stat().st_mode & 0o777 == 0o600


def test_all_files_together_weigh_no_more_than_may_be(pen: Pen, database: Database) -> None:
    upload(pen, ("one.png", png()))
    with database.writing() as session:
        session.query(DraftFile).one().size = 60 * MEGABYTE

    answer = upload(pen, ("one.jpg", jpg()))

    assert "All files of a response together may have 60 MB." in answer.text
    assert len(rows(database)) == 1


def test_more_than_may_be_sent_at_once_is_refused_before_it_is_read(pen: Pen) -> None:
    answer = pen.client.post(
        pen.at("files"),
        content_type="multipart/form-data; boundary=part",
        environ_overrides={"CONTENT_LENGTH": str(62 * MEGABYTE)},
    )

    assert answer.status_code == 422
    assert "All files of a response together may have 60 MB." in answer.text


def test_a_file_with_tracked_changes_stops_and_shows_each(pen: Pen) -> None:
    answer = upload(pen, ("letter.docx", FAULTY))

    page = pen.client.get(answer.location).text
    assert answer.location.endswith("/files/1")
    assert "This file holds more than its page shows" in page
    for excerpt in ("− silence", "+ consent in writing", "− This was elsewhere."):
        assert excerpt in page
    assert "Settle what is asked about your files" in pen.read("check")


def test_it_may_be_submitted_as_it_is_which_is_recorded(pen: Pen, database: Database) -> None:
    upload(pen, ("letter.docx", FAULTY))

    press(pen, 1, "as-it-is")

    assert "You chose to submit it as it is." in pen.read("files/1")
    assert [row.is_as_it_is for row in rows(database)] == [True]
    assert "Settle what is asked" not in pen.read("check")


def test_a_file_that_is_removed_is_gone_from_the_draft(pen: Pen, database: Database) -> None:
    upload(pen, ("letter.docx", FAULTY))

    answer = press(pen, 1, "remove")

    assert answer.location.endswith("/files")
    assert rows(database) == []
    assert pen.client.get(pen.at("files/1")).status_code == 404


def test_privileged_words_are_asked_about_once(pen: Pen) -> None:
    upload(pen, ("advice.pdf", written(pdf("Privileged and confidential advice."))))
    asked = pen.read("files/1")

    press(pen, 1, "meant")

    assert "Do you mean to send this?" in asked
    assert "Do you mean to send this?" not in pen.read("files/1")


def test_a_scan_says_so_and_asks_what_it_is(pen: Pen, database: Database) -> None:
    answer = upload(pen, ("scan.pdf", written(pdf(""))))
    refused = pen.send("files/1", caption="")

    taken = pen.send("files/1", caption="A letter of 2 May 1997")

    assert "No text could be read in this file" in pen.client.get(answer.location).text
    assert (refused.status_code, taken.status_code) == (422, 302)
    assert rows(database)[0].caption == "A letter of 2 May 1997"


def test_evidence_needs_a_caption(pen: Pen) -> None:
    upload(pen, ("costs.png", png()))
    before = pen.read("check")

    pen.send("files/1", caption="Costs in 2025")

    assert "Settle what is asked" in before
    assert "Settle what is asked" not in pen.read("check")


def test_a_confidential_file_needs_a_reason(pen: Pen, database: Database) -> None:
    upload(pen, ("letter.docx", LETTER))

    answer = pen.send("files/1", confidential="yes")

    assert answer.status_code == 422
    assert rows(database)[0].is_confidential is False


def test_a_file_belongs_to_the_question_that_asks_for_it(pen: Pen, database: Database) -> None:
    asked = pen.client.get(pen.at("files") + "?about=Q27").text

    upload(pen, ("letter.docx", LETTER), about="Q27")
    forged = upload(pen, ("one.png", png()), about="Q1")

    assert 'value="Q27" checked' in asked
    assert [row.about for row in rows(database)] == ["Q27"]
    assert forged.status_code == 422


def test_the_original_is_handed_out_for_the_disk_alone(pen: Pen) -> None:
    upload(pen, ("Brief 意見.docx", LETTER))

    answer = pen.client.get(pen.at("files/1/original"))

    assert answer.data == LETTER
    assert answer.mimetype == "application/octet-stream"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="Brief __.docx"; filename*=UTF-8')
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", ["files", "files/1", "files/1/original"])
def test_nobody_else_reaches_the_files_of_a_draft(
    pen: Pen, elsewhere: FlaskClient, page: str
) -> None:
    upload(pen, ("letter.docx", LETTER))

    answer = elsewhere.get(pen.at(page))

    assert answer.status_code == 404
    assert "letter.docx" not in answer.text


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans"])
def test_a_refusal_is_told_in_the_language_of_the_page(pen: Pen, language: str) -> None:
    sent = {
        "csrf_token": pen.fields("files")["csrf_token"],
        "files": [(BytesIO(b"\xd0\xcf"), "old.doc")],
    }

    answer = pen.client.post(pen.at("files", language), data=sent)

    assert "Word 97–2003" in answer.text
    assert "Open it in Word" not in answer.text

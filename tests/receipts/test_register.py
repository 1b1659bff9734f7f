"""A register is sealed by a root that is published, and every receipt is proved to be under it."""

import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import now
from portal.consultations.models import Consultation
from portal.db import Database
from portal.receipts.actions import publish_root
from portal.receipts.commands import receipt
from portal.receipts.jobs import JOB
from portal.receipts.models import Occasion, RegisterRoot
from portal.receipts.queries import closed_without_root, lines_at
from portal.receipts.statements import is_included, line, read
from portal.receipts.trees import root
from portal.submissions.actions import lodge
from portal.terminal import Terminal
from tests.submissions.browser import HERE, field, press, submit
from tests.submissions.makers import ANSWERS, SLUG, answer, consultation, draft, received


def seal(session: Session, of: Consultation, at: datetime | None = None) -> RegisterRoot:
    moment = at or now()
    return publish_root(
        session, of, as_at=moment, occasion=Occasion.REQUEST, who="test", now=moment
    )


def test_a_root_stands_for_the_latest_version_of_every_line(session: Session) -> None:
    of = consultation(session)
    for name in ("one", "two", "three"):
        received(session, name)

    made = seal(session, of)

    lines = lines_at(session, of.id, made.as_at)
    assert [each.register_number for each in lines] == [1, 2, 3]
    assert (made.size, made.sha256) == (3, root([line(each) for each in lines]))


def test_a_root_published_stays_what_it_was_when_a_version_is_added(session: Session) -> None:
    of = consultation(session)
    made = draft(session, of)
    answer(session, made, "C4", ANSWERS["C4"])
    opened = of.opens_at + timedelta(days=1)
    lodge(session, made, now=opened)
    before = seal(session, of, opened)
    made.revision += 1

    lodge(session, made, now=opened + timedelta(hours=1))

    lines = lines_at(session, of.id, before.as_at)
    assert [each.version for each in lines] == [1]
    assert root([line(each) for each in lines]) == before.sha256
    assert [each.version for each in lines_at(session, of.id, now())] == [2]


def test_one_moment_has_one_root(session: Session) -> None:
    of = consultation(session)
    moment = now()

    first, again = seal(session, of, moment), seal(session, of, moment)

    assert first.id == again.id
    assert first.size == 0


def test_the_worker_publishes_a_root_at_closing_and_once(database: Database) -> None:
    with database.writing() as session:
        of = consultation(session)
        received(session)
        after = of.closes_at + timedelta(seconds=1)
        before = of.closes_at - timedelta(seconds=1)
        with session.no_autoflush:
            assert closed_without_root(session, before) == []

    due = list(JOB.due(database, after))
    for consultation_id in due:
        JOB.do(database, consultation_id)
        JOB.do(database, consultation_id)

    with database.reading() as session:
        [made] = session.scalars(select(RegisterRoot)).all()
        assert made.occasion is Occasion.CLOSING
        assert made.as_at == session.get_one(Consultation, made.consultation_id).closes_at
    assert len(due) == 1
    assert list(JOB.due(database, after)) == []


def test_a_holder_proves_the_place_of_a_receipt_in_the_register(
    client: FlaskClient, held: str, database: Database
) -> None:
    address = submit(client, held).location
    before = read(client.get(f"{address}/receipt.json").data)

    with database.writing() as session:
        sealed = seal(session, session.scalars(select(Consultation)).one()).sha256
    after = read(client.get(f"{address}/receipt.json").data)

    assert before.inclusion is None
    assert after.inclusion is not None
    assert after.inclusion.root == sealed
    assert is_included(after)
    assert after.statement == before.statement


def test_the_signed_receipt_is_for_its_holder_alone_and_names_nobody(
    app: Flask, client: FlaskClient, held: str
) -> None:
    address = submit(client, held).location

    mine = client.get(f"{address}/receipt.json")

    assert app.test_client().get(f"{address}/receipt.json").status_code == 404
    assert mine.headers["Content-Disposition"] == 'attachment; filename="receipt.json"'
    assert set(json.loads(mine.data)["statement"]) == {
        "consultation", "lodged_at", "record_sha256", "reference", "register_number", "version",
    }  # fmt: skip


def checked(client: FlaskClient, content: bytes) -> str:
    page = client.get("/en/verify")
    return client.post(
        "/en/verify",
        data={
            "csrf_token": field(page, "csrf_token"),
            "proof": (io.BytesIO(content), "receipt.json"),
        },
    ).text


def test_anyone_verifies_a_receipt_by_its_file_alone(
    app: Flask, client: FlaskClient, held: str
) -> None:
    address = submit(client, held).location
    content = client.get(f"{address}/receipt.json").data
    anyone = app.test_client()

    genuine = checked(anyone, content)
    forged = checked(anyone, content.replace(b'"version":1', b'"version":2'))
    torn = checked(anyone, content[:-9])

    assert "This receipt is genuine" in genuine
    assert "signed by this portal" in genuine
    assert "We could not confirm" in forged
    assert "The signature is wrong" in forged
    assert "This is not a receipt of this portal" in torn


def test_the_register_page_shows_the_roots_and_the_keys(
    app: Flask, client: FlaskClient, held: str, database: Database
) -> None:
    address = submit(client, held).location
    empty = app.test_client().get(f"{HERE}/register").text
    key = read(client.get(f"{address}/receipt.json").data).signature.key
    with database.writing() as session:
        sealed = seal(session, session.scalars(select(Consultation)).one()).sha256

    shown = app.test_client().get(f"{HERE}/register").text

    assert "None yet" in empty
    assert sealed in shown.replace(" ", "")
    assert key in shown


def ask(terminal: Terminal, *arguments: str) -> Result:
    result = CliRunner().invoke(receipt, [*arguments], obj=terminal)
    terminal.database.engine.dispose()
    return result


@pytest.fixture
def terminal(app: Flask, database: Database) -> Terminal:
    """A terminal of the deployment that the browser sees."""
    url = database.url.render_as_string(hide_password=False)
    folder: Path = app.extensions["portal.settings"].data_dir
    return Terminal(database_url=url, data_dir=folder, url="http://127.0.0.1:8000")


def test_a_terminal_confirms_a_receipt_and_names_what_is_wrong(
    client: FlaskClient, held: str, terminal: Terminal, tmp_path: Path
) -> None:
    address = submit(client, held).location
    file, record = tmp_path / "receipt.json", tmp_path / "record.json"
    file.write_bytes(client.get(f"{address}/receipt.json").data)
    record.write_bytes(client.get(f"{address}/record.json").data)

    right = ask(terminal, "verify", str(file), "--record", str(record))
    record.write_bytes(record.read_bytes().replace(b"We agree", b"We differ"))
    other = ask(terminal, "verify", str(file), "--record", str(record), "--offline")
    file.write_bytes(file.read_bytes().replace(b'"version":1', b'"version":2'))
    forged = ask(terminal, "verify", str(file))
    none = ask(terminal, "verify", str(record))

    assert right.exit_code == 0, right.output
    assert "signature\tright" in right.stdout
    assert "register\tthere" in right.stdout
    assert (other.exit_code, "record\tother" in other.stdout) == (1, True)
    assert (forged.exit_code, "signature\twrong" in forged.stdout) == (1, True)
    assert none.exit_code == 2


def test_a_receipt_stays_valid_when_the_key_was_changed_and_by_the_key_alone(
    client: FlaskClient, held: str, terminal: Terminal, tmp_path: Path
) -> None:
    address = submit(client, held).location
    file, key = tmp_path / "receipt.json", tmp_path / "key.pub"
    file.write_bytes(client.get(f"{address}/receipt.json").data)
    [held_key] = json.loads(ask(terminal, "keys", "--format", "json").stdout)
    key.write_bytes(bytes.fromhex(held_key["public"]))

    fresh = ask(terminal, "rotate").stdout.strip()
    listed = ask(terminal, "keys").stdout
    old = ask(terminal, "verify", str(file))
    alone = ask(terminal, "verify", str(file), "--offline", "--key", str(key))

    assert {fresh, held_key["key"]} == {each.split("\t")[0] for each in listed.splitlines()}
    assert read(client.get(f"{address}/receipt.json").data).signature.key == fresh
    assert (old.exit_code, alone.exit_code) == (0, 0)


def test_a_terminal_publishes_a_root(client: FlaskClient, held: str, terminal: Terminal) -> None:
    submit(client, held)

    made = ask(terminal, "root", SLUG)

    digest, size = made.stdout.split()
    assert (len(digest), size) == (64, "1")
    assert ask(terminal, "root", "nowhere").exit_code == 2


def test_a_half_filled_check_asks_for_what_lacks(client: FlaskClient, held: str) -> None:
    answered = press(client, "/en/verify")

    assert answered.status_code == 422
    assert "Enter the reference" in answered.text
    assert "Enter the fingerprint, or choose a file" in answered.text
    assert held

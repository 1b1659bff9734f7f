"""The doctor names what is not well, and what to do about it."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from portal.db import Database
from portal.doctor import (
    check_database,
    check_folder,
    check_fonts,
    check_guards,
    check_migrations,
    check_port,
    check_worker,
    examine,
    examine_before_start,
    sentence,
)
from portal.faces import FACES, faces_missing
from portal.terminal import Terminal
from portal.work import SILENCE


@pytest.fixture
def terminal(database: Database, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal that works with the test's own database and folder."""
    url = database.url.render_as_string(hide_password=False)
    made = Terminal(database_url=url, data_dir=tmp_path, url="http://127.0.0.1:8000")
    yield made
    made.database.engine.dispose()


def test_a_database_just_migrated_is_well(database: Database) -> None:
    findings = [check_database(database), check_migrations(database), check_guards(database)]

    assert all(finding.is_well for finding in findings), findings


def test_a_database_never_migrated_is_told(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")

    finding = check_migrations(empty)
    empty.engine.dispose()

    assert not finding.is_well
    assert "bin/portal database upgrade" in sentence(finding)


def test_a_guard_taken_away_is_told(database: Database) -> None:
    on = "" if database.is_sqlite else " ON version"
    with database.writing() as session:
        session.execute(text(f"DROP TRIGGER guard_version_delete{on}"))

    finding = check_guards(database)

    assert "guard_version_delete" in sentence(finding)


@pytest.mark.parametrize("scheme", ["sqlite:///", "postgresql+psycopg://nobody@/nothing?host="])
def test_a_database_that_does_not_answer_is_told(scheme: str, tmp_path: Path) -> None:
    finding = check_database(Database(f"{scheme}{tmp_path}"))

    assert not finding.is_well
    assert len(sentence(finding).splitlines()) == 1


def test_a_port_in_use_is_told_and_a_free_one_is_not() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        taken = check_port(port)
    free = check_port(port)

    assert not taken.is_well
    assert "--port" in taken.remedy
    assert free.is_well


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()

    assert check_folder(tmp_path / "new" / "var").is_well
    assert "PORTAL_DATA_DIR" in check_folder(in_the_way / "var").remedy


def test_a_worker_is_known_by_its_heartbeat(tmp_path: Path) -> None:
    heartbeat = tmp_path / "worker.heartbeat"

    never = check_worker(tmp_path)
    heartbeat.touch()
    alive = check_worker(tmp_path)
    long_ago = time.time() - SILENCE - 10
    os.utime(heartbeat, (long_ago, long_ago))
    silent = check_worker(tmp_path)

    assert [never.is_well, alive.is_well, silent.is_well] == [False, True, False]


@pytest.mark.pdf
def test_paper_is_set_in_the_faces_it_asks_for() -> None:
    assert check_fonts().is_well


@pytest.mark.pdf
def test_a_family_that_is_not_there_and_a_glyph_it_lacks_are_told() -> None:
    asked = {**FACES, "Noto Serif Nowhere": "words", "Noto Serif": "𨋢", "Noto Sans": "✈"}

    assert faces_missing(asked) == ["Noto Serif", "Noto Sans", "Noto Serif Nowhere"]


@pytest.mark.pdf
def test_the_findings_are_in_the_order_in_which_to_mend(terminal: Terminal) -> None:
    subjects = [finding.subject for finding in examine(terminal)]

    assert subjects == [
        "folder", "fonts", "catalogues", "database", "migrations", "guards", "worker"
    ]  # fmt: skip


@pytest.mark.pdf
def test_a_port_is_looked_at_whenever_one_is_named(terminal: Terminal) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        first, *rest = examine(terminal, int(other.getsockname()[1]))

    assert (first.subject, first.is_well) == ("port", False)
    assert "port" not in {finding.subject for finding in rest}


@pytest.mark.pdf
def test_a_start_looks_at_what_is_quick_first(terminal: Terminal) -> None:
    findings = examine_before_start(terminal, None)

    assert [finding.subject for finding in findings] == ["folder", "database", "fonts"]

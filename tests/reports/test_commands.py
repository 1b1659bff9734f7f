"""`report compile`: from the database or from a snapshot, with one of three exit codes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from portal.canonical import Json, sha256
from portal.db import Database
from portal.journal import JournalEntry
from portal.reports.commands import report
from portal.reports.models import ReportState
from portal.reports.queries import reports_of
from portal.reports.shelf import shelf_mark
from portal.reports.snapshot import write
from portal.terminal import Terminal
from tests.coding.makers import room
from tests.reports.makers import shipped
from tests.submissions.makers import SLUG


@pytest.fixture
def terminal(database: Database, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal over a database with the shipped consultation and one submission."""
    with database.writing() as session:
        room(session).lodged()
    opened = Terminal(
        database_url=database.url.render_as_string(hide_password=False),
        data_dir=tmp_path,
        url="http://127.0.0.1:8000",
    )
    yield opened
    opened.database.engine.dispose()


def compiled(terminal: Terminal, *words: str) -> Result:
    return CliRunner().invoke(report, ["compile", *words], obj=terminal)


@pytest.mark.pdf
def test_a_snapshot_kept_compiles_to_the_same_bytes_without_a_database(
    terminal: Terminal, tmp_path: Path
) -> None:
    first, again, kept = tmp_path / "1.pdf", tmp_path / "2.pdf", tmp_path / "s.json"
    nowhere = Terminal(database_url="sqlite:////nowhere/at.all", data_dir=tmp_path, url="")

    from_rows = compiled(terminal, SLUG, "--output", str(first), "--snapshot-out", str(kept))
    from_file = compiled(nowhere, "--from-snapshot", str(kept), "--output", str(again))

    assert (from_rows.exit_code, from_file.exit_code) == (0, 0)
    assert from_rows.stdout == f"{first}\n"
    assert first.read_bytes() == again.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.pdf
def test_editions_are_made_once_and_only_what_changed_again(
    terminal: Terminal, tmp_path: Path
) -> None:
    asked = ["editions", SLUG, "--folder", str(tmp_path / "reports")]

    first = CliRunner().invoke(report, asked, obj=terminal)
    files = [Path(line) for line in first.stdout.splitlines()]
    made = [file.stat().st_mtime_ns for file in files]
    files[0].write_bytes(b"torn")
    again = CliRunner().invoke(report, asked, obj=terminal)

    assert first.exit_code == again.exit_code == 0, first.stderr
    assert [file.name for file in files] == [
        f"{SLUG}-{edition}-{language}.pdf"
        for edition in ("public", "internal")
        for language in ("en", "zh-hant")
    ]
    assert [file.stat().st_mode & 0o777 for file in files] == [0o644, 0o644, 0o600, 0o600]
    assert again.stdout == first.stdout
    assert files[0].read_bytes().startswith(b"%PDF")
    assert [file.stat().st_mtime_ns for file in files[1:]] == made[1:]
    with terminal.database.reading() as session:
        shelved = reports_of(session, SLUG)
    assert [(one.state, one.asked_by_id) for one in shelved] == [(ReportState.DONE, None)] * 4
    kept = [shelf_mark(tmp_path, one.code) for one in reversed(shelved)]
    assert [file.read_bytes() for file in kept] == [file.read_bytes() for file in files]
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}

    files[0].write_bytes(b"%PDF of last week")
    left = CliRunner().invoke(report, [*asked, "--keep"], obj=terminal)

    assert left.stdout == first.stdout
    assert "Something has changed" in left.stderr
    assert files[0].read_bytes() == b"%PDF of last week"
    with terminal.database.reading() as session:
        assert len(reports_of(session, SLUG)) == len(shelved)


def journalled(database: Database) -> list[dict[str, Json]]:
    """What the journal says of exports, in order."""
    with database.reading() as session:
        entries = session.scalars(select(JournalEntry).order_by(JournalEntry.id))
        return [
            {"who": one.who, "subject": one.subject, **one.detail}
            for one in entries
            if one.act == "report.exported"
        ]


@pytest.mark.pdf
def test_what_is_confidential_leaves_a_trace_in_the_journal(
    terminal: Terminal, database: Database, tmp_path: Path
) -> None:
    kept, out = tmp_path / "s.json", str(tmp_path / "1.pdf")

    compiled(terminal, SLUG, "--output", out)
    silent = journalled(database)
    compiled(terminal, SLUG, "--output", out, "--edition", "internal", "--snapshot-out", str(kept))

    left = {"who": "command line", "subject": SLUG, "snapshot": sha256(kept.read_bytes())}
    assert silent == []
    assert journalled(database) == [
        {**left, "what": "snapshot"},
        {**left, "what": "internal", "language": "en"},
    ]


def test_nothing_confidential_is_written_that_cannot_be_journalled(
    terminal: Terminal, database: Database, tmp_path: Path
) -> None:
    with database.writing() as session:
        session.execute(text("DROP TABLE journal_entry"))
    kept, target = tmp_path / "s.json", tmp_path / "1.pdf"

    answer = compiled(terminal, SLUG, "--output", str(target), "--snapshot-out", str(kept))

    assert answer.exit_code == 2
    assert not kept.exists()
    assert not target.exists()


def test_a_snapshot_of_no_moment_is_refused_by_place(terminal: Terminal, tmp_path: Path) -> None:
    kept = tmp_path / "s.json"
    kept.write_bytes(write(replace(shipped(), as_at="yesterday")))

    answer = compiled(terminal, "--from-snapshot", str(kept), "--output", str(tmp_path / "1.pdf"))

    assert answer.exit_code == 2
    [sentence] = answer.stderr.strip().splitlines()
    assert sentence.startswith(f"{kept} is no snapshot that can be read: $.as_at: a moment")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Name either a consultation or a snapshot"),
        ((SLUG, "--from-snapshot", __file__), "Name either a consultation or a snapshot"),
        (("nothing",), "There is no consultation nothing"),
        ((SLUG, "--as-at", "yesterday"), "write the moment with its offset"),
        ((SLUG, "--as-at", "2026-03-09T09:14"), "write the moment with its offset"),
        ((SLUG, "--as-at", "2020-01-01T00:00+08:00"), "there was none at that moment"),
        (("--from-snapshot", __file__), "no snapshot that can be read"),
        ((SLUG, "--edition", "secret"), "'secret' is not one of"),
    ],
)
def test_what_cannot_be_compiled_is_refused_in_one_sentence(
    terminal: Terminal, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    target = tmp_path / "never.pdf"

    answer = compiled(terminal, *words, "--output", str(target))

    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert answer.stdout == ""
    assert not target.exists()

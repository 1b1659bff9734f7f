"""Samples fill a consultation once, with staff whose passwords are made then."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from portal.accounts.models import Staff
from portal.accounts.passwords import is_right
from portal.clock import now
from portal.coding.models import Coding
from portal.consultations.models import Consultation, Team
from portal.db import Database
from portal.samples import STAFF, sample
from portal.submissions.models import Submission
from portal.terminal import Terminal
from portal.themes.actions import load_codeframe
from tests.submissions.makers import SLUG, consultation, folder


@pytest.fixture
def terminal(database: Database, tmp_path: Path) -> Terminal:
    """A terminal of a deployment with the shipped consultation and its codeframe."""
    with database.writing() as session:
        load_codeframe(session, consultation(session), folder().codeframe, now=now())
    url = database.url.render_as_string(hide_password=False)
    return Terminal(database_url=url, data_dir=tmp_path, url="http://127.0.0.1:8000")


def run(terminal: Terminal, *arguments: str) -> Result:
    result = CliRunner().invoke(sample, arguments, obj=terminal)
    terminal.database.engine.dispose()
    return result


@pytest.mark.slow
def test_a_second_load_doubles_nothing_and_prints_only_names(
    terminal: Terminal, database: Database
) -> None:
    first = run(terminal, "load", SLUG)
    counts = _counts(database)
    second = run(terminal, "load", SLUG)

    assert (first.exit_code, second.exit_code) == (0, 0), first.stderr
    assert counts == _counts(database)
    assert all(count > 0 for count in counts)
    assert second.stdout.split() == list(STAFF)
    with database.reading() as session:
        assert session.scalars(select(Consultation.is_sample)).all() == [True]
        assert session.scalar(select(func.count()).select_from(Team)) == len(STAFF)


@pytest.mark.slow
def test_sign_ins_are_printed_once_and_kept_for_their_owner_alone(
    terminal: Terminal, database: Database
) -> None:
    printed = dict(each.split("\t") for each in run(terminal, "load", SLUG).stdout.splitlines())
    file = terminal.data_dir / "sign-ins.txt"

    assert list(printed) == list(STAFF)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert dict(each.split("\t") for each in file.read_text().splitlines()) == printed
    with database.reading() as session:
        for each in session.scalars(select(Staff)):
            assert is_right(each.password_hash, printed[each.name])


def test_an_unknown_consultation_is_one_plain_sentence(terminal: Terminal) -> None:
    result = run(terminal, "load", "no-such")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "No consultation is called no-such" in result.stderr


@pytest.mark.parametrize("lacking", ["submissions.jsonl", "codings.jsonl"])
def test_without_its_files_nothing_is_marked_and_nobody_joins(
    terminal: Terminal,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lacking: str,
) -> None:
    samples = tmp_path / SLUG / "samples"
    samples.mkdir(parents=True)
    for name in {"submissions.jsonl", "codings.jsonl"} - {lacking}:
        (samples / name).write_text("")
    monkeypatch.setattr("portal.samples.CONSULTATIONS", tmp_path)

    result = run(terminal, "load", SLUG)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{lacking}: No such file or directory." in result.stderr
    assert not (terminal.data_dir / "sign-ins.txt").exists()
    with database.reading() as session:
        assert session.scalars(select(Consultation.is_sample)).all() == [False]
        assert session.scalar(select(func.count()).select_from(Staff)) == 0


def test_made_up_submissions_go_to_a_file_or_to_standard_output(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "made.jsonl"

    printed = run(terminal, "generate", "--count", "3", "--seed", "7")
    kept = run(terminal, "generate", "--count", "3", "--seed", "7", "--output", str(file))

    assert (printed.exit_code, kept.exit_code) == (0, 0)
    assert printed.stdout == file.read_text("utf-8")
    assert printed.stdout.count("\n") == 3
    assert kept.stdout == ""


def _counts(database: Database) -> list[int]:
    with database.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Staff, Submission, Coding)
        ]

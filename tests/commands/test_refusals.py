"""A database that is none, or lacks its tables, is told in one sentence by every command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from portal.accounts.commands import staff
from portal.commands import Noun, Outcome
from portal.consultations.commands import consultation
from portal.db import Database
from portal.doctor import doctor
from portal.terminal import Terminal

ASKED = Noun(commands=(staff, consultation, doctor))
COMMANDS = ("consultation list", "doctor --before-start", "staff list")
NO_DATABASE: dict[str, Callable[[Path], object]] = {
    "torn": lambda path: path.write_bytes(b"nothing that SQLite ever wrote\n" * 200),
    "cut short": lambda path: path.write_bytes(b"SQLite format 3\0" + b"\x10\x00" * 2000),
    "an empty folder": lambda path: path.mkdir(),
}


@pytest.fixture
def bare(database: Database) -> Database:
    """A database without a single table."""
    with database.writing() as session:
        if not database.is_sqlite:
            session.execute(text("DROP SCHEMA public CASCADE"))
            session.execute(text("CREATE SCHEMA public"))
    if not database.is_sqlite:
        return database
    return Database(f"{database.url.render_as_string()}.bare")


def ask(folder: Path, url: str, command: str) -> Result:
    """Ask a deployment that stands on the database at this address."""
    terminal = Terminal(database_url=url, data_dir=folder / "var", url="http://127.0.0.1:8000")
    result = CliRunner().invoke(ASKED, command.split(), obj=terminal)
    terminal.database.engine.dispose()
    return result


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", NO_DATABASE)
def test_what_is_no_database_is_told_in_one_sentence(
    kind: str, command: str, tmp_path: Path
) -> None:
    NO_DATABASE[kind](tmp_path / "none.sqlite3")

    said = ask(tmp_path, f"sqlite:///{tmp_path}/none.sqlite3", command)

    assert said.exit_code == Outcome.NOTHING_DONE
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert "PORTAL_DATABASE_URL" in said.stderr
    assert str(tmp_path) not in said.stderr


@pytest.mark.parametrize("command", ["consultation list", "staff list"])
def test_tables_that_are_not_there_are_told_with_what_makes_them(
    bare: Database, command: str, tmp_path: Path
) -> None:
    url = bare.url.render_as_string(hide_password=False)

    said = ask(tmp_path, url, command)

    assert said.exit_code == Outcome.NOTHING_DONE
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert said.stderr.startswith("The database is not as this code knows it (")
    assert "bin/portal database upgrade" in said.stderr


def test_the_doctor_goes_on_past_a_torn_database(tmp_path: Path) -> None:
    NO_DATABASE["torn"](tmp_path / "none.sqlite3")

    said = ask(tmp_path, f"sqlite:///{tmp_path}/none.sqlite3", "doctor")

    assert said.exit_code == Outcome.NOTHING_DONE
    assert "mend\tdatabase\t" in said.stdout
    assert "mend\tworker\t" in said.stdout

"""What a deployment needs to be well: each thing looked at, and what to do where it is not."""

import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from portal.commands import Outcome, OutputFormat, Refusal, finish, format_option, show
from portal.db import Base, Database
from portal.db.refusals import refused
from portal.faces import PACKAGES, faces_missing
from portal.guards import missing_guards
from portal.language.collecting import stale_catalogues
from portal.migrating import configured
from portal.terminal import Terminal
from portal.work import HEARTBEAT, SILENCE, last_sign

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do about it ("" where it is well)."""

    subject: str
    found: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs doing."""
        return not self.remedy


def check_port(port: int) -> Finding:
    """Look whether the portal could serve on a port of this machine."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as error:
            remedy = "stop what serves there, or choose another with --port"
            return Finding("port", f"{port} cannot be used ({error.strerror})", remedy)
    return Finding("port", f"{port} is free")


def check_folder(folder: Path) -> Finding:
    """Look whether files can be written in the data folder."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return Finding("folder", f"{folder} can be written")
    except OSError as error:
        remedy = "make it writable, or name another in PORTAL_DATA_DIR"
        return Finding("folder", f"{folder} cannot be written ({error.strerror})", remedy)


def check_fonts() -> Finding:
    """Look at the faces that a page is really set in."""
    missing = faces_missing()
    if missing:
        remedy = f"install them, on Debian with: apt-get install {PACKAGES}"
        return Finding("fonts", f"not to be had: {', '.join(missing)}", remedy)
    return Finding("fonts", "paper is set in the faces it asks for")


def check_catalogues() -> Finding:
    """Look whether the sentences in other languages are compiled as they stand."""
    stale = stale_catalogues()
    if stale:
        words = f"not compiled since the last change: {', '.join(str(file) for file in stale)}"
        return Finding("catalogues", words, "run bin/set-up")
    return Finding("catalogues", "compiled")


def check_database(database: Database) -> Finding:
    """Look whether the database answers, and can tell what tables it has."""
    try:
        with database.reading() as session:
            inspect(session.connection()).get_table_names()
    except DBAPIError as error:
        remedy = "start it, or mend PORTAL_DATABASE_URL"
        return Finding("database", f"no answer ({refused(error)})", remedy)
    return Finding("database", f"{database.url.get_backend_name()} answers")


def check_migrations(database: Database) -> Finding:
    """Look whether the tables are those that this code knows."""
    newest = ScriptDirectory.from_config(configured(database)).get_current_head()
    with database.reading() as session:
        standing = MigrationContext.configure(session.connection()).get_current_revision()
    if standing != newest:
        words = f"the database stands at {standing or 'nothing'}, the code at {newest}"
        return Finding("migrations", words, "run bin/portal database upgrade")
    return Finding("migrations", f"at the newest, {newest}")


def check_guards(database: Database) -> Finding:
    """Look whether every row that must not change is held by its guard."""
    with database.reading() as session:
        missing = missing_guards(session.connection(), Base.metadata)
    if missing:
        remedy = "run bin/portal database upgrade, and find out who removed them"
        return Finding("guards", f"missing, weakened or switched off: {', '.join(missing)}", remedy)
    return Finding("guards", "all standing")


def check_worker(data_dir: Path) -> Finding:
    """Look when the background worker last gave a sign of life."""
    age = last_sign(data_dir / HEARTBEAT)
    if age is None:
        return Finding("worker", "has never run here", "start it with bin/run")
    if age > SILENCE:
        return Finding("worker", f"last seen {age:.0f} seconds ago", "start it again with bin/run")
    return Finding("worker", f"seen {age:.0f} seconds ago")


def examine(terminal: Terminal, port: int | None = None) -> Iterator[Finding]:
    """Look at everything a running deployment needs, in the order in which to mend it.

    A port is looked at only where one is named: a portal that runs holds its own.
    """
    if port is not None:
        yield check_port(port)
    yield check_folder(terminal.data_dir)
    yield check_fonts()
    yield check_catalogues()
    reached = check_database(terminal.database)
    yield reached
    if reached.is_well:
        yield check_migrations(terminal.database)
        yield check_guards(terminal.database)
    yield check_worker(terminal.data_dir)


def examine_before_start(terminal: Terminal, port: int | None) -> Iterator[Finding]:
    """Look at what would stop a start half-way: port (unless None), folder, database, fonts."""
    if port is not None:
        yield check_port(port)
    yield check_folder(terminal.data_dir)
    yield check_database(terminal.database)
    yield check_fonts()


@click.command()
@click.option(
    "--before-start", is_flag=True, help="Look only at what a start needs; say one fault."
)
@click.option("--port", type=int, help="Look also whether this port is free to serve on.")
@format_option
@click.pass_obj
def doctor(
    terminal: Terminal, *, before_start: bool, port: int | None, output_format: OutputFormat
) -> None:
    """Look at fonts, database, migrations, guards, folders and worker; say what to do."""
    if before_start:
        for finding in examine_before_start(terminal, port):
            if not finding.is_well:
                raise Refusal(sentence(finding))
        return
    findings = list(examine(terminal, port))
    show((row(finding) for finding in findings), output_format)
    is_well = all(finding.is_well for finding in findings)
    finish(Outcome.DONE if is_well else Outcome.NOTHING_DONE)


def sentence(finding: Finding) -> str:
    """Say in one sentence what is wrong and what to do."""
    subject, found = finding.subject.capitalize(), finding.found.rstrip(".")
    return f"{subject}: {found}; {finding.remedy}."


def row(finding: Finding) -> dict[str, str]:
    """Lay a finding out as a line of results."""
    return {
        "state": "well" if finding.is_well else "mend",
        "subject": finding.subject,
        "found": finding.found,
        "remedy": finding.remedy,
    }

"""How long an import of submissions takes, beside the least that any import would have to do."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import click
from sqlalchemy import insert, select

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import show, timed
from portal.canonical import fingerprint
from portal.clock import now
from portal.consultations.actions import load
from portal.consultations.disk import read_folder
from portal.db import Base, Database
from portal.migrating import upgrade
from portal.submissions.generating import write_generated
from portal.submissions.importing import import_submissions
from portal.submissions.jsonl import Tally, Watch

FOLDER: Final = Path(__file__).resolve().parents[1] / "consultations" / "e-trade-documents"
# What an import fills, in an order in which each row finds what it refers to.
TABLES: Final = (
    *("submission", "version", "record", "text", "answer", "respondent", "consent"),
    *("restriction", "contact", "journal_entry"),
)
RECEIVED: Final = "submission.receive"


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder with the file to import and a database that only knows the consultation."""

    file: Path
    empty: Path
    numbers: Iterator[int]

    @contextmanager
    def fresh(self) -> Iterator[Database]:
        """Open a fresh copy of the database."""
        copy = self.empty.with_name(f"copy-{next(self.numbers)}.sqlite3")
        shutil.copy(self.empty, copy)
        database = Database(f"sqlite:///{copy}")
        yield database
        database.engine.dispose()


def set_up(folder: Path, lines: int, seed: int) -> Bench:
    """Make up the file, and load the consultation into a database."""
    bench = Bench(folder / "lines.jsonl", folder / "empty.sqlite3", count(1))
    with bench.file.open("w", encoding="utf-8") as stream:
        write_generated(stream, FOLDER, count=lines, seed=seed)
    database = Database(f"sqlite:///{bench.empty}")
    upgrade(database)
    with database.writing() as session:
        load(session, read_folder(FOLDER), now=now())
    database.engine.dispose()
    return bench


def imported(database: Database, file: Path) -> Tally:
    """Import the file as the command does."""
    watch = Watch(lambda _refused: None, lambda _steps: None)
    return import_submissions(database, file, FOLDER.name, now=now(), watch=watch, who="benchmark")


def rows_of(database: Database) -> dict[str, list[dict[str, object]]]:
    """Read every row an import made, by table."""
    with database.reading() as session:
        return {
            name: [
                dict(row)
                for row in session.execute(select(table)).mappings()
                if row.get("act", RECEIVED) == RECEIVED
            ]
            for name in TABLES
            for table in [Base.metadata.tables[name]]
        }


def insert_bare(bench: Bench, rows: dict[str, list[dict[str, object]]]) -> None:
    """Insert the same rows into a fresh database, in one transaction and one go a table."""
    with bench.fresh() as database, database.writing() as session:
        for name, listed in rows.items():
            if listed:
                session.execute(insert(Base.metadata.tables[name]), listed)


def import_fresh(bench: Bench) -> None:
    """Import the file into a fresh database."""
    with bench.fresh() as database:
        imported(database, bench.file)


def read_bare(file: Path) -> None:
    """Read each line with json, and sum its canonical form."""
    with file.open("rb") as stream:
        for line in stream:
            fingerprint(json.loads(line))


@click.command()
@click.option("--lines", type=click.IntRange(min=1), default=2000, help="How many submissions.")
@click.option("--seed", default=7, help="The same seed gives the same lines.")
@click.option("--rounds", type=click.IntRange(min=1), default=3, help="The least counts.")
def main(lines: int, seed: int, rounds: int) -> None:
    """Import made-up submissions into SQLite, in turn with what is the least to be done."""
    with tempfile.TemporaryDirectory() as folder:
        bench = set_up(Path(folder), lines, seed)
        with bench.fresh() as database:
            imported(database, bench.file)
            rows = rows_of(database)
            seconds = timed(
                {
                    "submissions import": lambda: import_fresh(bench),
                    "the same file again": lambda: imported(database, bench.file),
                    "the same rows by a bare executemany": lambda: insert_bare(bench, rows),
                    "json and SHA-256 of the same lines": lambda: read_bare(bench.file),
                },
                rounds=rounds,
            )
    click.echo(f"{lines} lines, {sum(map(len, rows.values()))} rows")
    show(seconds, lines)


if __name__ == "__main__":
    main()

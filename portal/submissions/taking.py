"""Taking in a file at a terminal: how far it is, what was refused, and the exit code it earns."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final, Protocol, TextIO

import click

from portal.commands import (
    Outcome,
    OutputFormat,
    Refusal,
    finish,
    format_option,
    progress,
    say,
    show,
)
from portal.consultations.queries import consultation_named
from portal.db import Database
from portal.errors import NotFoundError
from portal.submissions.jsonl import Refused, Tally, Watch, count_lines
from portal.terminal import Terminal

MOST_SAID: Final = 20


class Importer(Protocol):
    """What takes in the lines of a file that answer a consultation."""

    def __call__(self, database: Database, file: Path, slug: str, /, *, watch: Watch) -> Tally:
        """Take in each line that can be taken; the same file twice changes nothing."""


def what_to_take(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the words that every import takes: FILE and its options."""
    words = (
        click.argument("file", type=click.Path(path_type=Path)),
        click.option("--consultation", "slug", required=True, help="The consultation it is for."),
        click.option(
            "--report",
            type=click.Path(path_type=Path),
            help="Where to write each refused line's number and faults, as JSON lines.",
        ),
        format_option,
        click.pass_obj,
    )
    for word in reversed(words):
        command = word(command)
    return command


def take_in(
    terminal: Terminal, importer: Importer, file: Path, slug: str, *, report: Path | None = None
) -> Tally:
    """Take in a file, telling standard error how far it is and what was refused.

    Raises Refusal for a consultation nobody loaded, and OSError for a file that cannot be read.
    """
    consultation_known(terminal, slug)
    with _reporting(report) as told, progress(file.name, count_lines(file)) as advance:
        tally = importer(terminal.database, file, slug, watch=Watch(told, advance))
    if told.count > MOST_SAID:
        say(f"… and {told.count - MOST_SAID} more lines were refused.")
    say(f"{file}: {tally.taken} taken, {tally.unchanged} known already, {tally.refused} refused.")
    return tally


def consultation_known(terminal: Terminal, slug: str) -> None:
    """Raise Refusal, with one plain sentence, for a consultation that nobody loaded."""
    with terminal.database.reading() as session:
        try:
            consultation_named(session, slug)
        except NotFoundError as error:
            sentence = f"No consultation is called {slug}: see bin/portal consultation list."
            raise Refusal(sentence) from error


def outcome_of(tally: Tally) -> Outcome:
    """Tell the exit code an import earns."""
    if not tally.refused:
        return Outcome.DONE
    return Outcome.SOME_REFUSED if tally.taken + tally.unchanged else Outcome.NOTHING_DONE


def end(tally: Tally, output_format: OutputFormat) -> None:
    """Write how many lines became what, and end the command with the exit code they earn."""
    show([asdict(tally)], output_format)
    finish(outcome_of(tally))


def printable(words: str) -> str:
    """Put a mark for whatever a terminal would obey rather than show."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words
    )


class _Telling:
    """Tells of each refused line: the first few at the terminal, all of them in the report."""

    def __init__(self, report: TextIO | None) -> None:
        """Begin with no line refused."""
        self.report = report
        self.count = 0

    def __call__(self, refused: Refused) -> None:
        """Tell of one line."""
        self.count += 1
        if self.count <= MOST_SAID:
            said = "; ".join(str(fault) for fault in refused.faults)
            name = f" ({refused.external_id})" if refused.external_id else ""
            say(printable(f"line {refused.line}{name}: {said}"))
        if self.report is not None:
            self.report.write(json.dumps(asdict(refused)) + "\n")


@contextmanager
def _reporting(report: Path | None) -> Iterator[_Telling]:
    """Give what tells of refused lines, and close the report it writes, if one is asked for."""
    if report is None:
        yield _Telling(None)
        return
    with report.open("w", encoding="utf-8") as file:
        yield _Telling(file)

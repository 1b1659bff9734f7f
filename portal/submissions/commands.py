"""What a terminal may ask about submissions: import a file of them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from portal.clock import now
from portal.commands import (
    Noun,
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
from portal.errors import NotFoundError
from portal.submissions.importing import Refused, Tally, Watch, count_lines, import_submissions
from portal.terminal import Terminal

MOST_SAID = 20
WHO = "command line"


@click.group(cls=Noun)
def submissions() -> None:
    """Look after submissions."""


@submissions.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--consultation", "slug", required=True, help="The consultation they answer.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="Where to write each refused line's number and faults, as JSON lines.",
)
@format_option
@click.pass_obj
def import_command(
    terminal: Terminal, file: Path, slug: str, report: Path | None, output_format: OutputFormat
) -> None:
    """Take in FILE, a submission on each line; the same file twice changes nothing."""
    tally = imported(terminal, file, slug, report=report)
    show([asdict(tally)], output_format)
    finish(outcome_of(tally))


def imported(terminal: Terminal, file: Path, slug: str, *, report: Path | None = None) -> Tally:
    """Take in a file of submissions, telling standard error how far it is and what was refused.

    Raises Refusal for a consultation nobody loaded, and OSError for a file that cannot be read.
    """
    consultation_known(terminal, slug)
    with reporting(report) as told, progress(file.name, count_lines(file)) as advance:
        tally = import_submissions(
            terminal.database, file, slug, now=now(), watch=Watch(told, advance), who=WHO
        )
    if told.count > MOST_SAID:
        say(f"… and {told.count - MOST_SAID} more lines were refused.")
    say(
        f"{file}: {tally.received} received, {tally.unchanged} known already, "
        f"{tally.refused} refused."
    )
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
    taken = tally.received + tally.unchanged
    return Outcome.SOME_REFUSED if taken else Outcome.NOTHING_DONE


def printable(words: str) -> str:
    """Put a mark for whatever a terminal would obey rather than show."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words
    )


class Telling:
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
def reporting(report: Path | None) -> Iterator[Telling]:
    """Give what tells of refused lines, and close the report it writes, if one is asked for."""
    if report is None:
        yield Telling(None)
        return
    with report.open("w", encoding="utf-8") as file:
        yield Telling(file)

"""What a terminal may ask about codings: import a file of codings, positions and clearances."""

from dataclasses import asdict
from pathlib import Path

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
from portal.conclusions.importing import Tally, import_codings
from portal.errors import NotFoundError
from portal.submissions.commands import MOST_SAID, reporting
from portal.submissions.importing import Watch, count_lines
from portal.terminal import Terminal


@click.group(cls=Noun)
def codings() -> None:
    """Look after codings."""


@codings.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--consultation", "slug", required=True, help="The consultation they belong to.")
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
    """Take in FILE, a coding, position or clearance a line; the same file twice changes nothing."""
    tally = imported(terminal, file, slug, report=report)
    show([asdict(tally)], output_format)
    finish(outcome_of(tally))


def imported(terminal: Terminal, file: Path, slug: str, *, report: Path | None = None) -> Tally:
    """Take in a file of codings, telling standard error how far it is and what was refused."""
    with reporting(report) as told, progress(file.name, count_lines(file)) as advance:
        watch = Watch(told, advance)
        try:
            tally = import_codings(terminal.database, file, slug, now=now(), watch=watch)
        except NotFoundError as error:
            sentence = f"There is no consultation {slug}: see bin/portal consultation list."
            raise Refusal(sentence) from error
    if told.count > MOST_SAID:
        say(f"… and {told.count - MOST_SAID} more lines were refused.")
    say(f"{file}: {tally.taken} taken, {tally.unchanged} known already, {tally.refused} refused.")
    return tally


def outcome_of(tally: Tally) -> Outcome:
    """Tell the exit code an import earns."""
    if not tally.refused:
        return Outcome.DONE
    return Outcome.SOME_REFUSED if tally.taken + tally.unchanged else Outcome.NOTHING_DONE

"""What all commands share: talk on standard error, results on standard output, three exit codes."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum, StrEnum

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from sqlalchemy.exc import DBAPIError

from portal.db.refusals import cannot_be_used, lacks_tables, refused
from portal.errors import PortalError

REFUSALS = (click.UsageError, PortalError, DBAPIError, OSError)
_ONE_LINE = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


class Outcome(IntEnum):
    """How a command ends: the exit code it gives."""

    DONE = 0
    SOME_REFUSED = 1
    NOTHING_DONE = 2


class OutputFormat(StrEnum):
    """How results are written: tab-separated lines for scripts, or one JSON list."""

    PLAIN = "plain"
    JSON = "json"


class Refusal(click.ClickException):
    """Why a command did nothing, in one plain sentence; exit code 2."""

    exit_code = Outcome.NOTHING_DONE

    def show(self, file: object = None) -> None:  # noqa: ARG002 (click's own signature)
        """Say the sentence, and nothing else, on standard error."""
        say(self.format_message())


class Noun(click.Group):
    """The commands about one thing (`bin/portal report …`); what they refuse is said plainly."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, turning what the portal refuses into one sentence and exit code 2."""
        try:
            return super().invoke(ctx)
        except REFUSALS as error:
            raise Refusal(plainly(error)) from error


format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice([each.value for each in OutputFormat]),
    default=OutputFormat.PLAIN.value,
    callback=lambda _ctx, _option, value: OutputFormat(value),
    help="How results are written; plain is tab-separated.",
)


def say(sentence: str) -> None:
    """Talk to whoever is at the terminal; scripts that read standard output never see it."""
    click.echo(sentence, err=True)


def show(rows: Iterable[Mapping[str, object]], output_format: OutputFormat) -> None:
    """Write results: one tab-separated line each (its values, in order), or one JSON list."""
    if output_format is OutputFormat.JSON:
        click.echo(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("\t".join(_on_one_line(value) for value in row.values()))


def finish(outcome: Outcome) -> None:
    """End the command with its exit code. Raises click's Exit unless everything was done."""
    if outcome is not Outcome.DONE:
        raise click.exceptions.Exit(outcome)


@contextmanager
def progress(doing: str, total: float | None = None) -> Iterator[Callable[[float], None]]:
    """Show on standard error how far a long piece of work is.

    Gives a function to call with the number of steps just done; `total` is how many there are,
    None where nobody knows.
    """
    with _bars() as shown:
        task = shown.add_task(doing, total=total)

        def advance(steps: float = 1) -> None:
            shown.advance(task, steps)

        yield advance


@contextmanager
def percentages() -> Iterator[Callable[[str, int], None]]:
    """Show on standard error how far each of several pieces of work is, a bar each.

    Gives a function to call, from any thread, with a work's name and its per cent done.
    """
    with _bars() as shown:
        tasks: dict[str, TaskID] = {}

        def tell(doing: str, percent: int) -> None:
            if doing not in tasks:
                tasks[doing] = shown.add_task(doing, total=100)
            shown.update(tasks[doing], completed=percent)

        yield tell


def _bars() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), console=Console(file=sys.stderr))


def plainly(error: Exception) -> str:
    """Say in one sentence why a command did nothing; a database's address is never told."""
    match error:
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else "bin/portal"
            return f"{error.format_message()} (See {path} --help.)"
        case DBAPIError():
            return _of_database(error)
        case OSError():
            return f"{error.filename or 'A file'}: {error.strerror or error}."
    return str(error)


def _of_database(error: DBAPIError) -> str:
    said = refused(error)
    if lacks_tables(error):
        return (
            f"The database is not as this code knows it ({said}): run bin/portal database upgrade."
        )
    if cannot_be_used(error):
        return f"The database cannot be used ({said}): see that PORTAL_DATABASE_URL is right."
    return f"The database refuses this ({said}): look at it with bin/portal doctor."


def _on_one_line(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).translate(_ONE_LINE)

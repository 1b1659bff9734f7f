"""What a terminal may ask about codings: import a file of codings, positions and clearances."""

from functools import partial
from pathlib import Path

import click

from portal.clock import now
from portal.commands import Noun, OutputFormat
from portal.conclusions.importing import import_codings
from portal.submissions.jsonl import Tally
from portal.submissions.taking import end, take_in, what_to_take
from portal.terminal import Terminal


@click.group(cls=Noun)
def codings() -> None:
    """Look after codings."""


@codings.command("import")
@what_to_take
def import_command(
    terminal: Terminal, file: Path, slug: str, report: Path | None, output_format: OutputFormat
) -> None:
    """Take in FILE, a coding, position or clearance a line; the same file twice changes nothing."""
    end(imported(terminal, file, slug, report=report), output_format)


def imported(terminal: Terminal, file: Path, slug: str, *, report: Path | None = None) -> Tally:
    """Take in a file of codings. Raises Refusal and OSError."""
    return take_in(terminal, partial(import_codings, now=now()), file, slug, report=report)

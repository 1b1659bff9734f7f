"""What a terminal may ask about submissions: import a file of them."""

from functools import partial
from pathlib import Path

import click

from portal.clock import now
from portal.commands import Noun, OutputFormat
from portal.submissions.importing import import_submissions
from portal.submissions.jsonl import Tally
from portal.submissions.taking import end, take_in, what_to_take
from portal.terminal import Terminal

WHO = "command line"


@click.group(cls=Noun)
def submissions() -> None:
    """Look after submissions."""


@submissions.command("import")
@what_to_take
def import_command(
    terminal: Terminal, file: Path, slug: str, report: Path | None, output_format: OutputFormat
) -> None:
    """Take in FILE, a submission on each line; the same file twice changes nothing."""
    end(imported(terminal, file, slug, report=report), output_format)


def imported(terminal: Terminal, file: Path, slug: str, *, report: Path | None = None) -> Tally:
    """Take in a file of submissions. Raises Refusal and OSError."""
    return take_in(
        terminal, partial(import_submissions, now=now(), who=WHO), file, slug, report=report
    )

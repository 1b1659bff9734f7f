"""The command line: `bin/portal NOUN VERB`, gathered from every room."""

import shlex
import sys

import click

from config import Settings, SettingsError
from portal.accounts.commands import staff
from portal.commands import Noun, Refusal, say
from portal.conclusions.commands import codings
from portal.doctor import doctor
from portal.loading import consultation
from portal.migrating import migrating
from portal.receipts.commands import receipt
from portal.reports.commands import report
from portal.samples import sample
from portal.submissions.commands import submissions
from portal.terminal import Terminal
from portal.worker import worker


@click.group(cls=Noun)
@click.pass_context
def portal(context: click.Context) -> None:
    """Run the portal's affairs from a terminal."""
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        raise Refusal(str(error)) from error
    context.obj = Terminal(
        database_url=settings.database_url,
        data_dir=settings.data_dir,
        url=settings.url,
        mail_url=settings.mail_url,
        scanner=settings.scanner,
        secret_key=settings.secret_key,
    )


for command in (
    consultation,
    submissions,
    codings,
    sample,
    receipt,
    report,
    staff,
    migrating,
    worker,
    doctor,
):
    portal.add_command(command)


@portal.command("batch")
@click.pass_context
def batch(context: click.Context) -> None:
    """Carry out the commands on standard input, one a line; stop at the first that fails."""
    for line in sys.stdin:
        code = portal.main(shlex.split(line), prog_name="portal", standalone_mode=False)
        if code:
            say(f"Stopped after: {line.strip()}")
            context.exit(code)


if __name__ == "__main__":
    portal(prog_name="portal")

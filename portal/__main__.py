"""The command line: `bin/portal NOUN VERB`, gathered from every room."""

import click

from config import Settings, SettingsError
from portal.accounts.commands import staff
from portal.commands import Noun, Refusal
from portal.conclusions.commands import codings
from portal.doctor import doctor
from portal.loading import consultation
from portal.migrating import migrating
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
        database_url=settings.database_url, data_dir=settings.data_dir, url=settings.url
    )


for command in (
    consultation,
    submissions,
    codings,
    sample,
    report,
    staff,
    migrating,
    worker,
    doctor,
):
    portal.add_command(command)

if __name__ == "__main__":
    portal(prog_name="portal")

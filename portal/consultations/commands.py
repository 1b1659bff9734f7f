"""What a terminal may ask about consultations: which there are."""

import click

from portal.clock import HONG_KONG, now
from portal.commands import Noun, OutputFormat, format_option, show
from portal.consultations.queries import consultations_listed
from portal.language import spoken, words
from portal.terminal import Terminal


@click.group(cls=Noun)
def consultation() -> None:
    """Look after consultations."""


@consultation.command("list")
@format_option
@click.pass_obj
def list_command(terminal: Terminal, output_format: OutputFormat) -> None:
    """List consultations: slug, state, opens, closes, title."""
    with terminal.database.reading() as session:
        listed = consultations_listed(session, now=now())
    rows = [
        {
            "slug": each.slug,
            "state": each.state.value,
            "opens": each.opens_at.astimezone(HONG_KONG).isoformat(),
            "closes": each.closes_at.astimezone(HONG_KONG).isoformat(),
            "title": words(each.front.title, spoken()),
        }
        for each in listed
    ]
    show(rows, output_format)

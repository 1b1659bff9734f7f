"""What a terminal may ask about consultations: load a folder, list what is there."""

from pathlib import Path

import click

from portal.clock import HONG_KONG, now
from portal.commands import Noun, Outcome, OutputFormat, Refusal, finish, format_option, say, show
from portal.consultations.actions import Loaded, load
from portal.consultations.disk import inspect_folder
from portal.consultations.faults import Fault
from portal.consultations.paper import State
from portal.consultations.queries import consultations_listed
from portal.language import spoken, words
from portal.terminal import Terminal


@click.group(cls=Noun)
def consultation() -> None:
    """Look after consultations."""


@consultation.command("load")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def load_command(terminal: Terminal, folder: Path) -> None:
    """Check FOLDER whole and tell every fault with its place; load it if there is none."""
    read, faults = inspect_folder(folder)
    if faults:
        _refuse(folder, faults)
    at = now()
    with terminal.database.writing() as session:
        loaded = load(session, read, now=at)
        state = loaded.consultation.state(at)
    _tell(loaded, state)
    finish(Outcome.DONE)


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


def _refuse(folder: Path, faults: list[Fault]) -> None:
    for fault in faults:
        say(str(fault))
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    sentence = f"{folder}: {count}; nothing was loaded."
    raise Refusal(sentence)


def _tell(loaded: Loaded, state: State) -> None:
    slug, number = loaded.consultation.slug, loaded.revision.number
    if not loaded.changes:
        say(f"{slug}: revision {number} is in force already; nothing has changed.")
    elif loaded.is_new:
        say(f"{slug}: loaded as revision {number}.")
    else:
        while_open = ", while the consultation is open" if state is State.OPEN else ""
        say(f"{slug}: revision {number} is in force now{while_open}. What changed:")
        for change in loaded.changes:
            say(f"  {change}")
    blanks = len(loaded.folder.blanks)
    if blanks and loaded.changes:
        say(f"{blanks} texts still have words in [brackets] for an official to fill in.")

"""Loading a consultation folder: the paper, and the codeframe its answers are read under."""

from collections.abc import Sequence
from pathlib import Path

import click

from portal.clock import now
from portal.commands import Outcome, Refusal, finish, say
from portal.consultations.actions import Loaded, load
from portal.consultations.commands import consultation
from portal.consultations.disk import inspect_folder
from portal.consultations.faults import Fault
from portal.consultations.paper import State
from portal.terminal import Terminal
from portal.themes.actions import Loaded as CodeframeLoaded
from portal.themes.actions import load_codeframe

__all__ = ["consultation"]


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
        framed = load_codeframe(session, loaded.consultation, read.codeframe, now=at)
        state = loaded.consultation.state(at)
    _tell(loaded, state)
    _tell_codeframe(loaded.consultation.slug, framed)
    finish(Outcome.DONE)


def _refuse(folder: Path, faults: Sequence[Fault]) -> None:
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


def _tell_codeframe(slug: str, framed: CodeframeLoaded) -> None:
    if framed.is_new:
        say(f"{slug}: its codeframe is published as version {framed.version}.")
    elif framed.differences:
        say(f"{slug}: the folder's codeframe differs from the one in use, which stands:")
        for difference in framed.differences:
            say(f"  {difference.code}: {difference.what}")

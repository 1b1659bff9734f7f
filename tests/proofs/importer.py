"""An import in a process of its own: it tells its peak of memory, or is killed in the middle."""

import json
import os
import signal
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, event

from portal.submissions import jsonl
from portal.submissions.commands import imported
from portal.terminal import Terminal
from tests.submissions.makers import SLUG

STATUS: Final = Path("/proc/self/status")
PEAK: Final = "VmHWM:"


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is to import, how many lines a transaction takes, and where it is killed.

    `killed_at` is the insert before which the process is killed, 0 for none; one below 0 is
    counted the same, and kills after the insert.
    """

    terminal: Terminal
    file: Path
    batch: int = jsonl.BATCH
    killed_at: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit code, what became of lines, and its peak of memory in kB."""

    code: int | None
    taken: int = 0
    unchanged: int = 0
    refused: int = 0
    peak: int = 0


def run(order: Order, told: Path) -> Ended:
    """Carry an order out in a process of its own, which tells its end in a file."""
    apart = get_context("forkserver")
    apart.set_forkserver_preload([__name__])
    process = apart.Process(target=obey, args=(order, told))
    process.start()
    process.join()
    said = json.loads(told.read_text("utf-8")) if process.exitcode == 0 else {}
    return Ended(process.exitcode, **said)


def obey(order: Order, told: Path) -> None:
    """Import, and tell what became of the lines and how much memory was held at most."""
    jsonl.BATCH = order.batch  # type: ignore[misc]
    if order.killed_at:
        event.listen(Engine, *killing(order.killed_at))
    tally = imported(order.terminal, order.file, SLUG)
    held = next(each for each in STATUS.read_text().splitlines() if each.startswith(PEAK))
    told.write_text(json.dumps({**asdict(tally), "peak": int(held.split()[1])}), "utf-8")


def killing(which: int) -> tuple[str, Callable[..., None]]:
    """Give the event, and what then has the system kill this process at one of its inserts."""
    inserts = count(1)

    def look(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT") and next(inserts) == abs(which):
            os.kill(os.getpid(), signal.SIGKILL)

    return f"{'before' if which > 0 else 'after'}_cursor_execute", look

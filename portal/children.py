"""Child processes with limits: what may take too much, or break, is done by a program apart.

Run as a program, this file lays the limits on itself and then becomes the program it is told.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Timer

# The child's whole surroundings: one language, one time zone, one order of hashes, everywhere.
SURROUNDINGS = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PATH": "/usr/bin:/bin"}
_ALONE = ("-P", "-B", "-W", "ignore")


class ChildError(RuntimeError):
    """A child failed or exceeded its limits; `reason` says which, in a few words."""

    def __init__(self, reason: str = "it took too long") -> None:
        """Say why."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds of processor time, bytes of memory, bytes of output."""

    seconds: int = 900
    memory: int = 6 << 30
    output: int = 512 << 20


@dataclass(frozen=True, slots=True)
class Task:
    """A program to be run by a child in a folder of its own; the order goes to its input.

    `surroundings` are added to those that every child has.
    """

    program: Path
    order: bytes
    folder: Path
    limits: Limits
    surroundings: Mapping[str, str] = field(default_factory=dict)


def let_do(task: Task, hear: Callable[[bytes], None] = lambda _line: None) -> None:
    """Have a child do its task; `hear` is given each line that it writes.

    Raises ChildError if it fails, or takes more than its limits or twice their seconds.
    """
    complaints = task.folder / "complaints"
    with (
        complaints.open("wb") as stderr,
        subprocess.Popen(  # noqa: S603 (our own files, no shell)
            _command(task),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=task.folder,
            env={**SURROUNDINGS, "HOME": str(task.folder), **task.surroundings},
        ) as child,
        _ended_after(task.limits.seconds * 2, child) as overtime,
    ):
        _talk(child, task.order, hear)
    if overtime.is_set():
        raise ChildError
    if child.returncode:
        lines = complaints.read_text("utf-8", "replace").strip().splitlines()
        raise ChildError(lines[-1] if lines else f"it ended with {child.returncode}")


def _command(task: Task) -> list[str]:
    limits = task.limits
    figures = [str(most) for most in (limits.seconds, limits.memory, limits.output)]
    return [sys.executable, *_ALONE, str(Path(__file__).resolve()), *figures, str(task.program)]


@contextmanager
def _ended_after(seconds: float, child: subprocess.Popen[bytes]) -> Iterator[Event]:
    """Kill a child that works for longer; the event is set then."""
    overtime = Event()

    def end() -> None:
        overtime.set()
        child.kill()

    timer = Timer(seconds, end)
    timer.start()
    try:
        yield overtime
    finally:
        timer.cancel()


def _talk(child: subprocess.Popen[bytes], order: bytes, hear: Callable[[bytes], None]) -> None:
    if child.stdin is None or child.stdout is None:
        return
    with suppress(BrokenPipeError), child.stdin as order_book:
        order_book.write(order)
    for line in child.stdout:
        hear(line)
    child.wait()


def main(seconds: str, memory: str, output: str, program: str) -> None:
    """Lay the limits on this process, then become the program: it cannot raise them again."""
    for kind, most in (
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_FSIZE, int(output)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    os.execv(sys.executable, [sys.executable, *_ALONE, program])  # noqa: S606 (our own file)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The press: HTML to tagged PDF, sealed off from network and files, in a child process with limits.

This side only talks to the child (`child.py`), which alone knows WeasyPrint.
"""

import base64
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event, Timer

CHILD = Path(__file__).resolve().with_name("child.py")
# The child's whole surroundings: one language, one time zone, one order of hashes, everywhere.
_SURROUNDINGS = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PATH": "/usr/bin:/bin"}


class PressError(RuntimeError):
    """The press could not set a document: it took too much, or its content cannot be set."""

    def __init__(self, reason: str = "it took too long") -> None:
        """Say why."""
        super().__init__(f"The PDF could not be made: {reason}.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds of processor time, bytes of memory, bytes of output."""

    seconds: int = 900
    memory: int = 6 << 30
    output: int = 512 << 20


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF; ``at`` is its moment (ISO 8601), never the clock's."""

    name: str
    description: str
    content: bytes
    at: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with a document besides its words.

    ``quotations`` gives the BCP 47 language of each ``blockquote`` in turn; ``pictures`` maps
    addresses (``portal:…``) to SVG that style sheets may lay behind a page.
    """

    attachments: Sequence[Attachment] = ()
    quotations: Sequence[str] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)


def render(
    html: str,
    css: str | Sequence[str],
    *,
    beside: Beside = Beside(),
    limits: Limits = Limits(),
    tell: Callable[[int], None] = lambda _percent: None,
) -> bytes:
    """Set a document and give its PDF: tagged, the same bytes whenever and wherever it is set.

    Nothing is fetched: no address, no file, no data: URL, only the pictures beside it. ``tell``
    hears how many per cent are done, each time more. Raises PressError if the child fails or
    exceeds ``limits``.
    """
    order = {
        "html": html,
        "css": [css] if isinstance(css, str) else list(css),
        "quotations": list(beside.quotations),
        "pictures": dict(beside.pictures),
        "limits": asdict(limits),
        "attachments": [
            {**asdict(one), "content": base64.b64encode(one.content).decode("ascii")}
            for one in beside.attachments
        ],
    }
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        target = Path(folder) / "page.pdf"
        _ask(json.dumps({**order, "target": str(target)}), Path(folder), limits, tell)
        return target.read_bytes()


def _ask(order: str, folder: Path, limits: Limits, tell: Callable[[int], None]) -> None:
    complaints = folder / "complaints"
    with (
        complaints.open("wb") as stderr,
        subprocess.Popen(  # noqa: S603 (our own file, no shell)
            [sys.executable, "-P", "-B", "-W", "ignore", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=folder,
            env={**_SURROUNDINGS, "HOME": str(folder)},
        ) as child,
        _ended_after(limits.seconds * 2, child) as overtime,
    ):
        _talk(child, order.encode("utf-8", "surrogatepass"), tell)
    if overtime.is_set():
        raise PressError
    if child.returncode:
        lines = complaints.read_text("utf-8", "replace").strip().splitlines()
        raise PressError(lines[-1] if lines else f"the press ended with {child.returncode}")


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


def _talk(child: subprocess.Popen[bytes], order: bytes, tell: Callable[[int], None]) -> None:
    if child.stdin is None or child.stdout is None:
        return
    with suppress(BrokenPipeError), child.stdin as order_book:
        order_book.write(order)
    for line in child.stdout:
        tell(int(line))
    child.wait()

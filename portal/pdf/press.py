"""The press: HTML to tagged PDF, sealed off from network and files, in a child process with limits.

This side only talks to the child (`child.py`), which alone knows WeasyPrint.
"""

import base64
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

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


def render(
    html: str,
    css: str | Sequence[str],
    *,
    attachments: Sequence[Attachment] = (),
    quotations: Sequence[str] = (),
    limits: Limits = Limits(),
) -> bytes:
    """Set a document and give its PDF: tagged, the same bytes whenever and wherever it is set.

    ``quotations`` gives the BCP 47 language of each ``blockquote`` in turn. Nothing is fetched:
    no address, no file, no data: URL. Raises PressError if the child fails or exceeds ``limits``.
    """
    order = {
        "html": html,
        "css": [css] if isinstance(css, str) else list(css),
        "quotations": list(quotations),
        "limits": asdict(limits),
        "attachments": [
            {**asdict(one), "content": base64.b64encode(one.content).decode("ascii")}
            for one in attachments
        ],
    }
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        target = Path(folder) / "page.pdf"
        _ask(json.dumps({**order, "target": str(target)}), folder, limits)
        return target.read_bytes()


def _ask(order: str, folder: str, limits: Limits) -> None:
    try:
        answer = subprocess.run(  # noqa: S603 (our own file, no shell)
            [sys.executable, "-P", "-B", "-W", "ignore", str(CHILD)],
            input=order.encode("utf-8", "surrogatepass"),
            capture_output=True,
            cwd=folder,
            env={**_SURROUNDINGS, "HOME": folder},
            timeout=limits.seconds * 2,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PressError from error
    if answer.returncode:
        lines = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PressError(lines[-1] if lines else f"the press ended with {answer.returncode}")

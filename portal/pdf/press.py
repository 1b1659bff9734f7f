"""The press: HTML to tagged PDF, sealed off from network and files, in a child process with limits.

This side only talks to the child (`child.py`), which alone knows WeasyPrint.
"""

import base64
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from portal.children import ChildError, Limits, Task, let_do

USUAL = Limits()
CHILD = Path(__file__).resolve().with_name("child.py")


class PressError(RuntimeError):
    """The press could not set a document: it took too much, or its content cannot be set."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(f"The PDF could not be made: {reason}.")


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
    limits: Limits = USUAL,
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
        "attachments": [
            {**asdict(one), "content": base64.b64encode(one.content).decode("ascii")}
            for one in beside.attachments
        ],
    }
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        target = Path(folder) / "page.pdf"
        words = json.dumps({**order, "target": str(target)}).encode("utf-8", "surrogatepass")
        try:
            let_do(Task(CHILD, words, Path(folder), limits), lambda line: tell(int(line)))
        except ChildError as error:
            raise PressError(error.reason) from error
        return target.read_bytes()

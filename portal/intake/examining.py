"""The edge where files come in: named, measured, and looked through by a child with limits."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from portal.canonical import sha256
from portal.children import ChildError, Limits, Task, let_do
from portal.document.dangers import (
    REFUSALS,
    DamagedError,
    EmptyFileError,
    TooCostlyError,
    TooLargeError,
)
from portal.document.kinds import MEGABYTE, USUAL_SIZES, Kind, Sizes, named
from portal.document.readings import Reading, reading_of

CHILD: Final = Path(__file__).resolve().with_name("child.py")
ROOT: Final = CHILD.parents[2]
LIMITS: Final = Limits(seconds=15, memory=512 * MEGABYTE, output=64 * MEGABYTE)
# However many upload at once, so many files are looked through at a time.
_ROOM: Final = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was found harmless: what it is, its bytes and their hash, and what it says."""

    name: str
    kind: Kind
    content: bytes
    sha256: str
    reading: Reading


def examine(
    name: str, content: bytes, *, sizes: Sizes = USUAL_SIZES, limits: Limits = LIMITS
) -> Examined:
    """Look a file through: its name, size, content and structure. Takes seconds at most.

    Raises FileRefusedError, whose kinds tell why; what exceeds `limits` is refused like what is
    dangerous.
    """
    known = named(name)
    if len(content) > sizes.one:
        raise TooLargeError(limit=sizes.one // MEGABYTE)
    if not content:
        raise EmptyFileError
    with _ROOM, tempfile.TemporaryDirectory(prefix="file-") as folder:
        reading = _asked(known.kind, content, Path(folder), limits)
    return Examined(known.name, known.kind, content, sha256(content), reading)


def _asked(kind: Kind, content: bytes, folder: Path, limits: Limits) -> Reading:
    target = folder / "answer.json"
    order = json.dumps({"kind": kind.value, "target": str(target)}).encode() + b"\n" + content
    surroundings = {"PYTHONPATH": str(ROOT)}
    try:
        let_do(Task(CHILD, order, folder, limits, surroundings))
    except ChildError as error:
        raise TooCostlyError from error
    answer = json.loads(target.read_text("ascii"))
    if "refused" in answer:
        raise REFUSALS.get(answer["refused"], DamagedError)
    return reading_of(answer["reading"])

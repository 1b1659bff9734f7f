"""A file of JSON lines, taken batch after batch in constant memory, each line whole or not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from portal.canonical import Json
from portal.consultations.documents import UnreadableDocumentError, decode, mapping
from portal.consultations.schemas import breaches
from portal.language import gettext
from portal.submissions.filing import Faults, FilingFault

BATCH: Final = 200
BATCH_BYTES: Final = 8 * 1024 * 1024
LONGEST_LINE: Final = 16 * 1024 * 1024

# Lines as they stand in the file, each with its number from 1.
Batch = list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken: its number from 1, whose it is if that can be told, and why."""

    line: int
    external_id: str
    faults: tuple[FilingFault, ...]


@dataclass(slots=True)
class Tally:
    """How many lines were taken, said what was known already, or were refused."""

    taken: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told what becomes of lines: each one that is refused, and how many are done."""

    refused: Callable[[Refused], None]
    done: Callable[[float], None]


def take_lines(path: Path, watch: Watch, take: Callable[[Batch, Tally], list[Refused]]) -> Tally:
    """Have a file's lines taken, batch after batch; give how many became what.

    `take` adds what it took or knew to the tally, and returns what it refused. Raises OSError for
    a file that cannot be read.
    """
    tally = Tally()
    with path.open("rb") as file:
        for batch in batches(numbered_lines(file)):
            refused = take(batch, tally)
            tally.refused += len(refused)
            for each in sorted(refused, key=lambda one: one.line):
                watch.refused(each)
            watch.done(len(batch))
    return tally


def count_lines(path: Path) -> int:
    """Count a file's lines without holding it; blank ones count. Raises OSError."""
    with path.open("rb") as file:
        return sum(1 for _ in numbered_lines(file))


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number from 1; of an overlong one, only enough to tell that."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and rest:
            rest = file.readline(LONGEST_LINE)
        yield number, line


def batches(lines: Iterator[tuple[int, bytes]]) -> Iterator[Batch]:
    """Gather lines into batches that bound both the memory and the length of a transaction."""
    batch: Batch = []
    size = 0
    for number, line in lines:
        batch.append((number, line))
        size += len(line)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def checked(content: bytes, faults: Faults, schema: str) -> Mapping[str, Json]:
    """Read one line as JSON that fits a schema; the faults say what keeps it from that."""
    if len(content) > LONGEST_LINE:
        faults.add("", gettext("The line is longer than 16 MiB."))
        return {}
    try:
        document, repeated = decode(content)
    except UnreadableDocumentError as error:
        faults.add(error.place.removeprefix("line 1, "), str(error))
        return {}
    for key in repeated:
        faults.add(key, gettext("The key stands twice in one object."))
    for finding in breaches(schema, document):
        faults.add(".".join(str(step) for step in finding.path), finding.message)
    return mapping(document)

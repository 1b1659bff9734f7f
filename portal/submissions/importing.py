"""Importing a file of submissions, line by line, each whole or not at all, in constant memory."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.canonical import CanonicalError, Json
from portal.consultations.documents import UnreadableDocumentError, decode, mapping, string
from portal.consultations.models import Register
from portal.consultations.paper import Paper
from portal.consultations.queries import consultation_named, paper
from portal.consultations.schemas import breaches
from portal.db import Database
from portal.language import gettext
from portal.submissions.actions import receive
from portal.submissions.filing import Faults, FilingFault
from portal.submissions.lines import Line, read_line
from portal.submissions.queries import external_ids_known
from portal.submissions.registering import Arrival

SCHEMA: Final = "submission-line"
BATCH: Final = 200
BATCH_BYTES: Final = 8 * 1024 * 1024
LONGEST_LINE: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken: its number from 1, whose it is if that can be told, and why."""

    line: int
    external_id: str
    faults: tuple[FilingFault, ...]


@dataclass(slots=True)
class Tally:
    """How many lines were received, were known already, or were refused."""

    received: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told what becomes of lines: each one that is refused, and how many are done."""

    refused: Callable[[Refused], None]
    done: Callable[[float], None]


def import_submissions(
    database: Database, path: Path, slug: str, *, now: datetime, watch: Watch, who: str
) -> Tally:
    """Receive every line of a file that can be taken; the same file twice changes nothing.

    Raises NotFoundError for an unknown consultation and OSError for a file that cannot be read.
    """
    with database.reading() as session:
        read = paper(session, consultation_named(session, slug))
    tally = Tally()
    with path.open("rb") as file:
        for batch in batches(numbered_lines(file)):
            lines, refused = _sorted(batch, read)
            with database.writing() as session:
                refused += _receive(session, read, lines, tally, now=now, who=who)
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


def batches(lines: Iterator[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """Gather lines into batches that bound both the memory and the length of a transaction."""
    batch: list[tuple[int, bytes]] = []
    size = 0
    for number, line in lines:
        batch.append((number, line))
        size += len(line)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def checked(content: bytes, faults: Faults, schema: str = SCHEMA) -> Mapping[str, Json]:
    """Read one line as JSON that fits a schema; the faults say what keeps it from that."""
    if len(content) > LONGEST_LINE:
        faults.add("", gettext("The line is longer than 16 MiB."))
        return {}
    try:
        document, repeated = decode(content)
    except UnreadableDocumentError as error:
        faults.add(error.place, str(error))
        return {}
    for key in repeated:
        faults.add(key, gettext("The key stands twice in one object."))
    for finding in breaches(schema, document):
        faults.add(".".join(str(step) for step in finding.path), finding.message)
    return mapping(document)


def _sorted(batch: list[tuple[int, bytes]], read: Paper) -> tuple[dict[int, Line], list[Refused]]:
    lines: dict[int, Line] = {}
    refused: list[Refused] = []
    for number, content in batch:
        if not content.strip():
            continue
        faults = Faults()
        document = checked(content, faults)
        line = None if faults.found else _read(document, read, faults)
        if line is None:
            name = string(document.get("external_id"))[:200]
            refused.append(Refused(number, name, tuple(faults.found)))
        else:
            lines[number] = line
    return lines, refused


def _read(document: Mapping[str, Json], read: Paper, faults: Faults) -> Line | None:
    try:
        return read_line(document, read, faults)
    except CanonicalError:
        faults.add("", gettext("The line holds codes that stand for no character."))
        return None


def _receive(
    session: Session,
    read: Paper,
    lines: Mapping[int, Line],
    tally: Tally,
    *,
    now: datetime,
    who: str,
) -> list[Refused]:
    """Receive the lines that are new; name those whose id is taken by other content.

    The register's row is locked first, so that two imports of one file cannot both find a line
    new.
    """
    consultation = consultation_named(session, read.slug)
    session.execute(
        select(Register).where(Register.consultation_id == consultation.id).with_for_update()
    )
    names = [line.external_id for line in lines.values()]
    known = dict(external_ids_known(session, consultation.id, names))
    arrivals: list[Arrival] = []
    refused: list[Refused] = []
    for number, line in lines.items():
        if line.external_id not in known:
            known[line.external_id] = line.content_sha256
            arrivals.append(_arrival(line))
        elif known[line.external_id] == line.content_sha256:
            tally.unchanged += 1
        else:
            refused.append(Refused(number, line.external_id, (_taken(),)))
    receive(session, consultation, read, arrivals, now=now, who=who)
    tally.received += len(arrivals)
    return refused


def _arrival(line: Line) -> Arrival:
    return Arrival(
        filing=line.filing,
        received_at=line.received_at,
        external_id=line.external_id,
        content_sha256=line.content_sha256,
    )


def _taken() -> FilingFault:
    return FilingFault(
        "external_id",
        gettext("This id was imported before with other content. Nothing was changed."),
    )

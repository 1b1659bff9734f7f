"""Importing a file of submissions, line by line, each whole or not at all, in constant memory."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from portal.canonical import CanonicalError, Json
from portal.consultations.documents import string
from portal.consultations.paper import Paper
from portal.consultations.queries import consultation_named, paper
from portal.db import Database
from portal.language import gettext
from portal.submissions.actions import receive
from portal.submissions.filing import Faults, FilingFault
from portal.submissions.jsonl import Batch, Refused, Tally, Watch, checked, take_lines
from portal.submissions.lines import Line, read_line
from portal.submissions.queries import external_ids_known
from portal.submissions.registering import Arrival, lock_register

SCHEMA: Final = "submission-line"


def import_submissions(
    database: Database, path: Path, slug: str, *, now: datetime, watch: Watch, who: str
) -> Tally:
    """Receive every line of a file that can be taken; the same file twice changes nothing.

    Raises NotFoundError for an unknown consultation and OSError for a file that cannot be read.
    """
    with database.reading() as session:
        read = paper(session, consultation_named(session, slug))

    def take(batch: Batch, tally: Tally) -> list[Refused]:
        lines, refused = _sorted(batch, read)
        with database.writing() as session:
            return refused + _receive(session, read, lines, tally, now=now, who=who)

    return take_lines(path, watch, take)


def _sorted(batch: Batch, read: Paper) -> tuple[dict[int, Line], list[Refused]]:
    lines: dict[int, Line] = {}
    refused: list[Refused] = []
    for number, content in batch:
        if not content.strip():
            continue
        faults = Faults()
        document = checked(content, faults, SCHEMA)
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
    lock_register(session, consultation.id)
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
    tally.taken += len(arrivals)
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

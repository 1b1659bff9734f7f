"""Importing a file of codings, positions and clearances, line by line, in constant memory."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.conclusions.applying import Ground, apply_line
from portal.consultations.documents import string
from portal.consultations.queries import consultation_named
from portal.db import Database
from portal.errors import PortalError
from portal.language import gettext
from portal.submissions.filing import Faults, FilingFault
from portal.submissions.jsonl import Batch, Refused, Tally, Watch, checked, take_lines

SCHEMA: Final = "coding-line"


def import_codings(
    database: Database, path: Path, slug: str, *, now: datetime, watch: Watch
) -> Tally:
    """Keep every line of a file that can be taken; the same file twice changes nothing.

    Each line is kept whole or not at all. Raises NotFoundError for an unknown consultation and
    OSError for a file that cannot be read.
    """
    with database.reading() as session:
        consultation_named(session, slug)

    def take(batch: Batch, tally: Tally) -> list[Refused]:
        documents, refused = _read(batch)
        with database.writing() as session:
            ground = Ground(session, slug, now=now)
            for number, document in documents.items():
                refusal = _taken(session, ground, number, document, tally)
                refused += [refusal] if refusal else []
        return refused

    return take_lines(path, watch, take)


def _read(batch: Batch) -> tuple[dict[int, Mapping[str, Json]], list[Refused]]:
    """Read lines as JSON that fits the schema; blank ones are passed over."""
    documents: dict[int, Mapping[str, Json]] = {}
    refused: list[Refused] = []
    for number, content in batch:
        faults = Faults()
        document = checked(content, faults, SCHEMA) if content.strip() else None
        if faults.found:
            name = string((document or {}).get("external_id"))
            refused.append(Refused(number, name, tuple(faults.found)))
        elif document is not None:
            documents[number] = document
    return documents, refused


def _taken(
    session: Session, ground: Ground, number: int, document: Mapping[str, Json], tally: Tally
) -> Refused | None:
    """Keep one line, all of it or nothing; say why it was refused."""
    try:
        with session.begin_nested():
            is_new = apply_line(ground, document)
    except PortalError as error:
        fault = FilingFault("", gettext(error.message, **error.values))
        return Refused(number, string(document.get("external_id")), (fault,))
    tally.taken += is_new
    tally.unchanged += not is_new
    return None

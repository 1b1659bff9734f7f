"""Files for the portals that are walked through: one of each sort."""

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.canonical import sha256
from portal.document.kinds import USUAL_SIZES, Kind
from portal.document.readings import Fault, Finding, Paragraph, Reading, Where
from portal.drafting.adding import Added, add
from portal.drafting.files import DraftFile
from portal.drafting.models import Draft
from tests.submissions.makers import WHILE_OPEN

ORIGINAL: Final = b"A letter."
LETTER: Final = Reading(
    (
        Paragraph("Harbour Guild", Where.HEADER),
        Paragraph("On control", Where.HEADING, "2.", "2", 1),
        Paragraph("We support it.\n支持。", Where.BODY, "(b)", "2(b)", 2),
    )
)
WANTING: Final = Reading(
    (Paragraph("Privileged and confidential"),),
    tuple(Finding(fault, "We never said this.") for fault in Fault),
)


def enclose(session: Session, of: Draft) -> None:
    """Add a file of each sort to a draft: read, found wanting, a scan, evidence."""
    enclose_original(session, of, LETTER)
    enclose_original(session, of, WANTING)
    enclose_original(session, of, Reading(), Kind.PDF)
    enclose_original(session, of, Reading(), Kind.PNG)


def enclose_original(session: Session, of: Draft, reading: Reading, kind: Kind = Kind.DOCX) -> None:
    """Add a file to a draft; the first has its bytes in the store."""
    is_first = session.scalar(select(func.count()).where(DraftFile.draft_id == of.id)) == 0
    added = Added(
        name=f"{kind}.{kind}",
        kind=kind,
        size=len(ORIGINAL),
        sha256=sha256(ORIGINAL if is_first else f"{of.id} {reading} {kind}".encode()),
        reading=reading.stored(),
    )
    add(session, of, added, sizes=USUAL_SIZES, now=WHILE_OPEN)

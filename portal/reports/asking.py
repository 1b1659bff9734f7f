"""What is asked for when a report is: which one, by whom; and what was made unasked."""

from dataclasses import dataclass

from portal.language import Language
from portal.reports.models import ReportKind
from portal.submissions.decisions import Edition


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report someone asks for."""

    edition: Edition
    language: Language
    kind: ReportKind = ReportKind.SUMMARY


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was compiled without being asked for at the desk, and the snapshot of it."""

    asked: Asked
    document: bytes
    file_sha256: str


@dataclass(frozen=True, slots=True)
class Asker:
    """The member of staff who asks."""

    id: int
    name: str

"""What is asked for when a report is: which one, and by whom."""

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
class Asker:
    """The member of staff who asks."""

    id: int
    name: str

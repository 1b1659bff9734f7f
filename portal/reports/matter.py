"""What every section about clauses draws on, counted once for the whole report."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.reports.cells import Printed
from portal.reports.points import Points
from portal.reports.positions import Held
from portal.reports.snapshot import Snapshot
from portal.submissions.decisions import Edition


@dataclass(frozen=True, slots=True)
class Matter:
    """A snapshot as its edition shows it, with the position of each submission and all points.

    `printed` says of each clause which figures the edition prints.
    """

    snapshot: Snapshot
    edition: Edition
    held: Mapping[str, Mapping[str, Held]]
    points: Points
    printed: Mapping[str, Printed]

"""The rows about submissions, gathered by a fixed number of queries into frozen records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from portal.accounts.models import Staff
from portal.coding.models import Coding, CodingEnd, Passage
from portal.conclusions.models import Position, PositionConfirmation, PositionPassage
from portal.consultations.models import Clause, Consultation
from portal.submissions.acts import Clearance, Level, Restriction, Ruling
from portal.submissions.models import Answer, Respondent, Submission, Text, Version
from portal.themes.models import CodeframeVersion


@dataclass(frozen=True, slots=True)
class Until:
    """A consultation's rows up to a moment; remembers the moment of the newest row met."""

    session: Session
    consultation: Consultation
    at: datetime
    met: list[datetime] = field(default_factory=list)

    @property
    def newest(self) -> datetime:
        """Give the moment of the newest row met."""
        return max(self.met)

    def rows(self, query: Select[*tuple[object, ...]], moment: str = "") -> Iterator[Row[*tuple[object, ...]]]:
        """Yield rows in batches, noting the moment of each in the column named."""
        for row in self.session.execute(query.execution_options(yield_per=1000)):
            yield row

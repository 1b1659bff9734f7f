"""The rows about submissions, gathered by a fixed number of queries, however many there are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import Session, aliased

from portal.accounts.models import Staff
from portal.coding.models import Coding, CodingEnd, Passage
from portal.conclusions.models import Position, PositionConfirmation, PositionPassage
from portal.conclusions.queries import is_lapsed
from portal.consultations.models import Clause
from portal.submissions.decisions import Clearance, Restriction, Ruling
from portal.submissions.models import Answer, Respondent, Submission, Text, Version
from portal.submissions.secrecy import standing_of
from portal.themes.models import CodeframeVersion

_BATCH = 1000

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Gathering:
    """The rows of one consultation made until a moment, and the moments of those met so far."""

    session: Session
    consultation_id: int
    until: datetime
    met: list[datetime] = field(default_factory=list)

    def meet(self, moment: datetime | None) -> None:
        """Remember the moment of a row; only the newest is kept."""
        if moment is not None:
            self.met[:] = [max((moment, *self.met))]

    def latest(self) -> Subquery:
        """Give the version of each submission that counted at the moment."""
        numbers = (
            select(Version.submission_id, func.max(Version.number).label("number"))
            .join(Submission, Submission.id == Version.submission_id)
            .where(
                Submission.consultation_id == self.consultation_id,
                Version.lodged_at <= self.until,
            )
            .group_by(Version.submission_id)
            .subquery()
        )
        return (
            select(Version.id, Version.submission_id)
            .join(
                numbers,
                (numbers.c.submission_id == Version.submission_id)
                & (numbers.c.number == Version.number),
            )
            .subquery()
        )


@dataclass(frozen=True, slots=True)
class Lodged:
    """A line of the register with its latest version."""

    submission: Submission
    version: Version
    is_from_draft: bool


def lodged(gathering: Gathering) -> Iterator[Lodged]:
    """Yield the register in its order, each submission with the version that counts."""
    latest = gathering.latest()
    drafted = aliased(Version)
    is_drafted = (
        select(drafted.id)
        .where(drafted.submission_id == Submission.id, drafted.draft_id.is_not(None))
        .exists()
    )
    rows = gathering.session.execute(
        select(Submission, Version, is_drafted)
        .join(latest, latest.c.submission_id == Submission.id)
        .join(Version, Version.id == latest.c.id)
        .order_by(Submission.register_number)
        .execution_options(yield_per=_BATCH)
    )
    for submission, version, is_from_draft in rows:
        gathering.meet(version.lodged_at)
        yield Lodged(submission, version, bool(is_from_draft))


def rulings(gathering: Gathering) -> Mapping[int, list[Ruling]]:
    """Map submissions to their rulings, in the order in which they were made."""
    query = (
        select(Ruling)
        .join(Submission, Submission.id == Ruling.submission_id)
        .where(
            Submission.consultation_id == gathering.consultation_id,
            Ruling.made_at <= gathering.until,
        )
        .order_by(Ruling.id)
    )
    found: dict[int, list[Ruling]] = defaultdict(list)
    for row in gathering.session.scalars(query):
        gathering.meet(row.made_at)
        found[row.submission_id].append(row)
    return found


def respondents(gathering: Gathering) -> Mapping[int, list[Respondent]]:
    """Map submissions to the bodies that their latest versions name."""
    latest = gathering.latest()
    query = (
        select(latest.c.submission_id, Respondent)
        .join(Respondent, Respondent.version_id == latest.c.id)
        .order_by(Respondent.version_id, Respondent.ordinal)
    )
    return _by_submission(gathering, query)


def answers(gathering: Gathering) -> Mapping[int, list[tuple[Answer, Text | None]]]:
    """Map submissions to what their latest versions say, with the texts."""
    latest = gathering.latest()
    rows = gathering.session.execute(
        select(latest.c.submission_id, Answer, Text)
        .join(Answer, Answer.version_id == latest.c.id)
        .outerjoin(Text, Text.id == Answer.text_id)
        .order_by(Answer.version_id, Answer.place)
        .execution_options(yield_per=_BATCH)
    )
    found: dict[int, list[tuple[Answer, Text | None]]] = defaultdict(list)
    for submission_id, answer, text in rows:
        found[submission_id].append((answer, text))
    return found


def restrictions(gathering: Gathering) -> Mapping[int, list[Restriction]]:
    """Map submissions to the restrictions that stand."""
    query = (
        select(Restriction)
        .join(Submission, Submission.id == Restriction.submission_id)
        .where(
            Submission.consultation_id == gathering.consultation_id,
            Restriction.made_at <= gathering.until,
        )
        .order_by(Restriction.id)
    )
    rows = list(gathering.session.scalars(query))
    for row in rows:
        gathering.meet(row.made_at)
    return standing_of(rows)


def clearances(gathering: Gathering) -> Mapping[int, dict[str, Clearance]]:
    """Map submissions to the latest clearance of their latest version, by edition."""
    latest = gathering.latest()
    query = (
        select(latest.c.submission_id, Clearance)
        .join(Clearance, Clearance.version_id == latest.c.id)
        .where(Clearance.made_at <= gathering.until)
        .order_by(Clearance.id)
    )
    found: dict[int, dict[str, Clearance]] = defaultdict(dict)
    for submission_id, row in gathering.session.execute(query):
        gathering.meet(row.made_at)
        found[submission_id][row.edition.value] = row
    return found


def passages(gathering: Gathering) -> Mapping[int, list[Passage]]:
    """Map submissions to the passages marked in the texts of their latest versions."""
    latest = gathering.latest()
    texts = (
        select(latest.c.submission_id, Answer.text_id)
        .join(Answer, Answer.version_id == latest.c.id)
        .where(Answer.text_id.is_not(None))
        .distinct()
        .subquery()
    )
    query = (
        select(texts.c.submission_id, Passage)
        .join(Passage, Passage.text_id == texts.c.text_id)
        .where(Passage.made_at <= gathering.until)
        .order_by(Passage.id)
    )
    found = _by_submission(gathering, query)
    for some in found.values():
        for one in some:
            gathering.meet(one.made_at)
    return found


@dataclass(frozen=True, slots=True)
class Coded:
    """A coding that stands, with the words for its rows' numbers."""

    coding: Coding
    clause: str | None
    coder: str
    codeframe: int


def codings(gathering: Gathering) -> Mapping[int, list[Coded]]:
    """Map passages to the codings of them that stand."""
    query = (
        select(Coding, Clause.key, Staff.name, CodeframeVersion.number, CodingEnd.ended_at)
        .join(CodeframeVersion, CodeframeVersion.id == Coding.codeframe_version_id)
        .join(Staff, Staff.id == Coding.coder_id)
        .outerjoin(Clause, Clause.id == Coding.clause_id)
        .outerjoin(CodingEnd, CodingEnd.coding_id == Coding.id)
        .where(
            CodeframeVersion.consultation_id == gathering.consultation_id,
            Coding.made_at <= gathering.until,
        )
        .order_by(Coding.id)
        .execution_options(yield_per=_BATCH)
    )
    found: dict[int, list[Coded]] = defaultdict(list)
    for coding, clause, coder, number, end in gathering.session.execute(query):
        ended_at: datetime | None = end
        gathering.meet(coding.made_at)
        if ended_at is not None and ended_at <= gathering.until:
            gathering.meet(ended_at)
        else:
            found[coding.passage_id].append(Coded(coding, clause, coder, number))
    return found


@dataclass(frozen=True, slots=True)
class Assigned:
    """The position assigned last to a latest version on a clause, and who confirmed it."""

    position: Position
    clause: str
    by: str
    confirmed_by: str | None


def positions(gathering: Gathering) -> Mapping[int, dict[str, Assigned]]:
    """Map submissions to the position assigned last on each clause, if it has not lapsed."""
    latest = gathering.latest()
    by, confirmer = aliased(Staff), aliased(Staff)
    confirmation = PositionConfirmation
    query = (
        select(
            latest.c.submission_id,
            Position,
            Clause.key,
            by.name,
            confirmer.name,
            confirmation.confirmed_at,
            is_lapsed(latest.c.id),
        )
        .join(Position, Position.submission_id == latest.c.submission_id)
        .join(Clause, Clause.id == Position.clause_id)
        .join(by, by.id == Position.made_by_id)
        .outerjoin(
            confirmation,
            (confirmation.position_id == Position.id)
            & (confirmation.confirmed_at <= gathering.until),
        )
        .outerjoin(confirmer, confirmer.id == confirmation.confirmed_by_id)
        .where(Position.made_at <= gathering.until)
        .order_by(Position.id)
    )
    found: dict[int, dict[str, Assigned]] = defaultdict(dict)
    for submission_id, row, clause, name, other, at, has_lapsed in gathering.session.execute(query):
        gathering.meet(row.made_at)
        gathering.meet(at)
        found[submission_id].pop(clause, None)
        if not has_lapsed:
            found[submission_id][clause] = Assigned(row, clause, name, other)
    return found


def sources(gathering: Gathering) -> Mapping[int, list[int]]:
    """Map positions to the passages from which they were read."""
    latest = gathering.latest()
    query = (
        select(PositionPassage)
        .join(Position, Position.id == PositionPassage.position_id)
        .join(latest, latest.c.submission_id == Position.submission_id)
        .order_by(PositionPassage.passage_id)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for row in gathering.session.scalars(query):
        found[row.position_id].append(row.passage_id)
    return found


def _by_submission(gathering: Gathering, query: Select[int, Found]) -> dict[int, list[Found]]:
    found: dict[int, list[Found]] = defaultdict(list)
    for submission_id, row in gathering.session.execute(query):
        found[submission_id].append(row)
    return found

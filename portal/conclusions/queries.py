"""What can be asked about positions: who holds which, who says so, and what waits for whom."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from portal.accounts.models import Staff
from portal.coding.models import Coding, CodingEnd, Passage
from portal.conclusions.declared import PositionValue, addressed, declared
from portal.conclusions.models import Position, PositionConfirmation, PositionPassage
from portal.consultations.models import Clause
from portal.consultations.paper import Paper, clauses_with_positions
from portal.submissions.models import Answer, Version
from portal.submissions.queries import said_in_versions
from portal.submissions.said import Said


class Source(enum.StrEnum):
    """Who says where a submission stands on a clause, or what it waits for."""

    DECLARED = "declared"
    CONFIRMED = "confirmed"
    ASSIGNED = "assigned"
    WAITING = "to_be_assigned"
    SILENT = "not_addressed"


@dataclass(frozen=True, slots=True)
class Assigned:
    """The position assigned last on a clause, the passages it is read from, and who confirmed."""

    id: int
    clause: str
    position: PositionValue
    passages: tuple[int, ...]
    by_id: int
    by: str
    made_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a version of a submission declares, was assigned and speaks to, by clause.

    `clauses` are those on which a position can be taken, in reading order.
    """

    submission_id: int
    version_id: int
    clauses: tuple[str, ...]
    declared: Mapping[str, PositionValue] = field(default_factory=dict)
    assigned: Mapping[str, Assigned] = field(default_factory=dict)
    addressed: frozenset[str] = frozenset()

    def source(self, clause: str) -> Source:
        """Tell who says where the submission stands on a clause."""
        if clause in self.declared:
            return Source.DECLARED
        if clause in self.assigned:
            confirmed = self.assigned[clause].confirmed_by is not None
            return Source.CONFIRMED if confirmed else Source.ASSIGNED
        return Source.WAITING if clause in self.addressed else Source.SILENT

    def count(self, source: Source) -> int:
        """Count the clauses of one source; over all sources they add up to the clauses."""
        return sum(self.source(clause) is source for clause in self.clauses)

    def standing(self, position_id: int) -> Assigned | None:
        """Find an assigned position by its row, if no later one replaced it."""
        found = (each for each in self.assigned.values() if each.id == position_id)
        return next(found, None)


def held_by(session: Session, paper: Paper, versions: Mapping[int, int]) -> dict[int, Held]:
    """Map versions to what they hold, by four queries however many there are.

    `versions` maps each version to its submission.
    """
    version_ids = list(versions)
    said = said_in_versions(session, version_ids)
    assigned = _assigned(session, version_ids)
    coded = _clauses_coded(session, version_ids)
    clauses = clauses_with_positions(
        {clause.key: clause.is_general for clause in paper.clauses},
        (question.declares for question in paper.questions),
    )
    return {
        version_id: _held(
            paper,
            said.get(version_id, []),
            coded.get(version_id, set()),
            Held(
                submission_id=submission_id,
                version_id=version_id,
                clauses=clauses,
                assigned=assigned.get(version_id, {}),
            ),
        )
        for version_id, submission_id in versions.items()
    }


def clauses_coded(session: Session, passages: Sequence[int]) -> dict[int, set[str | None]]:
    """Map passages to the clauses of their standing codings; None stands for no clause."""
    rows = session.execute(
        select(Coding.passage_id, Clause.key)
        .outerjoin(Clause, Clause.id == Coding.clause_id)
        .outerjoin(CodingEnd, CodingEnd.coding_id == Coding.id)
        .where(Coding.passage_id.in_(passages), CodingEnd.coding_id.is_(None))
        .order_by(Coding.passage_id)
    )
    found: dict[int, set[str | None]] = {}
    for passage, clause in rows:
        found.setdefault(passage, set()).add(clause)
    return found


def position_latest(session: Session, submission_id: int, clause_id: int) -> int | None:
    """Find the position assigned last to a submission on a clause, in whatever wording of it."""
    key = select(Clause.key).where(Clause.id == clause_id).scalar_subquery()
    return session.scalar(
        select(func.max(Position.id))
        .join(Clause, Clause.id == Position.clause_id)
        .where(Position.submission_id == submission_id, Clause.key == key)
    )


def has_lapsed(session: Session, position_id: int, version_id: int) -> bool:
    """Whether a version lacks a text from which a position was read."""
    lapsed = select(is_lapsed(literal(version_id))).where(Position.id == position_id)
    return bool(session.scalar(lapsed))


def is_lapsed(version_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Tell whether the position of a row was read from a text that a version has not."""
    is_held = exists().where(Answer.version_id == version_id, Answer.text_id == Passage.text_id)
    return (
        exists()
        .where(
            PositionPassage.position_id == Position.id,
            Passage.id == PositionPassage.passage_id,
            ~is_held.correlate_except(Answer),
        )
        .correlate_except(PositionPassage, Passage)
    )


def _held(paper: Paper, said: Iterable[Said], coded: Iterable[str], bare: Held) -> Held:
    listed = list(said)
    declares = {question.key: question.declares for question in paper.questions}
    bears_on = {question.key: question.clauses for question in paper.questions}
    spoken = (each.place for each in listed if each.text_id is not None)
    options = {each.place: each.options for each in listed if each.options}
    return Held(
        submission_id=bare.submission_id,
        version_id=bare.version_id,
        clauses=bare.clauses,
        declared=declared(options, declares),
        assigned=bare.assigned,
        addressed=frozenset(addressed(spoken, bears_on, declares, coded)),
    )


def _assigned(session: Session, version_ids: Sequence[int]) -> dict[int, dict[str, Assigned]]:
    """Map versions to the position assigned last on each clause, if it has not lapsed."""
    rows = session.execute(_positions().where(_HELD.id.in_(version_ids)))
    latest = {(row.version_id, row.clause): row for row in rows}
    standing = {at: row for at, row in latest.items() if not row.is_lapsed}
    sources = dict(_sources(session, [row.Position.id for row in standing.values()]))
    found: dict[int, dict[str, Assigned]] = {}
    for (version_id, clause), row in standing.items():
        found.setdefault(version_id, {})[clause] = Assigned(
            id=row.Position.id,
            clause=clause,
            position=row.Position.position,
            passages=sources.get(row.Position.id, ()),
            by_id=row.Position.made_by_id,
            by=row.by,
            made_at=row.Position.made_at,
            confirmed_by=row.confirmed_by,
            confirmed_at=row.confirmed_at,
        )
    return found


_HELD = aliased(Version)


def _positions() -> Select[Position, int, bool, str, str, str | None, datetime | None]:
    """Select every position with the versions that were made no earlier than its own."""
    second = aliased(Staff)
    return (
        select(
            Position,
            _HELD.id.label("version_id"),
            is_lapsed(_HELD.id).label("is_lapsed"),
            Clause.key.label("clause"),
            Staff.name.label("by"),
            second.name.label("confirmed_by"),
            PositionConfirmation.confirmed_at.label("confirmed_at"),
        )
        .join(Version, Version.id == Position.version_id)
        .join(
            _HELD,
            (_HELD.submission_id == Position.submission_id) & (_HELD.number >= Version.number),
        )
        .join(Clause, Clause.id == Position.clause_id)
        .join(Staff, Staff.id == Position.made_by_id)
        .outerjoin(PositionConfirmation, PositionConfirmation.position_id == Position.id)
        .outerjoin(second, second.id == PositionConfirmation.confirmed_by_id)
        .order_by(Position.id)
    )


def _sources(session: Session, positions: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    rows = session.execute(
        select(PositionPassage.position_id, PositionPassage.passage_id)
        .where(PositionPassage.position_id.in_(positions))
        .order_by(PositionPassage.passage_id)
    )
    grouped: dict[int, list[int]] = {}
    for position_id, passage_id in rows:
        grouped.setdefault(position_id, []).append(passage_id)
    return ((position_id, tuple(found)) for position_id, found in grouped.items())


def _clauses_coded(session: Session, version_ids: Sequence[int]) -> dict[int, set[str]]:
    """Map versions to the clauses that passages of theirs were given."""
    rows = session.execute(
        select(Answer.version_id, Clause.key)
        .distinct()
        .join(Passage, Passage.text_id == Answer.text_id)
        .join(Coding, Coding.passage_id == Passage.id)
        .join(Clause, Clause.id == Coding.clause_id)
        .outerjoin(CodingEnd, CodingEnd.coding_id == Coding.id)
        .where(Answer.version_id.in_(version_ids), CodingEnd.coding_id.is_(None))
    )
    found: dict[int, set[str]] = {}
    for version_id, clause in rows:
        found.setdefault(version_id, set()).add(clause)
    return found

"""What can be asked about consultations: which are open, what their papers say, who works there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.consultations.changes import Content
from portal.consultations.documents import mapping
from portal.consultations.models import (
    Clause,
    Consultation,
    Question,
    Revision,
    RevisionClause,
    RevisionQuestion,
    Team,
)
from portal.consultations.paper import Front, Paper, State
from portal.consultations.readings import (
    categories,
    clause_of,
    default_of,
    front_of,
    groups_of,
    notices_of,
    question_of,
    reporting_groups_of,
)
from portal.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Listed:
    """A consultation as lists show it."""

    slug: str
    opens_at: datetime
    closes_at: datetime
    is_sample: bool
    state: State
    front: Front


def consultation_named(session: Session, slug: str) -> Consultation:
    """Return the consultation of a name. Raises NotFoundError."""
    found = session.scalar(select(Consultation).where(Consultation.slug == slug))
    if found is None:
        raise NotFoundError
    return found


def consultations_listed(session: Session, *, now: datetime) -> list[Listed]:
    """List every consultation with its state at a moment, the one that closes last first."""
    newest = (
        select(Revision.consultation_id, func.max(Revision.number).label("number"))
        .group_by(Revision.consultation_id)
        .subquery()
    )
    rows = session.execute(
        select(Consultation, Revision.manifest, Revision.sectors)
        .join(Revision, Revision.consultation_id == Consultation.id)
        .join(
            newest,
            (newest.c.consultation_id == Revision.consultation_id)
            & (newest.c.number == Revision.number),
        )
        .order_by(Consultation.closes_at.desc(), Consultation.slug)
    )
    return [
        Listed(
            slug=each.slug,
            opens_at=each.opens_at,
            closes_at=each.closes_at,
            is_sample=each.is_sample,
            state=each.state(now),
            front=front_of(manifest, sectors),
        )
        for each, manifest, sectors in rows
    ]


def revision_in_force(session: Session, consultation: Consultation) -> Revision | None:
    """Return the newest revision of a consultation; None before the first."""
    return session.scalar(
        select(Revision)
        .where(Revision.consultation_id == consultation.id)
        .order_by(Revision.number.desc())
        .limit(1)
    )


def paper(session: Session, consultation: Consultation, *, revision_id: int | None = None) -> Paper:
    """Read a consultation whole: the revision in force, or an earlier one by its row.

    Raises NotFoundError for a consultation without revision, or a revision that is not its own.
    """
    revision = (
        revision_in_force(session, consultation)
        if revision_id is None
        else session.get(Revision, revision_id)
    )
    if revision is None or revision.consultation_id != consultation.id:
        raise NotFoundError
    default = default_of(revision.manifest)
    scales = mapping(revision.layout["scales"])
    questions = tuple(
        question_of(row.id, row.body, scales, default) for row in questions_of(session, revision)
    )
    return Paper(
        slug=consultation.slug,
        reference_prefix=consultation.reference_prefix,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        is_sample=consultation.is_sample,
        revision_id=revision.id,
        revision_number=revision.number,
        loaded_at=revision.loaded_at,
        front=front_of(revision.manifest, revision.sectors),
        clauses=tuple(
            clause_of(row.id, row.body, row.text_sha256, default)
            for row in clauses_of(session, revision)
        ),
        groups=groups_of(revision.layout, questions, default),
        questions=questions,
        body_kinds=categories(revision.sectors["body_kinds"], default),
        sectors=categories(revision.sectors["sectors"], default),
        reporting_groups=reporting_groups_of(revision.sectors, default),
        notices=notices_of(revision.notices, default),
    )


def clauses_of(session: Session, revision: Revision) -> list[Clause]:
    """List the wordings of clauses that a revision holds, in reading order."""
    return list(
        session.scalars(
            select(Clause)
            .join(RevisionClause, RevisionClause.clause_id == Clause.id)
            .where(RevisionClause.revision_id == revision.id)
            .order_by(RevisionClause.ordinal)
        )
    )


def questions_of(session: Session, revision: Revision) -> list[Question]:
    """List the wordings of questions that a revision holds, in order."""
    return list(
        session.scalars(
            select(Question)
            .join(RevisionQuestion, RevisionQuestion.question_id == Question.id)
            .where(RevisionQuestion.revision_id == revision.id)
            .order_by(RevisionQuestion.ordinal)
        )
    )


def content_of(session: Session, revision: Revision) -> Content:
    """Return what a revision holds, to be compared with a folder."""
    clauses: list[Mapping[str, Json]] = [row.body for row in clauses_of(session, revision)]
    questions: list[Mapping[str, Json]] = [row.body for row in questions_of(session, revision)]
    return Content(
        manifest=revision.manifest,
        sectors=revision.sectors,
        layout=revision.layout,
        notices=revision.notices,
        clauses=tuple(clauses),
        questions=tuple(questions),
    )


def roles_of(session: Session, staff_id: int) -> frozenset[tuple[str, str]]:
    """Return the (slug, role) pairs of a member of staff."""
    rows = session.execute(
        select(Consultation.slug, Team.role)
        .join(Team, Team.consultation_id == Consultation.id)
        .where(Team.staff_id == staff_id)
    )
    return frozenset((slug, role.value) for slug, role in rows)

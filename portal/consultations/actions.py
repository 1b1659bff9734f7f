"""What can be done to consultations: loading a folder, naming a team, marking a sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.canonical import Json, fingerprint
from portal.consultations.changes import Change, Content, Kind, changes
from portal.consultations.documents import string
from portal.consultations.folder import Folder
from portal.consultations.models import (
    Clause,
    ClauseKind,
    Consultation,
    Question,
    Register,
    Revision,
    RevisionClause,
    RevisionQuestion,
    Role,
    Team,
)
from portal.consultations.queries import content_of, revision_in_force
from portal.errors import ConflictError, marked
from portal.journal import note


class PrefixTakenError(ConflictError):
    """Another consultation's references begin with the same letters."""

    message = marked("The reference prefix %(prefix)s belongs to the consultation %(slug)s.")


class PrefixChangedError(ConflictError):
    """A consultation's references cannot begin with other letters than before."""

    message = marked(
        "The reference prefix of %(slug)s is %(prefix)s and cannot change: receipts bear it."
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a folder; its codeframe is left to whoever keeps the themes."""

    consultation: Consultation
    revision: Revision
    changes: tuple[Change, ...]
    folder: Folder

    @property
    def is_new(self) -> bool:
        """Whether this was the consultation's first revision."""
        return bool(self.changes) and self.revision.number == 1


def load(session: Session, folder: Folder, *, now: datetime, who: str = "command line") -> Loaded:
    """Keep a folder as a consultation's newest revision, and tell what it changes.

    A folder without fault is asked for by its type. Loading what is in force already changes
    nothing; wordings that did not change are shared. Raises PrefixTakenError, PrefixChangedError.
    """
    consultation = _consultation(session, folder)
    current = revision_in_force(session, consultation)
    content = _content(folder)
    listed = _changed(session, current, content)
    if current is not None and not listed:
        return Loaded(consultation, current, (), folder)
    consultation.opens_at, consultation.closes_at = folder.opens_at, folder.closes_at
    revision = _revise(session, consultation, folder, number=_after(current), now=now)
    _keep_clauses(session, revision, content)
    _keep_questions(session, revision, content)
    note(
        session,
        "consultation.load",
        consultation.slug,
        who=who,
        at=now,
        revision=revision.number,
        changes=[str(change) for change in listed] if current else [],
        closes_at=folder.closes_at.isoformat(),
    )
    return Loaded(consultation, revision, listed, folder)


def mark_sample(session: Session, consultation: Consultation) -> None:
    """Mark a consultation as one with samples: every page says so, and it never closes."""
    consultation.is_sample = True
    session.flush()


def appoint(
    session: Session, consultation: Consultation, staff_id: int, role: Role, *, now: datetime
) -> None:
    """Give a member of staff a role in a consultation; a role already held stays as it is."""
    held = session.get(Team, (consultation.id, staff_id, role))
    if held is None:
        session.add(
            Team(consultation_id=consultation.id, staff_id=staff_id, role=role, joined_at=now)
        )
        session.flush()


def _consultation(session: Session, folder: Folder) -> Consultation:
    taken = session.scalars(
        select(Consultation).where(
            (Consultation.slug == folder.slug)
            | (Consultation.reference_prefix == folder.reference_prefix)
        )
    ).all()
    found = next((each for each in taken if each.slug == folder.slug), None)
    if found is not None and found.reference_prefix != folder.reference_prefix:
        raise PrefixChangedError(slug=found.slug, prefix=found.reference_prefix)
    if found is None and taken:
        raise PrefixTakenError(slug=taken[0].slug, prefix=folder.reference_prefix)
    return found or _begin(session, folder)


def _begin(session: Session, folder: Folder) -> Consultation:
    consultation = Consultation(
        slug=folder.slug,
        reference_prefix=folder.reference_prefix,
        opens_at=folder.opens_at,
        closes_at=folder.closes_at,
    )
    session.add(consultation)
    session.flush()
    session.add(Register(consultation_id=consultation.id))
    return consultation


def _content(folder: Folder) -> Content:
    return Content(
        manifest=folder.manifest,
        sectors=folder.sectors,
        layout=folder.layout,
        notices=folder.notices,
        clauses=tuple(folder.clauses),
        questions=tuple(folder.questions),
    )


def _changed(session: Session, current: Revision | None, content: Content) -> tuple[Change, ...]:
    if current is None:
        return tuple(Change(*at, Kind.ADDED) for at in content.parts())
    return changes(content_of(session, current), content)


def _after(current: Revision | None) -> int:
    return current.number + 1 if current else 1


def _revise(
    session: Session, consultation: Consultation, folder: Folder, *, number: int, now: datetime
) -> Revision:
    revision = Revision(
        consultation_id=consultation.id,
        number=number,
        sha256=folder.sha256,
        manifest=dict(folder.manifest),
        sectors=dict(folder.sectors),
        layout=dict(folder.layout),
        notices=dict(folder.notices),
        loaded_at=now,
    )
    session.add(revision)
    session.flush()
    return revision


def _keep_clauses(session: Session, revision: Revision, content: Content) -> None:
    known = {
        (row.key, row.sha256): row.id
        for row in session.scalars(
            select(Clause).where(Clause.consultation_id == revision.consultation_id)
        )
    }
    for ordinal, body in enumerate(content.clauses, 1):
        key, sha256 = string(body["id"]), fingerprint(body)
        row = known.get((key, sha256)) or _keep_clause(session, revision, body, sha256)
        session.add(RevisionClause(revision_id=revision.id, clause_id=row, ordinal=ordinal))
    session.flush()


def _keep_clause(
    session: Session, revision: Revision, body: Mapping[str, Json], sha256: str
) -> int:
    clause = Clause(
        consultation_id=revision.consultation_id,
        key=string(body["id"]),
        kind=ClauseKind(string(body["kind"])),
        sha256=sha256,
        text_sha256=fingerprint({"title": body["title"], "text": body.get("text")}),
        body=dict(body),
    )
    session.add(clause)
    session.flush()
    return clause.id


def _keep_questions(session: Session, revision: Revision, content: Content) -> None:
    known = {
        (row.key, row.sha256): row.id
        for row in session.scalars(
            select(Question).where(Question.consultation_id == revision.consultation_id)
        )
    }
    for ordinal, body in enumerate(content.questions, 1):
        key, sha256 = string(body["id"]), fingerprint(body)
        row = known.get((key, sha256)) or _keep_question(session, revision, body, sha256)
        session.add(RevisionQuestion(revision_id=revision.id, question_id=row, ordinal=ordinal))
    session.flush()


def _keep_question(
    session: Session, revision: Revision, body: Mapping[str, Json], sha256: str
) -> int:
    question = Question(
        consultation_id=revision.consultation_id,
        key=string(body["id"]),
        kind=string(body["kind"]),
        sha256=sha256,
        body=dict(body),
    )
    session.add(question)
    session.flush()
    return question.id

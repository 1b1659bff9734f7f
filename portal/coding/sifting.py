"""The submissions a reader may work through: narrowed, ordered, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from portal.coding.listing import PAGE_SIZE, Reading, Sieve, Sort
from portal.coding.models import Coding, CodingEnd, Passage
from portal.coding.search import terms, versions_saying
from portal.consultations.models import Consultation
from portal.submissions.models import (
    Answer,
    Channel,
    Respondent,
    Submission,
    TextLanguage,
    Version,
)
from portal.submissions.queries import latest_numbers, restrictions_standing
from portal.submissions.states import SubmissionState, state
from portal.submissions.visible import (
    Body,
    Sight,
    are_names_kept,
    bodies,
    submissions_visible,
)

NAMES: Final = (Respondent.name_en, Respondent.name_zh_hant, Respondent.name_zh_hans)


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission as the list shows it, with how many passages of it stand coded."""

    submission_id: int
    version_id: int
    reference: str
    register_number: int
    channel: Channel
    received_at: datetime
    state: SubmissionState
    language: TextLanguage
    passages: int
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: its rows, its number from 1, and how many rows the whole list has."""

    rows: tuple[Listed, ...]
    page: int
    count: int

    @property
    def last(self) -> int:
        """How many pages the list takes; an empty one takes one."""
        return max(-(-self.count // PAGE_SIZE), 1)

    @property
    def confidential(self) -> list[str]:
        """The references of the rows that show a name withheld from the public."""
        return [
            row.reference
            for row in self.rows
            if any(body.shows_confidential for body in row.bodies)
        ]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a submission stands in a list: its place from 1, of how many, and those beside it."""

    place: int
    count: int
    before: str | None
    after: str | None


def submissions_listed(
    session: Session, consultation: Consultation, sieve: Sieve, *, page: int = 1
) -> Leaf:
    """List one page of the submissions a sieve lets through, with every name.

    A view that shows it journals the trace `submissions.listed` of those it calls confidential.
    """
    coded = _coded()
    sifted = _sifted(session, consultation, sieve, coded)
    count = session.scalar(select(func.count()).select_from(sifted.subquery())) or 0
    rows = session.execute(
        sifted.order_by(*_order(sieve, coded)).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    ).all()
    standing = restrictions_standing(session, [row.submission_id for row in rows])
    kept = [row.version_id for row in rows if are_names_kept(standing.get(row.submission_id, ()))]
    named = bodies(session, [row.version_id for row in rows], Sight.EVERYTHING, kept=kept)
    listed = (
        Listed(
            row.submission_id,
            row.version_id,
            row.reference,
            row.register_number,
            row.channel,
            row.received_at,
            SubmissionState(row.state),
            row.language,
            row.passages or 0,
            named.get(row.version_id, ()),
        )
        for row in rows
    )
    return Leaf(tuple(listed), page, count)


def neighbours(
    session: Session, consultation: Consultation, sieve: Sieve, reference: str
) -> Neighbours | None:
    """Find a submission's place in a list; None where the sieve does not let it through."""
    coded = _coded()
    order = _order(sieve, coded)
    numbered = (
        _sifted(session, consultation, sieve, coded)
        .add_columns(
            func.row_number().over(order_by=order).label("place"),
            func.lag(Submission.reference).over(order_by=order).label("before"),
            func.lead(Submission.reference).over(order_by=order).label("after"),
            func.count().over().label("count"),
        )
        .subquery()
    )
    found = select(numbered.c.place, numbered.c.count, numbered.c.before, numbered.c.after)
    row = session.execute(found.where(numbered.c.reference == reference)).one_or_none()
    return Neighbours(*row) if row else None


def _sifted(
    session: Session, consultation: Consultation, sieve: Sieve, coded: Subquery
) -> Select[int, int, str, int, Channel, datetime, str, TextLanguage, int]:
    latest = latest_numbers().subquery()
    return (
        select(
            Submission.id.label("submission_id"),
            Version.id.label("version_id"),
            Submission.reference,
            Submission.register_number,
            Submission.channel,
            Submission.received_at,
            state().label("state"),
            Version.language,
            func.coalesce(coded.c.passages, 0).label("passages"),
        )
        .join(latest, latest.c.submission_id == Submission.id)
        .join(
            Version,
            and_(
                Version.submission_id == latest.c.submission_id,
                Version.number == latest.c.number,
            ),
        )
        .outerjoin(coded, coded.c.version_id == Version.id)
        .where(Submission.id.in_(submissions_visible(consultation.id, Sight.EVERYTHING)))
        .where(*_asked(session, sieve, coded))
    )


def _coded() -> Subquery:
    """Count the passages that stand coded, by version."""
    return (
        select(Answer.version_id, func.count(Passage.id.distinct()).label("passages"))
        .select_from(Coding)
        .join(Passage, Passage.id == Coding.passage_id)
        .join(Answer, Answer.text_id == Passage.text_id)
        .outerjoin(CodingEnd, CodingEnd.coding_id == Coding.id)
        .where(CodingEnd.coding_id.is_(None))
        .group_by(Answer.version_id)
        .subquery()
    )


def _asked(session: Session, sieve: Sieve, coded: Subquery) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if sieve.words.strip():
        asked.append(_says(session, sieve.words))
    if sieve.language:
        asked.append(Version.language == sieve.language)
    if sieve.kind:
        asked.append(_led_by(Respondent.kind == sieve.kind))
    if sieve.channel:
        asked.append(Submission.channel == sieve.channel)
    if sieve.reading is Reading.NEW:
        asked.append(coded.c.passages.is_(None))
    if sieve.reading is Reading.CODED:
        asked.append(coded.c.passages.is_not(None))
    return asked


def _says(session: Session, words: str) -> ColumnElement[bool]:
    """Find words: every term in some text of the version, or the reference, or in a name."""
    found = [Version.id.in_(versions_saying(session, term)) for term in terms(words)]
    named = or_(*(name.icontains(words.strip(), autoescape=True) for name in NAMES))
    by_name = _led_by(named)
    by_reference = Submission.reference == words.strip().upper()
    return or_(and_(*found), by_name, by_reference) if found else or_(by_name, by_reference)


def _led_by(what: ColumnElement[bool]) -> ColumnElement[bool]:
    return Version.id.in_(select(Respondent.version_id).where(what))


def _order(sieve: Sieve, coded: Subquery) -> list[ColumnElement[Any]]:
    if sieve.sort is Sort.REGISTER:
        return [Submission.register_number.asc()]
    if sieve.sort is Sort.UNCODED:
        return [func.coalesce(coded.c.passages, 0).asc(), Submission.register_number.asc()]
    return [Submission.received_at.desc(), Submission.id.desc()]

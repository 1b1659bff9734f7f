"""The submissions a reader may work through: narrowed, ordered, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from portal.coding.hits import Hit, hits
from portal.coding.listing import PAGE_SIZE, Printing, Reading, Sieve, Sort, last_page
from portal.coding.models import Coding, CodingEnd, Passage
from portal.coding.search import terms, versions_saying
from portal.consultations.models import Consultation
from portal.submissions.decisions import Edition, Outcome
from portal.submissions.models import (
    Answer,
    Channel,
    Respondent,
    Submission,
    TextLanguage,
    Version,
)
from portal.submissions.queries import restrictions_standing
from portal.submissions.states import SubmissionState, latest_outcome, state
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
    """A submission as the list shows it, with how many passages of it stand coded.

    `clearance` is what was decided last about printing its words in public, if anything; `hit`
    where it says what was searched for, if anything was.
    """

    submission_id: int
    version_id: int
    reference: str
    register_number: int
    channel: Channel
    received_at: datetime
    state: SubmissionState
    language: TextLanguage
    passages: int
    clearance: Outcome | None = None
    hit: Hit | None = None
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
        return last_page(self.count)

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

    A page past the last shows the last, one before the first the first.
    A view that shows it journals the trace `submissions.listed` of those it calls confidential.
    """
    sifted, order = _sifted(session, consultation, sieve)
    count = session.scalar(select(func.count()).select_from(sifted.subquery())) or 0
    page = max(1, min(page, last_page(count)))
    leaf = sifted.order_by(*order).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    rows = _described(session, list(session.scalars(leaf.with_only_columns(Version.id))))
    standing = restrictions_standing(session, [row.submission_id for row in rows])
    kept = [row.version_id for row in rows if are_names_kept(standing.get(row.submission_id, ()))]
    found = hits(session, [row.version_id for row in rows], sieve.words, standing)
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
            row.passages,
            row.clearance,
            found.get(row.version_id),
            named.get(row.version_id, ()),
        )
        for row in rows
    )
    return Leaf(tuple(listed), page, count)


def neighbours(
    session: Session, consultation: Consultation, sieve: Sieve, reference: str
) -> Neighbours | None:
    """Find a submission's place in a list; None where the sieve does not let it through."""
    sifted, order = _sifted(session, consultation, sieve)
    numbered = sifted.add_columns(
        func.row_number().over(order_by=order).label("place"),
        func.lag(Submission.reference).over(order_by=order).label("before"),
        func.lead(Submission.reference).over(order_by=order).label("after"),
        func.count().over().label("count"),
    ).subquery()
    found = select(numbered.c.place, numbered.c.count, numbered.c.before, numbered.c.after)
    row = session.execute(found.where(numbered.c.reference == reference)).one_or_none()
    return Neighbours(*row) if row else None


def _sifted(
    session: Session, consultation: Consultation, sieve: Sieve
) -> tuple[Select[str], list[ColumnElement[Any]]]:
    """Select the references a sieve lets through, beside their latest versions; and their order."""
    sifted = (
        select(Submission.reference)
        .join(Version, Version.submission_id == Submission.id)
        .where(
            Submission.id.in_(submissions_visible(consultation.id, Sight.EVERYTHING)),
            Version.number == _latest_number(),
            *_asked(session, sieve),
        )
    )
    match sieve.sort:
        case Sort.UNCODED:
            coded = _coded().subquery()
            passages = func.coalesce(coded.c.passages, 0)
            counted = sifted.outerjoin(coded, coded.c.version_id == Version.id)
            return counted, [passages.asc(), Submission.register_number.asc()]
        case Sort.REGISTER:
            return sifted, [Submission.register_number.asc()]
        case Sort.RECEIVED:
            return sifted, [Submission.received_at.desc(), Submission.id.desc()]


def _latest_number() -> ScalarSelect[int]:
    newer = aliased(Version)
    return (
        select(func.max(newer.number))
        .where(newer.submission_id == Submission.id)
        .correlate(Submission)
        .scalar_subquery()
    )


def _described(session: Session, version_ids: list[int]) -> list[Row[Any]]:
    """Say of each version what the list shows, in the order given."""
    passages = _coded().where(Answer.version_id.in_(version_ids)).subquery()
    rows = session.execute(
        select(
            Submission.id.label("submission_id"),
            Version.id.label("version_id"),
            Submission.reference,
            Submission.register_number,
            Submission.channel,
            Submission.received_at,
            state().label("state"),
            Version.language,
            func.coalesce(passages.c.passages, 0).label("passages"),
            latest_outcome(Edition.PUBLIC).label("clearance"),
        )
        .join(Version, Version.submission_id == Submission.id)
        .outerjoin(passages, passages.c.version_id == Version.id)
        .where(Version.id.in_(version_ids))
    )
    return sorted(rows, key=lambda row: version_ids.index(row.version_id))


def _coded() -> Select[int, int]:
    """Count the passages that stand coded, by version."""
    return (
        select(Answer.version_id, func.count(Passage.id.distinct()).label("passages"))
        .select_from(Coding)
        .join(Passage, Passage.id == Coding.passage_id)
        .join(Answer, Answer.text_id == Passage.text_id)
        .outerjoin(CodingEnd, CodingEnd.coding_id == Coding.id)
        .where(CodingEnd.coding_id.is_(None))
        .group_by(Answer.version_id)
    )


def _asked(session: Session, sieve: Sieve) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if sieve.words.strip():
        asked.append(_says(session, sieve.words))
    if sieve.language:
        asked.append(Version.language == sieve.language)
    if sieve.kind:
        asked.append(_led_by(Respondent.kind == sieve.kind))
    if sieve.channel:
        asked.append(Submission.channel == sieve.channel)
    coded = Version.id.in_(_coded().with_only_columns(Answer.version_id))
    if sieve.reading is Reading.NEW:
        asked.append(~coded)
    if sieve.reading is Reading.CODED:
        asked.append(coded)
    if sieve.printing:
        asked.append(_is_decided(sieve.printing))
    return asked


def _is_decided(printing: Printing) -> ColumnElement[bool]:
    outcome = latest_outcome(Edition.PUBLIC)
    match printing:
        case Printing.UNDECIDED:
            return outcome.is_(None)
        case Printing.CLEARED:
            return outcome != Outcome.WITHHELD
        case Printing.WITHHELD:
            return outcome == Outcome.WITHHELD


def _says(session: Session, words: str) -> ColumnElement[bool]:
    """Find words: every term in some text of the version, or the reference, or in a name."""
    found = [Version.id.in_(versions_saying(session, term)) for term in terms(words)]
    named = or_(*(name.icontains(words.strip(), autoescape=True) for name in NAMES))
    by_name = _led_by(named)
    by_reference = Submission.reference == words.strip().upper()
    return or_(and_(*found), by_name, by_reference) if found else or_(by_name, by_reference)


def _led_by(what: ColumnElement[bool]) -> ColumnElement[bool]:
    return Version.id.in_(select(Respondent.version_id).where(what))

"""What can be asked about codings: the passages of texts, and how often themes were given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, select
from sqlalchemy.orm import Session, aliased

from portal.accounts.models import Staff
from portal.coding.models import REPLACED, Coding, CodingEnd, Passage, Stance
from portal.consultations.models import Clause, Consultation
from portal.submissions.models import Text
from portal.themes.codeframe import Codeframe, Entry
from portal.triage.queries import submissions_standing


@dataclass(frozen=True, slots=True)
class Coded:
    """One standing coding, its theme read through merges; `given` is the theme as it was given.

    `before` is the stance that its coder had given the same theme and clause and then replaced.
    """

    id: int
    theme: Entry
    given: Entry
    stance: Stance
    clause: str | None
    coder_id: int
    coder: str
    version: int
    made_at: datetime
    before: Stance | None = None

    @property
    def waits(self) -> bool:
        """Whether its theme was split or retired, so that somebody must code it anew."""
        return not self.theme.is_standing


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A passage with what stands coded of it; one that nothing stands of is none any more."""

    id: int
    text_id: int
    start: int
    stop: int
    quote: str
    codings: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """How often a theme was given: in how many passages, of how many submissions."""

    passages: int
    submissions: int


def codings_standing_on(session: Session, passage_id: int) -> list[Coding]:
    """List the codings of a passage that nobody took back, oldest first."""
    rows = select(Coding).outerjoin(CodingEnd).where(CodingEnd.coding_id.is_(None))
    return list(session.scalars(rows.where(Coding.passage_id == passage_id).order_by(Coding.id)))


def passages_of(
    session: Session, text_ids: Sequence[int], frame: Codeframe
) -> dict[int, list[CodedPassage]]:
    """Map each text to its passages in the order they begin, by one query for all of them."""
    rows = session.execute(_codings().where(Passage.text_id.in_(text_ids)))
    found: dict[int, tuple[Passage, list[Coded]]] = {}
    for passage, coding, clause, coder, before in rows:
        coded = _coded(coding, clause, coder, before, frame)
        found.setdefault(passage.id, (passage, []))[1].append(coded)
    mapped: dict[int, list[CodedPassage]] = {}
    for passage, codings in found.values():
        mapped.setdefault(passage.text_id, []).append(
            CodedPassage(
                passage.id,
                passage.text_id,
                passage.start,
                passage.stop,
                passage.quote or "",
                tuple(codings),
            )
        )
    return mapped


def times_given(
    session: Session, consultation: Consultation, frame: Codeframe
) -> Mapping[int, Given]:
    """Map each theme to how often it was given in standing submissions, read through merges."""
    rows = session.execute(
        select(Coding.theme_id, Coding.passage_id, Text.submission_id)
        .distinct()
        .select_from(Coding)
        .join(Passage, Passage.id == Coding.passage_id)
        .join(Text, Text.id == Passage.text_id)
        .outerjoin(CodingEnd, CodingEnd.coding_id == Coding.id)
        .where(
            CodingEnd.coding_id.is_(None),
            Text.submission_id.in_(submissions_standing(consultation.id)),
        )
    )
    passages: dict[int, set[int]] = {}
    submissions: dict[int, set[int]] = {}
    for theme_id, passage_id, submission_id in rows:
        standing = frame.standing(theme_id).id
        passages.setdefault(standing, set()).add(passage_id)
        submissions.setdefault(standing, set()).add(submission_id)
    return {theme: Given(len(passages[theme]), len(submissions[theme])) for theme in passages}


def submission_of_coding(session: Session, coding_id: int) -> int | None:
    """Tell which submission a coding belongs to; None where there is no such coding."""
    return session.scalar(
        select(Text.submission_id)
        .join(Passage, Passage.text_id == Text.id)
        .join(Coding, Coding.passage_id == Passage.id)
        .where(Coding.id == coding_id)
    )


def _codings() -> Select[Passage, Coding, str | None, str, Stance | None]:
    return (
        select(Passage, Coding, Clause.key, Staff.name, _stance_replaced())
        .join(Coding, Coding.passage_id == Passage.id)
        .join(Staff, Staff.id == Coding.coder_id)
        .outerjoin(Clause, Clause.id == Coding.clause_id)
        .outerjoin(CodingEnd, CodingEnd.coding_id == Coding.id)
        .where(CodingEnd.coding_id.is_(None))
        .order_by(Passage.text_id, Passage.start, Passage.stop.desc(), Coding.id)
    )


def _stance_replaced() -> ScalarSelect[Stance]:
    """Give the stance that the coding of a row replaced last; NULL where it replaced none."""
    earlier, end = aliased(Coding), aliased(CodingEnd)
    return (
        select(earlier.stance)
        .join(end, end.coding_id == earlier.id)
        .where(
            end.because == REPLACED,
            earlier.passage_id == Coding.passage_id,
            earlier.theme_id == Coding.theme_id,
            earlier.coder_id == Coding.coder_id,
            earlier.clause_id.is_not_distinct_from(Coding.clause_id),
            earlier.id < Coding.id,
        )
        .order_by(earlier.id.desc())
        .limit(1)
        .correlate(Coding)
        .scalar_subquery()
    )


def _coded(
    coding: Coding, clause: str | None, coder: str, before: Stance | None, frame: Codeframe
) -> Coded:
    return Coded(
        id=coding.id,
        theme=frame.standing(coding.theme_id),
        given=frame.themes[coding.theme_id],
        stance=coding.stance,
        clause=clause,
        coder_id=coding.coder_id,
        coder=coder,
        version=coding.codeframe_version_id,
        made_at=coding.made_at,
        before=before,
    )

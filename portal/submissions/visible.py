"""What a reader may see of submissions: which ones, which of their texts, and whose names."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.access import Reader
from portal.consultations.models import Role
from portal.errors import NotFoundError
from portal.submissions.decisions import Restriction, Scope
from portal.submissions.marks import blacked_out
from portal.submissions.models import Respondent, Submission, Version
from portal.submissions.places import covers
from portal.submissions.queries import (
    latest_version,
    restrictions_standing,
    said_in,
    state_of,
    submission_referred,
)
from portal.submissions.said import Said
from portal.submissions.states import SubmissionState, is_withdrawn
from portal.text import merged, paragraphs

Spans = tuple[tuple[int, int], ...]


class Sight(enum.Enum):
    """How much of a consultation's submissions a reader sees."""

    NOTHING = "nothing"
    OPEN_WORDS = "open words"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Body:
    """A respondent as a reader may see it; `name` is empty where it is withheld from them."""

    name: Mapping[str, str]
    kind: str
    sectors: tuple[str, ...]
    main_sector: str | None
    capacity: str
    members: int | None
    consulted: str | None
    interests: str | None
    is_named: bool

    @property
    def shows_confidential(self) -> bool:
        """Whether its reader sees here a name that is withheld from the public."""
        return bool(self.name) and not self.is_named


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands at one place as a reader may see it.

    `spans` are the confidential code points, the whole of the words where the place is; a reader
    who may not see them finds them inked over, offsets as they were, or `is_withheld` whole.
    """

    said: Said
    spans: Spans = ()
    is_confidential: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A submission's latest version as one reader may see it, in reading order.

    `shows_confidential` tells that words, options or a name in it are withheld from the public.
    """

    submission_id: int
    reference: str
    register_number: int
    channel: str
    received_at: datetime
    state: SubmissionState
    version_id: int
    version: int
    language: str
    bodies: tuple[Body, ...]
    places: tuple[Shown, ...]
    shows_confidential: bool


def sight(reader: Reader, slug: str) -> Sight:
    """Tell what a member of staff sees in a consultation: reviewers and officials all of it.

    An administrator looks after people and settings, and sees no confidential words.
    """
    if reader.has_role(slug, Role.REVIEWER, Role.OFFICIAL):
        return Sight.EVERYTHING
    if reader.has_role(slug, Role.ADMINISTRATOR):
        return Sight.OPEN_WORDS
    return Sight.NOTHING


def submissions_visible(consultation_id: int, seeing: Sight) -> Select[int]:
    """Select the ids of the submissions a reader sees: none that was withdrawn."""
    seen = select(Submission.id).where(
        Submission.consultation_id == consultation_id, ~is_withdrawn()
    )
    return seen.where(Submission.id.is_(None)) if seeing is Sight.NOTHING else seen


def reading(
    session: Session, reader: Reader, slug: str, reference: str, keys: Sequence[str] = ()
) -> Reading:
    """Read one submission as a reader may see it; `keys` gives the paper's own order.

    Raises NotFoundError for what they may not know of. A view that shows it and finds
    `shows_confidential` journals the trace `submission.read`.
    """
    seeing = sight(reader, slug)
    submission = submission_referred(session, slug, reference)
    became = state_of(session, submission.id)
    if seeing is Sight.NOTHING or became is SubmissionState.WITHDRAWN:
        raise NotFoundError
    version = latest_version(session, submission.id)
    standing = restrictions_standing(session, [submission.id]).get(submission.id, [])
    places = tuple(shown(said, standing, seeing) for said in said_in(session, version.id, keys))
    kept = [version.id] if are_names_kept(standing) else []
    named = bodies(session, [version.id], seeing, kept=kept).get(version.id, ())
    shows_words = any(each.is_confidential and not each.is_withheld for each in places)
    return Reading(
        submission_id=submission.id,
        reference=submission.reference,
        register_number=submission.register_number,
        channel=submission.channel.value,
        received_at=submission.received_at,
        state=became,
        version_id=version.id,
        version=version.number,
        language=version.language.value,
        bodies=named,
        places=places,
        shows_confidential=shows_words or any(each.shows_confidential for each in named),
    )


def paragraph_of(read: Reading, place: str, number: int) -> str:
    """Return a paragraph of what stands at a place, by its number there; "" for no such one."""
    words = next((each.said.words for each in read.places if each.said.place == place), None)
    spans = paragraphs(words or "")
    if not words or not 1 <= number <= len(spans):
        return ""
    start, stop = spans[number - 1]
    return words[start:stop]


def shown(said: Said, standing: Sequence[Restriction], seeing: Sight) -> Shown:
    """Show what stands at a place under the restrictions of its submission."""
    is_whole = any(
        each.scope is Scope.ALL
        or (each.scope is Scope.PLACE and covers(each.place or "", said.place))
        for each in standing
    )
    spans = merged(
        (each.start, each.stop)
        for each in standing
        if each.text_id is not None and each.text_id == said.text_id
        if each.start is not None and each.stop is not None
    )
    if is_whole:
        spans = [(0, len(said.words))] if said.words else []
    is_confidential = is_whole or bool(spans)
    if seeing is Sight.EVERYTHING or not is_confidential:
        return Shown(said, tuple(spans), is_confidential)
    if is_whole:
        hidden = replace(said, options=(), number=None, words=None)
        return Shown(hidden, tuple(spans), is_confidential=True, is_withheld=True)
    inked = replace(said, words=blacked_out(said.words or "", spans))
    return Shown(inked, tuple(spans), is_confidential=True, is_withheld=True)


def has_words_kept_back(session: Session, version: Version) -> bool:
    """Whether anything that a version says is confidential, whole or in part."""
    standing = restrictions_standing(session, [version.submission_id])
    kept = standing.get(version.submission_id, [])
    held = said_in(session, version.id) if kept else []
    return any(shown(said, kept, Sight.EVERYTHING).is_confidential for said in held)


def are_names_kept(standing: Sequence[Restriction]) -> bool:
    """Whether a submission's restrictions withhold its respondents' names, whatever they chose."""
    return any(each.scope in {Scope.NAME, Scope.ALL} for each in standing)


def bodies(
    session: Session, version_ids: Sequence[int], seeing: Sight, *, kept: Sequence[int] = ()
) -> dict[int, tuple[Body, ...]]:
    """Map versions to their respondents; names withheld are seen by those who see everything.

    `kept` lists versions whose names a restriction withholds, whatever they chose before.
    """
    rows = session.scalars(
        select(Respondent)
        .where(Respondent.version_id.in_(version_ids))
        .order_by(Respondent.version_id, Respondent.ordinal)
    )
    found: dict[int, tuple[Body, ...]] = {}
    for row in rows:
        is_named = row.is_named and row.version_id not in kept
        is_seen = is_named or seeing is Sight.EVERYTHING
        found[row.version_id] = (
            *found.get(row.version_id, ()),
            _body(row, is_named=is_named, is_seen=is_seen),
        )
    return found


def _body(row: Respondent, *, is_named: bool, is_seen: bool) -> Body:
    names = {"en": row.name_en, "zh_hant": row.name_zh_hant, "zh_hans": row.name_zh_hans}
    return Body(
        name={key: name for key, name in names.items() if name} if is_seen else {},
        kind=row.kind,
        sectors=tuple(row.sectors),
        main_sector=row.main_sector,
        capacity=row.capacity.value,
        members=row.members,
        consulted=row.consulted if is_seen else None,
        interests=row.interests if is_seen else None,
        is_named=is_named,
    )

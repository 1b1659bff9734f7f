"""What one line of a file of codings does: codes a passage, assigns a position, clears words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.canonical import Json
from portal.coding.actions import tag
from portal.coding.marking import Marking
from portal.coding.models import Stance
from portal.coding.passages import Mark, QuoteNotFoundError, locate
from portal.coding.queries import passages_of
from portal.conclusions.actions import assign, confirm
from portal.conclusions.assigning import Assignment
from portal.conclusions.declared import PositionValue
from portal.conclusions.queries import held_by
from portal.consultations.documents import string, strings
from portal.consultations.models import Team
from portal.consultations.paper import Clause
from portal.consultations.queries import consultation_named, paper
from portal.errors import InvalidInputError, NotFoundError, marked
from portal.submissions.clearing import Clearing
from portal.submissions.decisions import Edition, Outcome
from portal.submissions.models import Submission
from portal.submissions.queries import (
    latest_version,
    said_in,
    submission_imported,
    was_ever_cleared,
)
from portal.submissions.rulings import clear
from portal.submissions.said import Said
from portal.submissions.visible import has_words_kept_back
from portal.text import plain
from portal.themes.queries import codeframe


class UnknownSubmissionError(InvalidInputError):
    """No submission was imported under this id."""

    message = marked("No submission was imported as “%(external_id)s”.")


class StrangerError(InvalidInputError):
    """Somebody named is no member of the consultation's team."""

    message = marked("“%(name)s” is not of this consultation's team.")


class NoWordsThereError(InvalidInputError):
    """The submission has no words at a place."""

    message = marked("The submission has no words at %(place)s.")


class NoSuchClauseError(InvalidInputError):
    """The consultation has no such clause."""

    message = marked("There is no clause %(clause)s.")


class NoSuchThemeError(InvalidInputError):
    """The codeframe has no such theme."""

    message = marked("There is no theme %(code)s.")


class AmbiguousQuoteError(InvalidInputError):
    """A quote occurs more than once, and nobody said which is meant."""

    message = marked("The words “%(quote)s” stand there more than once: say which by nth.")


class NotCodedError(InvalidInputError):
    """A position is read from words that are no passage of the submission."""

    message = marked("The words “%(quote)s” are no coded passage of this submission.")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A submission with its latest version and what that says."""

    submission: Submission
    version_id: int
    said: tuple[Said, ...]

    def words_at(self, place: str) -> Said:
        """Find the words at a place. Raises NoWordsThereError."""
        for said in self.said:
            if said.place == place and said.words is not None:
                return said
        raise NoWordsThereError(place=place)


class Ground:
    """What the lines of one batch are held against, in its transaction."""

    def __init__(self, session: Session, slug: str, *, now: datetime) -> None:
        """Look nothing up yet. `now` is when everything the lines say was said."""
        self.session, self.now = session, now
        self.consultation = consultation_named(session, slug)
        self.paper = paper(session, self.consultation)
        self.frame = codeframe(session, self.consultation)
        self._known: dict[str, Spoken] = {}

    @cached_property
    def team(self) -> Mapping[str, Staff]:
        """Map the names of the consultation's team to its people."""
        rows = self.session.scalars(
            select(Staff)
            .join(Team, Team.staff_id == Staff.id)
            .where(Team.consultation_id == self.consultation.id)
        )
        return {staff.name: staff for staff in rows}

    def member(self, name: str) -> Staff:
        """Find somebody of the team by name. Raises StrangerError."""
        if name not in self.team:
            raise StrangerError(name=name[:80])
        return self.team[name]

    def clause(self, key: str) -> Clause:
        """Find a clause or heading by its key. Raises NoSuchClauseError."""
        try:
            return self.paper.clause(key)
        except KeyError as error:
            raise NoSuchClauseError(clause=key) from error

    def theme(self, code: str) -> int:
        """Find where the theme of a code stands today. Raises NoSuchThemeError."""
        entry = self.frame.coded(code)
        if entry is None:
            raise NoSuchThemeError(code=code)
        return self.frame.standing(entry.id).id

    def submission(self, external_id: str) -> Spoken:
        """Find a submission by the id it was imported under. Raises UnknownSubmissionError."""
        if external_id not in self._known:
            self._known[external_id] = self._looked_up(external_id)
        return self._known[external_id]

    def _looked_up(self, external_id: str) -> Spoken:
        try:
            found = submission_imported(self.session, self.consultation.id, external_id)
        except NotFoundError as error:
            raise UnknownSubmissionError(external_id=external_id) from error
        version_id = latest_version(self.session, found.id).id
        return Spoken(found, version_id, tuple(said_in(self.session, version_id)))


def apply_line(ground: Ground, document: Mapping[str, Json]) -> bool:
    """Do what a line that fits its schema says; whether anything is new. Raises PortalError."""
    spoken = ground.submission(string(document["external_id"]))
    if "quote" in document:
        return _code(ground, spoken, document)
    if "position" in document:
        return _assign(ground, spoken, document)
    return _clear(ground, spoken, document)


def _code(ground: Ground, spoken: Spoken, document: Mapping[str, Json]) -> bool:
    coder = ground.member(string(document["coder"]))
    clause = ground.clause(string(document["clause"])) if "clause" in document else None
    said = spoken.words_at(string(document["on"]))
    nth = document.get("nth")
    mark = _located(said.words or "", string(document["quote"]), nth)
    marking = Marking(
        text_id=said.text_id or 0,
        start=mark.start,
        stop=mark.stop,
        quote=mark.quote,
        themes=tuple(ground.theme(code) for code in strings(document["themes"])),
        stance=Stance(string(document["stance"])),
        clause_id=clause.id if clause else None,
        seen=None,
    )
    tagged = tag(ground.session, marking, frame=ground.frame, coder_id=coder.id, now=ground.now)
    return tagged.is_new


def _located(words: str, quote: str, nth: Json) -> Mark:
    if isinstance(nth, int):
        return locate(words, quote, nth)
    first = locate(words, quote)
    try:
        locate(words, quote, 2)
    except QuoteNotFoundError:
        return first
    raise AmbiguousQuoteError(quote=first.quote[:80])


def _assign(ground: Ground, spoken: Spoken, document: Mapping[str, Json]) -> bool:
    by = ground.member(string(document["by"]))
    second = ground.member(string(document["confirmed_by"]))
    clause = ground.clause(string(document["clause"]))
    version_id = spoken.version_id
    held = held_by(ground.session, ground.paper, {version_id: spoken.submission.id})[version_id]
    before = held.assigned.get(clause.key)
    assignment = Assignment(
        clause_id=clause.id,
        clause=clause.key,
        position=PositionValue(string(document["position"])),
        passages=_passages(ground, spoken, strings(document["passages"])),
        is_across=True,
    )
    position_id = assign(ground.session, held, assignment, by=by.id, now=ground.now)
    if before and before.id == position_id and before.confirmed_by:
        return False
    confirm(ground.session, version_id, position_id, by=second.id, now=ground.now)
    return True


def _passages(ground: Ground, spoken: Spoken, quotes: list[str]) -> tuple[int, ...]:
    """Find the coded passages that say each quote; of one that stands twice, both."""
    texts = [said.text_id for said in spoken.said if said.text_id is not None]
    coded: dict[str, list[int]] = {}
    for passages in passages_of(ground.session, texts, ground.frame).values():
        for passage in passages:
            coded.setdefault(passage.quote, []).append(passage.id)
    found: list[int] = []
    for quote in quotes:
        words = plain(quote).strip()
        if words not in coded:
            raise NotCodedError(quote=words[:80])
        found += coded[words]
    return tuple(found)


def _clear(ground: Ground, spoken: Spoken, document: Mapping[str, Json]) -> bool:
    """Clear what nobody cleared yet; a line that is read again undoes no later decision."""
    by = ground.member(string(document["by"]))
    edition = Edition(string(document["clear"]))
    if was_ever_cleared(ground.session, spoken.version_id, edition):
        return False
    version = latest_version(ground.session, spoken.submission.id)
    is_marked = has_words_kept_back(ground.session, version)
    outcome = Outcome.CLEARED_WITH_REDACTIONS if is_marked else Outcome.CLEARED
    clear(ground.session, spoken.submission, Clearing(edition, outcome), by=by, now=ground.now)
    return True

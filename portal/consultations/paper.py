"""A consultation as everyone reads it: clauses, questions, sectors and notices, in order."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias, TypeVar

Words: TypeAlias = Mapping[str, str]

HasKey = TypeVar("HasKey", bound="Keyed")


class Keyed(Protocol):
    """Whatever goes by a key of its own."""

    @property
    def key(self) -> str:
        """The key it goes by."""


class State(enum.StrEnum):
    """Where a consultation stands at a moment."""

    FORTHCOMING = "forthcoming"
    OPEN = "open"
    CLOSED = "closed"


def state_at(opens_at: datetime, closes_at: datetime, now: datetime, *, is_sample: bool) -> State:
    """Tell whether a consultation is open at a moment; a sample, once open, never closes."""
    if now < opens_at:
        return State.FORTHCOMING
    return State.OPEN if now < closes_at or is_sample else State.CLOSED


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question or scale: the id that is stored, the words that are shown."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the wording in force; `id` is the row of that wording."""

    id: int
    key: str
    kind: str
    words: Words
    options: tuple[Option, ...]
    clauses: tuple[str, ...]
    themes: tuple[str, ...]
    declares: str | None
    is_required: bool
    source: str
    is_reconstructed: bool

    def option(self, key: str) -> Option:
        """Return the option of an id. Raises KeyError."""
        return _by_key(self.options, key)

    @property
    def takes_other(self) -> bool:
        """Whether one of its options opens a line to say which."""
        return any(option.key == "other" for option in self.options)


@dataclass(frozen=True, slots=True)
class Group:
    """One page of the questionnaire."""

    key: str
    title: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause or general heading in the wording in force; `id` is the row of that wording."""

    id: int
    key: str
    is_general: bool
    title: Words
    text: Words
    source: str
    questions: tuple[str, ...]
    themes: tuple[str, ...]
    is_reconstructed: bool
    text_sha256: str

    @property
    def number(self) -> str:
        """The number as printed beside the heading: `4` for C4, `G1` for a general heading."""
        return self.key if self.is_general else self.key.removeprefix("C")


class Capacity(enum.StrEnum):
    """In whose name a body responds."""

    OWN = "own"
    ASSOCIATION = "association"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of body or a sector: the code that is stored, the name that is shown."""

    key: str
    name: Words


@dataclass(frozen=True, slots=True)
class ReportingGroup:
    """The sectors that tables gather in one row."""

    key: str
    name: Words
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Business:
    """A group of businesses affected: its sectors' names, and how the proposals affect it."""

    key: str
    title: Words
    effect: Words
    sectors: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document of the consultation: a page here, an address elsewhere, or not yet available."""

    key: str
    title: Words
    page: str
    url: str


@dataclass(frozen=True, slots=True)
class Front:
    """What the manifest says: who consults on what, whom it affects, where to write."""

    title: Words
    short_title: Words
    subtitle: Words
    bureau: Words
    government: Words
    status_mark: Words
    description: Words
    period_note: Words
    seeks_small_firms: bool
    small_firms: Words
    businesses: tuple[Business, ...]
    enclosures: tuple[Enclosure, ...]
    contact: Mapping[str, Words]
    remarks: tuple[Words, ...]
    languages: tuple[str, ...]
    default_language: str
    is_reconstructed: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """One revision of a consultation, whole, in reading order; no database behind it."""

    slug: str
    reference_prefix: str
    opens_at: datetime
    closes_at: datetime
    is_sample: bool
    revision_id: int
    revision_number: int
    loaded_at: datetime
    front: Front
    clauses: tuple[Clause, ...]
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    body_kinds: tuple[Category, ...]
    sectors: tuple[Category, ...]
    reporting_groups: tuple[ReportingGroup, ...]
    notices: Mapping[str, Words]

    def state(self, now: datetime) -> State:
        """Tell whether submissions are taken at a moment."""
        return state_at(self.opens_at, self.closes_at, now, is_sample=self.is_sample)

    def clause(self, key: str) -> Clause:
        """Return the clause or general heading of a key ("C4", "G1"). Raises KeyError."""
        return _by_key(self.clauses, key)

    def question(self, key: str) -> Question:
        """Return the question of a key ("Q3"). Raises KeyError."""
        return _by_key(self.questions, key)

    def group_of(self, question: str) -> Group:
        """Return the group a question stands in. Raises KeyError."""
        for group in self.groups:
            if any(each.key == question for each in group.questions):
                return group
        raise KeyError(question)

    def questions_on(self, clause: Clause) -> tuple[Question, ...]:
        """List the questions that bear on a clause, in the order of the questionnaire."""
        return tuple(each for each in self.questions if clause.key in each.clauses)

    def declaring(self, clause: str) -> Question | None:
        """Return the question whose answer declares a clause's position, or None."""
        return next((each for each in self.questions if each.declares == clause), None)

    def takes_position(self, clause: Clause) -> bool:
        """Whether a position can be taken: on a clause always, on a heading if a question says."""
        declares = [question.declares for question in self.questions]
        return bool(clauses_with_positions({clause.key: clause.is_general}, declares))

    def neighbours(self, clause: Clause) -> tuple[Clause | None, Clause | None]:
        """Return the clauses before and after one, None at either end."""
        place = self.clauses.index(clause)
        before = self.clauses[place - 1] if place else None
        after = self.clauses[place + 1] if place + 1 < len(self.clauses) else None
        return before, after

    def body_kind(self, key: str) -> Category:
        """Return the kind of body of a code. Raises KeyError."""
        return _by_key(self.body_kinds, key)

    def sector(self, key: str) -> Category:
        """Return the sector of a code. Raises KeyError."""
        return _by_key(self.sectors, key)

    def reporting_group(self, sector: str) -> ReportingGroup:
        """Return the reporting group a sector stands in. Raises KeyError."""
        for group in self.reporting_groups:
            if sector in group.sectors:
                return group
        raise KeyError(sector)


def clauses_with_positions(
    is_general: Mapping[str, bool], declares: Iterable[str | None]
) -> tuple[str, ...]:
    """Name the clauses, and the general headings that a question declares on, in their order.

    `is_general` maps the key of each to whether it is a heading.
    """
    declared = set(declares)
    return tuple(key for key, general in is_general.items() if not general or key in declared)


def _by_key(held: tuple[HasKey, ...], key: str) -> HasKey:
    for each in held:
        if each.key == key:
            return each
    raise KeyError(key)

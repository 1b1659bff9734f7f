"""A snapshot holds one whole consultation as data, so that a report is a function of it alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.canonical import canonical
from portal.reports import shape
from portal.reports.paper import Clause, Codeframe, Group, Question, Sectors

FORMAT = "portal-snapshot/1"

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Consultation:
    """What was asked: the paper as loaded, in the revision that stood at the moment."""

    slug: str
    revision: int
    revision_sha256: str
    is_sample: bool
    opens_at: str
    closes_at: str
    manifest: Mapping[str, object]
    notices: Mapping[str, object]
    clauses: tuple[Clause, ...]
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    sectors: Sectors


@dataclass(frozen=True, slots=True)
class Respondent:
    """One body of a submission; an empty name is one that this edition withholds."""

    name: Words
    kind: str
    sectors: tuple[str, ...] = ()
    main_sector: str | None = None
    capacity: str = "own"
    members: int | None = None
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """Canonical words of a respondent; empty where this edition may not print them."""

    language: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at one place; ``text`` counts into the texts of the submission."""

    place: str
    options: tuple[str, ...] = ()
    number: str | None = None
    text: int | None = None
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Restriction:
    """A standing restriction: on all, the name, a place, or code points start to end of a text."""

    scope: str
    place: str | None = None
    text: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Code points start to end of a text, where a contact detail of some respondent stands."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clearance:
    """What an official decided for an edition of one version."""

    edition: str
    outcome: str
    version: int


@dataclass(frozen=True, slots=True)
class Coding:
    """One theme given to a passage by one coder under one codeframe version."""

    theme: str
    stance: str
    clause: str | None
    coder: str
    codeframe: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Code points start to end of a text; an empty quote is counted but not printed."""

    text: int
    start: int
    end: int
    quote: str
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A position assigned by a reviewer from named passages (their numbers in the submission)."""

    clause: str
    position: str
    by: str
    confirmed_by: str | None = None
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file lodged with the version, by its place (F1): what it is, and never its content."""

    place: str
    name: str
    kind: str
    size: int
    sha256: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission in its latest version; a withdrawn one keeps its register line only."""

    reference: str
    register_number: int
    channel: str
    received_at: str
    status: str
    language: str = ""
    version: int = 1
    respondents: tuple[Respondent, ...] = ()
    answers: tuple[Answer, ...] = ()
    texts: tuple[Text, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    contacts: tuple[Span, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    passages: tuple[Passage, ...] = ()
    positions: tuple[Position, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def is_standing(self) -> bool:
        """Tell whether the submission counts in views."""
        return self.status == "standing"

    def is_cleared(self, edition: str) -> bool:
        """Tell whether the words of this very version may be printed in ``edition``."""
        return any(
            one.edition == edition and one.version == self.version and one.outcome != "withheld"
            for one in self.clearances
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A consultation and every submission of its register, in order of register number."""

    as_at: str
    consultation: Consultation
    codeframe: Codeframe
    submissions: tuple[Submission, ...] = ()
    format: str = field(default=FORMAT)

    @property
    def standing(self) -> tuple[Submission, ...]:
        """Give the submissions that count in views."""
        return tuple(one for one in self.submissions if one.is_standing)


def write(snapshot: Snapshot) -> bytes:
    """Give the one RFC 8785 document of a snapshot: same values, same bytes."""
    value = shape.write(snapshot)
    if not isinstance(value, dict):
        raise shape.ShapeError("$", "an object is needed")
    return canonical({**value, "format": FORMAT})

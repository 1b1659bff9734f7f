"""What a response is before it is lodged: one shape, be it from a draft or an import line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.canonical import Json
from portal.errors import InvalidInputError, marked
from portal.language import gettext
from portal.text import TextError, plain

LINE_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said at one place: ids of options, a decimal number, or words in canonical form."""

    place: str
    options: tuple[str, ...] = ()
    number: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledRespondent:
    """A body that answers; `name` maps en, zh_hant and zh_hans to its names."""

    name: Mapping[str, str]
    kind: str = ""
    sectors: tuple[str, ...] = ()
    main_sector: str | None = None
    capacity: str = "own"
    members: int | None = None
    consulted: str | None = None
    interests: str | None = None
    is_named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledContact:
    """How to reach the respondent; it goes into no record."""

    name: str | None = None
    email: str | None = None
    telephone: str | None = None

    def __bool__(self) -> bool:
        """Whether any way to reach them was given."""
        return any((self.name, self.email, self.telephone))


@dataclass(frozen=True, slots=True)
class FiledRestriction:
    """What is to be kept confidential, and why: all of it, a place, or code points of words."""

    place: str | None = None
    start: int | None = None
    stop: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledFile:
    """A file that is lodged: what it is, and the hash that its bytes are kept under.

    `about` is the question that it belongs to, or "" for the response as a whole.
    """

    number: int
    name: str
    kind: str
    size: int
    sha256: str
    about: str = ""
    caption: str = ""
    is_as_it_is: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A response whole and clean; `consents` names what its respondent agreed to."""

    language: str
    channel: str
    respondents: tuple[FiledRespondent, ...]
    entries: tuple[Entry, ...]
    restrictions: tuple[FiledRestriction, ...] = ()
    consents: tuple[str, ...] = ()
    contact: FiledContact = field(default_factory=FiledContact)
    files: tuple[FiledFile, ...] = ()


@dataclass(frozen=True, slots=True)
class FilingFault:
    """One thing that keeps a response from being taken: where, and what is wrong there."""

    place: str
    message: str

    def __str__(self) -> str:
        """Write the fault on one line."""
        return f"{self.place}: {self.message}" if self.place else self.message


class FilingRefusedError(InvalidInputError):
    """A response that cannot be taken as it is, with everything that is wrong with it."""

    message = marked("This response cannot be taken yet: %(faults)s")

    def __init__(self, faults: Iterable[FilingFault]) -> None:
        """Keep the faults in reading order."""
        self.faults = tuple(faults)
        super().__init__(faults=" ".join(str(fault) for fault in self.faults))


class Faults:
    """The faults of one response, gathered while it is read."""

    def __init__(self) -> None:
        """Begin without a fault."""
        self.found: list[FilingFault] = []

    def add(self, place: str, message: str) -> None:
        """Name what is wrong at a place."""
        self.found.append(FilingFault(place, message))

    def words(self, place: str, value: Json, *, limit: int | None = None) -> str | None:
        """Clean typed words; None when there are none, or when they cannot be taken."""
        if value is None:
            return None
        if not isinstance(value, str):
            self.add(place, gettext("This must be text."))
            return None
        try:
            cleaned = plain(value)
        except TextError as error:
            self.add(place, gettext(error.message, **error.values))
            return None
        if limit is not None and len(cleaned) > limit:
            self.add(place, gettext("This is longer than %(limit)s characters.", limit=limit))
            return None
        return cleaned if cleaned.strip() else None

    def line(self, place: str, value: Json) -> str | None:
        """Clean words that fit on one line; None when there are none, or they cannot be taken."""
        cleaned = self.words(place, value, limit=LINE_LIMIT)
        return " ".join(cleaned.split()) if cleaned else None

    def object(self, place: str, value: Json, known: Iterable[str]) -> Mapping[str, Json]:
        """Take an object with known keys only; an empty one where there is none."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.add(place, gettext("This must be an object {…}."))
            return {}
        for key in sorted(set(value) - set(known)):
            self.add(place, gettext("The key “%(key)s” is not known.", key=key[:80]))
        return value

    def codes(self, place: str, value: Json, known: Iterable[str]) -> tuple[str, ...]:
        """Take a list of codes, each once, in the order in which the paper offers them."""
        offered = list(known)
        given = [] if value is None else value
        if not isinstance(given, list):
            self.add(place, gettext("This must be a list."))
            return ()
        for each in given:
            if each not in offered:
                self.add(place, gettext("“%(code)s” is not offered here.", code=str(each)[:80]))
        return tuple(code for code in offered if code in given)

    def code(self, place: str, value: Json, known: Iterable[str]) -> str | None:
        """Take one code of those offered; None when there is none."""
        return next(iter(self.codes(place, [] if value is None else [value], known)), None)

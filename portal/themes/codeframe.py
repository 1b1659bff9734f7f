"""The codeframe as its events add up to it, and where every theme that ever was stands today."""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from portal.canonical import Json, canonical, sha256

Words = Mapping[str, str]


class EventKind(enum.StrEnum):
    """What can happen to a theme."""

    PROPOSE = "propose"
    PUBLISH = "publish"
    RENAME = "rename"
    REDEFINE = "redefine"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one theme, in its place among all events."""

    ordinal: int
    kind: EventKind
    theme_id: int
    payload: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A theme as the codeframe shows it; `into` and `parts` say where a former one went."""

    id: int
    code: str = ""
    parent: str | None = None
    names: Words = field(default_factory=dict)
    definition: Words = field(default_factory=dict)
    include: Words = field(default_factory=dict)
    exclude: Words = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former_codes: tuple[str, ...] = ()
    is_published: bool = False
    is_retired: bool = False
    into: int | None = None
    parts: tuple[int, ...] = ()

    @property
    def is_standing(self) -> bool:
        """Whether the theme can be given to a passage."""
        return self.is_published and not (self.is_retired or self.into or self.parts)

    @property
    def level(self) -> int:
        """The depth at which the theme stands: 1 for a theme, 2 for a sub-theme."""
        return 1 if self.parent is None else 2


@dataclass(frozen=True, slots=True)
class Codeframe:
    """Every theme of a consultation by identity, in the order of codes; version 0 is a draft."""

    themes: Mapping[int, Entry]
    version: int = 0
    version_id: int = 0

    def standing(self, theme_id: int) -> Entry:
        """Say where a theme stands today: itself, or what it was merged into, however often."""
        entry = self.themes[theme_id]
        while entry.into is not None:
            entry = self.themes[entry.into]
        return entry

    def coded(self, code: str) -> Entry | None:
        """Find the theme a code means, also one it bore before it was moved."""
        for entry in self.themes.values():
            if entry.code == code or code in entry.former_codes:
                return entry
        return None

    @property
    def open(self) -> tuple[Entry, ...]:
        """The themes that can be given to a passage, in the order of their codes."""
        return tuple(entry for entry in self.themes.values() if entry.is_standing)

    def under(self, code: str | None) -> tuple[Entry, ...]:
        """List the standing themes directly under a code; those of the first level under None."""
        return tuple(entry for entry in self.open if entry.parent == code)

    @property
    def sha256(self) -> str:
        """The hash under which this state is published; the same words give the same hash."""
        return sha256(canonical([_said(entry) for entry in self.themes.values()]))


EMPTY: Final = Codeframe(MappingProxyType({}))


def add_up(events: Iterable[Event], *, version: int = 0, version_id: int = 0) -> Codeframe:
    """Add up events, in their order, to the codeframe they make."""
    themes: dict[int, Entry] = {}
    for event in events:
        entry = themes.get(event.theme_id, Entry(id=event.theme_id))
        themes[event.theme_id] = CHANGES[event.kind](entry, event.payload)
    ordered = sorted(themes.values(), key=lambda entry: code_order(entry.code))
    return Codeframe(MappingProxyType({entry.id: entry for entry in ordered}), version, version_id)


def code_order(code: str) -> tuple[tuple[int, str], ...]:
    """Order codes as people read them: 2.9 before 2.10, figures before letters."""
    parts = code.split(".")
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in parts)


def proposal(entry: Mapping[str, Json]) -> dict[str, Json]:
    """Turn an entry of a folder's codeframe.json into the payload that proposes it."""
    return {
        "code": entry["code"],
        "parent": entry.get("parent"),
        "names": {key: entry[key] for key in ("en", "zh_hant", "zh_hans") if entry.get(key)},
        **{key: entry.get(key) or {} for key in ("definition", "include", "exclude")},
        "keywords": {language: entry[key] for language, key in KEYWORDS.items() if entry.get(key)},
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a folder's codeframe departs from the published one: a theme's code, and what of it."""

    code: str
    what: str


def differences(frame: Codeframe, entries: Iterable[Mapping[str, Json]]) -> Iterator[Difference]:
    """Yield where a folder departs from the codeframe: themes "new", "missing", or a field."""
    met: set[int] = set()
    for raw in entries:
        code = str(raw["code"])
        standing = frame.coded(code)
        if standing is None:
            yield Difference(code, "new")
            continue
        met.add(standing.id)
        proposed = CHANGES[EventKind.PROPOSE](Entry(id=standing.id), proposal(raw))
        for name in COMPARED:
            if getattr(proposed, name) != getattr(standing, name):
                yield Difference(code, name)
    for entry in frame.open:
        if entry.id not in met:
            yield Difference(entry.code, "missing")


KEYWORDS: Final = {"en": "keywords_en", "zh_hant": "keywords_zh", "zh_hans": "keywords_zh_hans"}
COMPARED: Final = ("parent", "names", "definition", "include", "exclude", "keywords")


def _said(entry: Entry) -> Json:
    return {
        "code": entry.code,
        "parent": entry.parent,
        **{name: dict(getattr(entry, name)) for name in COMPARED[1:5]},
        "keywords": {key: list(words) for key, words in entry.keywords.items()},
        "is_standing": entry.is_standing,
    }


def _words(value: Json) -> Words:
    pairs = value.items() if isinstance(value, Mapping) else ()
    return {key: words for key, words in pairs if isinstance(words, str)}


def _lists(value: Json) -> Mapping[str, tuple[str, ...]]:
    pairs = value.items() if isinstance(value, Mapping) else ()
    return {key: tuple(map(str, words)) for key, words in pairs if isinstance(words, list)}


def _code(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _ids(value: Json) -> tuple[int, ...]:
    return tuple(each for each in value if isinstance(each, int)) if isinstance(value, list) else ()


def _proposed(entry: Entry, payload: Mapping[str, Json]) -> Entry:
    placed = replace(entry, code=_code(payload["code"]) or "", parent=_code(payload.get("parent")))
    return _redefined(_renamed(placed, payload), payload)


def _renamed(entry: Entry, payload: Mapping[str, Json]) -> Entry:
    return replace(entry, names=_words(payload["names"]))


def _redefined(entry: Entry, payload: Mapping[str, Json]) -> Entry:
    return replace(
        entry,
        definition=_words(payload.get("definition")),
        include=_words(payload.get("include")),
        exclude=_words(payload.get("exclude")),
        keywords=_lists(payload.get("keywords")),
    )


def _published(entry: Entry, _payload: Mapping[str, Json]) -> Entry:
    return replace(entry, is_published=True)


def _moved(entry: Entry, payload: Mapping[str, Json]) -> Entry:
    former = (*entry.former_codes, entry.code)
    code, parent = _code(payload["code"]) or "", _code(payload.get("parent"))
    return replace(entry, code=code, parent=parent, former_codes=former)


def _merged(entry: Entry, payload: Mapping[str, Json]) -> Entry:
    into = payload["into"]
    return replace(entry, into=into if isinstance(into, int) else None)


def _split(entry: Entry, payload: Mapping[str, Json]) -> Entry:
    return replace(entry, parts=_ids(payload["parts"]))


def _retired(entry: Entry, _payload: Mapping[str, Json]) -> Entry:
    return replace(entry, is_retired=True)


CHANGES: Final[Mapping[EventKind, Callable[[Entry, Mapping[str, Json]], Entry]]] = {
    EventKind.PROPOSE: _proposed,
    EventKind.PUBLISH: _published,
    EventKind.RENAME: _renamed,
    EventKind.REDEFINE: _redefined,
    EventKind.MOVE: _moved,
    EventKind.MERGE: _merged,
    EventKind.SPLIT: _split,
    EventKind.RETIRE: _retired,
}

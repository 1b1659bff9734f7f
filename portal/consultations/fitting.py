"""Whether a document certainly fits a JSON Schema, told fast: the schema as plain functions."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from portal.canonical import Json
from portal.consultations.documents import at, listing, mapping, string, strings

Fit = Callable[[Json], bool]

_SILENT: Final = frozenset(
    ("$schema", "$id", "$defs", "$comment", "title", "description", "format", "examples")
)
_TYPES: Final[Mapping[str, type]] = {"object": dict, "array": list, "string": str, "boolean": bool}
_LOCAL: Final = "#/"


def fit_for(schema: Json) -> Fit:
    """Make the function that tells whether a document certainly fits a schema.

    It never says so of a document that does not fit. What it does not know, a keyword or the
    equality of anything but text, it does not call certain.
    """
    return _Tailor(schema).fit(schema)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Read `$` as JSON Schema does: the end, where Python would let a last line break pass."""
    return re.compile(re.sub(r"\$$", r"\\Z", pattern))


def _never(_document: Json) -> bool:
    return False


def _all(fits: Iterable[Fit]) -> Fit:
    needed = tuple(fits)
    if len(needed) == 1:
        return needed[0]
    return lambda document: all(fit(document) for fit in needed)


class _Tailor:
    """Cuts functions to the measure of one schema; what it refers to is cut once."""

    def __init__(self, root: Json) -> None:
        self.root = root
        self.cut: dict[str, Fit] = {}

    def fit(self, schema: Json) -> Fit:
        asked = mapping(schema)
        if not isinstance(schema, dict) or not asked.keys() - _SILENT <= _KEYWORDS.keys():
            return _never
        return _all(_KEYWORDS[key](self, asked) for key in _KEYWORDS if key in asked)

    def referred(self, schema: Mapping[str, Json]) -> Fit:
        name = string(schema["$ref"])
        if not name.startswith(_LOCAL):
            return _never
        if name not in self.cut:
            self.cut[name] = _never
            self.cut[name] = self.fit(at(self.root, *name.removeprefix(_LOCAL).split("/")))
        return self.cut[name]

    def members(self, schema: Mapping[str, Json]) -> Fit:
        """Cut what an object's values must fit: those it names, and all others."""
        named = {
            key: self.fit(each) for key, each in mapping(schema.get("properties")).items()
        }
        others = schema.get("additionalProperties", True)
        if isinstance(others, bool):
            other: Fit = (lambda _document: True) if others else _never
        else:
            other = self.fit(others)
        return lambda document: not isinstance(document, dict) or all(
            named.get(key, other)(value) for key, value in document.items()
        )

    def keys(self, schema: Mapping[str, Json]) -> Fit:
        fit = self.fit(schema["propertyNames"])
        return lambda document: not isinstance(document, dict) or all(map(fit, document))

    def entries(self, schema: Mapping[str, Json]) -> Fit:
        fit = self.fit(schema["items"])
        return lambda document: not isinstance(document, list) or all(map(fit, document))

    def every(self, schema: Mapping[str, Json]) -> Fit:
        return _all([self.fit(each) for each in listing(schema["allOf"])])

    def some(self, schema: Mapping[str, Json]) -> Fit:
        fits = tuple(self.fit(each) for each in listing(schema["anyOf"]))
        return lambda document: any(fit(document) for fit in fits)

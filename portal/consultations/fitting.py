"""Whether a document certainly fits a JSON Schema, told fast: the schema cut into functions."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from portal.canonical import Json
from portal.consultations.documents import at, listing, mapping, string, strings

Fit = Callable[[Json], bool]
Schema = Mapping[str, Json]

_SILENT: Final = frozenset(
    {"$schema", "$id", "$defs", "$comment", "title", "description", "format"}
)
_TYPES: Final[Mapping[str, type]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
}
_HERE: Final = "#/"


def fit_for(schema: Json) -> Fit:
    """Make the function that tells whether a document certainly fits a schema.

    It never says so of one that does not. What it cannot tell at once (a keyword it does not
    know, whether numbers or objects are equal) it does not call certain.
    """
    return _Tailor(schema).fit(schema)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Read `$` as JSON Schema does: the end, where Python would let a last line break pass."""
    return re.compile(re.sub(r"\$$", r"\\Z", pattern))


class _Tailor:
    """Cuts functions to the measure of one schema; what it refers to is cut once."""

    def __init__(self, root: Json) -> None:
        self.root = root
        self.cut: dict[str, Fit] = {}

    def fit(self, schema: Json) -> Fit:
        asked = mapping(schema)
        if not isinstance(schema, dict) or not asked.keys() - _SILENT <= _KEYWORDS.keys():
            return _never
        fits = tuple(_KEYWORDS[keyword](self, asked) for keyword in _KEYWORDS if keyword in asked)
        return fits[0] if len(fits) == 1 else lambda document: all(fit(document) for fit in fits)

    def referred(self, schema: Schema) -> Fit:
        name = string(schema["$ref"])
        if name not in self.cut:
            # A schema that refers to itself is not followed.
            self.cut[name] = _never
            path = name.removeprefix(_HERE).split("/") if name.startswith(_HERE) else [name]
            self.cut[name] = self.fit(at(self.root, *path))
        return self.cut[name]

    def every(self, schema: Schema) -> Fit:
        fits = tuple(self.fit(each) for each in listing(schema["allOf"]))
        return lambda document: all(fit(document) for fit in fits)

    def some(self, schema: Schema) -> Fit:
        fits = tuple(self.fit(each) for each in listing(schema["anyOf"]))
        return lambda document: any(fit(document) for fit in fits)

    def named(self, schema: Schema) -> Fit:
        fits = {key: self.fit(each) for key, each in mapping(schema["properties"]).items()}
        return lambda document: all(
            fits[key](value) for key, value in mapping(document).items() if key in fits
        )

    def others(self, schema: Schema) -> Fit:
        known = mapping(schema.get("properties")).keys()
        if schema["additionalProperties"] is False:
            return lambda document: mapping(document).keys() <= known
        fit = self.fit(schema["additionalProperties"])
        return lambda document: all(
            fit(value) for key, value in mapping(document).items() if key not in known
        )

    def keys(self, schema: Schema) -> Fit:
        fit = self.fit(schema["propertyNames"])
        return lambda document: all(map(fit, mapping(document)))

    def entries(self, schema: Schema) -> Fit:
        fit = self.fit(schema["items"])
        return lambda document: not isinstance(document, list) or all(map(fit, document))


def _never(_document: Json) -> bool:
    return False


def _of_type(_tailor: _Tailor, schema: Schema) -> Fit:
    name = string(schema["type"])
    kind = _TYPES.get(name)
    # A document read from JSON holds no subclasses, and True is no number.
    return (lambda document: type(document) is kind) if kind else _never


def _complete(_tailor: _Tailor, schema: Schema) -> Fit:
    needed = frozenset(strings(schema["required"]))
    return lambda document: not isinstance(document, dict) or needed <= document.keys()


def _one_of(_tailor: _Tailor, schema: Schema) -> Fit:
    offered = frozenset(filter(None, strings(schema["enum"])))
    return lambda document: isinstance(document, str) and document in offered


def _in_form(_tailor: _Tailor, schema: Schema) -> Fit:
    search = compiled(string(schema["pattern"])).search
    return lambda document: not isinstance(document, str) or search(document) is not None


def _not_shorter(_tailor: _Tailor, schema: Schema) -> Fit:
    least = _number(schema["minLength"])
    return lambda document: not isinstance(document, str) or len(document) >= least


def _not_longer(_tailor: _Tailor, schema: Schema) -> Fit:
    most = _number(schema["maxLength"])
    return lambda document: not isinstance(document, str) or len(document) <= most


def _not_emptier(_tailor: _Tailor, schema: Schema) -> Fit:
    least = _number(schema["minProperties"])
    return lambda document: not isinstance(document, dict) or len(document) >= least


def _not_less(_tailor: _Tailor, schema: Schema) -> Fit:
    least = _number(schema["minimum"])
    return lambda document: not isinstance(document, int | float) or document >= least


def _without_doubles(_tailor: _Tailor, _schema: Schema) -> Fit:
    return lambda document: (
        not isinstance(document, list)
        or (all(isinstance(each, str) for each in document) and len(set(document)) == len(document))
    )


def _number(value: Json) -> float:
    return value if isinstance(value, int | float) else float("nan")


_KEYWORDS: Final[Mapping[str, Callable[[_Tailor, Schema], Fit]]] = {
    "type": _of_type,
    "required": _complete,
    "additionalProperties": _Tailor.others,
    "propertyNames": _Tailor.keys,
    "properties": _Tailor.named,
    "minProperties": _not_emptier,
    "items": _Tailor.entries,
    "uniqueItems": _without_doubles,
    "enum": _one_of,
    "pattern": _in_form,
    "minLength": _not_shorter,
    "maxLength": _not_longer,
    "minimum": _not_less,
    "allOf": _Tailor.every,
    "anyOf": _Tailor.some,
    "$ref": _Tailor.referred,
}

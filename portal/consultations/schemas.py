"""The one place that knows jsonschema: where a document departs from its published schema."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Final

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from portal.canonical import Json
from portal.consultations.documents import Path, listing, mapping, string, strings
from portal.consultations.faults import Finding
from portal.consultations.fitting import Fit, compiled, fit_for

SCHEMAS: Final = FilePath(__file__).parents[2] / "docs" / "schema"
NOT_BLANK: Final = r"\S"
KINDS: Final = {
    "object": "an object {…}",
    "array": "a list […]",
    "string": "text",
    "boolean": "true or false",
    "null": "null",
}


def breaches(name: str, document: Json) -> Iterator[Finding]:
    """Yield every departure of a document from docs/schema/<name>.json, in plain words.

    Most documents fit; that is told ten times as fast as faults are found and put into words.
    """
    if not _fit(name)(document):
        yield from departures(name, document)


def departures(name: str, document: Json) -> Iterator[Finding]:
    """Yield what ``breaches`` does, by asking jsonschema alone."""
    for error in _validator(name).iter_errors(document):
        path = tuple(error.absolute_path)
        if error.validator == "required":
            yield from _missing(name, path, error)
        elif error.validator == "additionalProperties":
            yield from _unknown(name, path, error)
        else:
            yield Finding(name, path, _sentence(error))


@cache
def _validator(name: str) -> Validator:
    strict: type[Validator] = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _pattern}
    )
    return strict(_schema_named(name))


@cache
def _fit(name: str) -> Fit:
    return fit_for(_schema_named(name))


def _schema_named(name: str) -> dict[str, Json]:
    schema: dict[str, Json] = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    return schema


def _pattern(
    _validator: Validator, pattern: str, instance: object, _schema: object
) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not compiled(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _missing(name: str, path: Path, error: ValidationError) -> Iterator[Finding]:
    """Name the one key this error is about; jsonschema gives an error for each."""
    key = next(key for key in strings(_asked(error)) if error.message.startswith(f"{key!r} "))
    yield Finding(name, (*path, key), "missing")


def _unknown(name: str, path: Path, error: ValidationError) -> Iterator[Finding]:
    known = mapping(_schema(error).get("properties"))
    for key in mapping(_instance(error)):
        if key not in known:
            yield Finding(name, (*path, key), "unknown key")


def _json(value: object) -> Json:
    """Give one of jsonschema's loose values its type; what is no container counts as text."""
    return value if isinstance(value, dict | list) else str(value)


def _instance(error: ValidationError) -> Json:
    return _json(error.instance)


def _asked(error: ValidationError) -> Json:
    return _json(error.validator_value)


def _schema(error: ValidationError) -> Mapping[str, Json]:
    return mapping(_json(error.schema))


def _sentence(error: ValidationError) -> str:
    comment = string(_schema(error).get("$comment"))
    if comment:
        return comment
    asked = _asked(error)
    match error.validator:
        case "type":
            return f"must be {KINDS.get(string(asked), asked)}"
        case "enum":
            return f"must be one of: {', '.join(str(each) for each in listing(asked))}"
        case "const":
            return f"must be {asked}"
        case "pattern" if asked == NOT_BLANK:
            return "empty text"
        case _:
            return _measured(error)


def _measured(error: ValidationError) -> str:
    description = string(_schema(error).get("description"))
    match error.validator:
        case "minProperties":
            return "no text in any language"
        case "minItems":
            return f"needs at least {_asked(error)}"
        case "maxItems":
            return f"takes at most {_asked(error)}"
        case "uniqueItems":
            return "the same entry stands twice"
        case "maxLength":
            return f"longer than {_asked(error)} characters"
    return f"not in the right form. {description}".strip()

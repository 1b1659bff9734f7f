"""A folder's JSON files as plain values: read strictly, walked without trust in their shape."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from portal.canonical import Json

FILES: Final = ("consultation", "clauses", "questions", "codeframe", "sectors", "notices")

Step: TypeAlias = str | int
Path: TypeAlias = tuple[Step, ...]
Documents: TypeAlias = Mapping[str, Json]

NOTHING: Final[Mapping[str, Json]] = MappingProxyType({})


class UnreadableDocumentError(ValueError):
    """A file that holds no JSON; tells where reading stopped and why."""

    def __init__(self, place: str, reason: str) -> None:
        """Keep the place ("line 3, column 7", or "" for the whole file) and the reason."""
        super().__init__(reason)
        self.place = place
        self.reason = reason


def decode(content: bytes) -> tuple[Json, list[str]]:
    """Read a UTF-8 JSON file, and name the keys that stand twice in one object ("Q3.title").

    Of two values under one key the later is read. Raises UnreadableDocumentError.
    """
    repeated: list[str] = []

    def gather(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        gathered = dict(pairs)
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                repeated.append(".".join(filter(None, (name_of(gathered), key))))
            seen.add(key)
        return gathered

    try:
        words = content.decode("utf-8-sig")
        return json.loads(words, object_pairs_hook=gather, parse_constant=_refuse), repeated
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        raise UnreadableDocumentError(place, "not UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableDocumentError(place, f"not JSON: {error.msg}") from error
    except RecursionError as error:
        raise UnreadableDocumentError("", "not readable: nested too deeply") from error
    except ValueError as error:
        raise UnreadableDocumentError("", f"not JSON: {error}") from error


def _refuse(constant: str) -> Json:
    msg = f"{constant} is no number in JSON"
    raise ValueError(msg)


def name_of(value: Json) -> str:
    """Return the id or code an object goes by; "" for anything else."""
    entry = mapping(value)
    return string(entry.get("id")) or string(entry.get("code"))


def mapping(value: Json) -> Mapping[str, Json]:
    """Take a value as an object; anything else counts as an empty one."""
    return value if isinstance(value, Mapping) else NOTHING


def listing(value: Json) -> list[Json]:
    """Take a value as a list; anything else counts as an empty one."""
    return list(value) if isinstance(value, list | tuple) else []


def string(value: Json) -> str:
    """Take a value as a string; anything else counts as ""."""
    return value if isinstance(value, str) else ""


def strings(value: Json) -> list[str]:
    """Take a value as a list of strings; other entries count as ""."""
    return [string(each) for each in listing(value)]


def entries(value: Json) -> Iterator[tuple[int, Mapping[str, Json]]]:
    """Yield a list's objects with their places in it, counted from 0."""
    return ((place, mapping(each)) for place, each in enumerate(listing(value)))


def at(document: Json, *path: Step) -> Json:
    """Follow a path into a document; None where it leads nowhere."""
    for step in path:
        if isinstance(step, str):
            document = mapping(document).get(step)
        else:
            held = listing(document)
            document = held[step] if step < len(held) else None
    return document


def walk(document: Json) -> Iterator[tuple[Path, Json]]:
    """Yield every value of a document with its path, from the outside in, in reading order."""
    waiting: list[tuple[Path, Json]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        inner: list[tuple[Step, Json]] = [*mapping(value).items(), *enumerate(listing(value))]
        waiting.extend(((*path, step), each) for step, each in reversed(inner))

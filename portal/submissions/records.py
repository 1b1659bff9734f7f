"""The record of what was lodged, whose hash is on the receipt and tells nothing but itself."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from portal.canonical import CanonicalError, Json, canonical, sha256
from portal.errors import InvalidInputError, marked

FORMAT: Final = "portal-record-1"
SALT_BYTES: Final = 16
_LEAF_BYTES: Final = 32


class RecordError(InvalidInputError):
    """What was handed in is no record."""

    message = marked(
        "This is not a record of this portal. Please use the file record.json as it was downloaded."
    )


class UnsummableError(ValueError):
    """A field cannot stand in a record: its path or keys, a number, or its salt forbid it."""

    def __init__(self, path: str, why: str) -> None:
        """Name the field and what is wrong with it."""
        super().__init__(f"{path!a}: {why}")


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is kept and downloaded, and the SHA-256 (hexadecimal) on the receipt."""

    content: bytes
    sha256: str


def record(fields: Mapping[str, Json], salts: Mapping[str, bytes]) -> Record:
    """Write a record of fields, which map a path such as ``Q3.text`` to its value.

    ``salts`` maps each path to 16 random bytes. Paths and keys are plain ASCII and numbers whole,
    so that the sum can be done again with nothing but Python (docs/receipt.md). Raises
    UnsummableError for other fields or salts.
    """
    entries: list[Json] = []
    leaves: list[tuple[str, str]] = []
    for path in sorted(fields):
        salt, value = salts.get(path, b""), fields[path]
        if len(salt) != SALT_BYTES:
            raise UnsummableError(path, f"its salt is not {SALT_BYTES} bytes long")
        _refuse_unsummable(path, value)
        entries.append({"path": path, "salt": salt.hex(), "value": value})
        leaves.append((path, sha256(salt + canonical([path, value]))))
    return Record(_written(entries), sha256(canonical(leaves)))


def verify(content: bytes) -> str:
    """Sum a record, whole or disposed of in part, to the SHA-256 that its receipt bears.

    It is the hash of the RFC 8785 list of [path, leaf], a leaf being the SHA-256 of a salt and
    the RFC 8785 form of [path, value]. Raises RecordError for anything that is no record.
    """
    return sha256(canonical(_leaves(_read(content))))


def fields_in(content: bytes) -> dict[str, Json]:
    """Map the path of every field that a record still holds to its value.

    What was disposed of is left out. Raises RecordError.
    """
    return {str(entry["path"]): entry["value"] for entry in _read(content) if "value" in entry}


def disposed(content: bytes, paths: Collection[str] | None = None) -> bytes:
    """Give a record without the values and salts of some paths, or of all: their leaves stay.

    Its sum is the same; what the leaves were made of can no longer be told or guessed. Raises
    RecordError.
    """
    entries = _read(content)
    kept: list[Json] = []
    for entry, (path, leaf) in zip(entries, _leaves(entries), strict=True):
        is_kept = paths is not None and path not in paths
        kept.append(entry if is_kept else {"path": path, "leaf": leaf})
    return _written(kept)


def _written(entries: list[Json]) -> bytes:
    return canonical({"format": FORMAT, "fields": entries})


def _refuse_unsummable(path: str, value: Json) -> None:
    """Refuse what Python's own JSON and RFC 8785 would write differently."""
    keys, values = [path], [value]
    for one in values:
        if isinstance(one, float):
            raise UnsummableError(path, "a number that is not whole is written as a string")
        if isinstance(one, Mapping):
            keys.extend(one)
            values.extend(one.values())
        elif isinstance(one, list | tuple):
            values.extend(one)
    if not all(_is_plain(key) for key in keys):
        raise UnsummableError(path, "paths and keys are plain ASCII, and not empty")


def _is_plain(key: str) -> bool:
    return key.isascii() and key.isprintable() and key != ""


def _read(content: bytes) -> list[Mapping[str, Json]]:
    try:
        whole: Json = json.loads(content, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise RecordError from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise RecordError
    entries = whole.get("fields")
    if not isinstance(entries, list):
        raise RecordError
    return [entry if isinstance(entry, dict) else {} for entry in entries]


def _once(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    """Read an object whose keys each stand once: of two, nobody can tell which was meant."""
    listed = list(pairs)
    read = dict(listed)
    if len(read) != len(listed):
        raise RecordError
    return read


def _leaves(entries: Iterable[Mapping[str, Json]]) -> list[tuple[str, str]]:
    leaves = [_leaf(entry) for entry in entries]
    paths = [path for path, _ in leaves]
    if paths != sorted(set(paths)) or not all(map(_is_plain, paths)):
        raise RecordError
    return leaves


def _leaf(entry: Mapping[str, Json]) -> tuple[str, str]:
    match entry:
        case {"path": str(path), "salt": str(salt), "value": value, **more} if not more:
            return path, sha256(_bytes(salt, SALT_BYTES) + _summed([path, value]))
        case {"path": str(path), "leaf": str(leaf), **more} if not more:
            return path, _bytes(leaf, _LEAF_BYTES).hex()
    raise RecordError


def _summed(value: Json) -> bytes:
    try:
        return canonical(value)
    except CanonicalError as error:
        raise RecordError from error


def _bytes(digits: str, length: int) -> bytes:
    """Read so many bytes from small hexadecimal digits, the only way a record writes them."""
    try:
        read = bytes.fromhex(digits)
    except ValueError as error:
        raise RecordError from error
    if len(read) != length or read.hex() != digits:
        raise RecordError
    return read

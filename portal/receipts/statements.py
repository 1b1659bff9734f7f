"""What a receipt states and the file that carries it: the words that are signed, and the proof."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

from portal.canonical import CanonicalError, Json, canonical
from portal.errors import InvalidInputError, marked
from portal.receipts.trees import climbed

FORMAT: Final = "portal-receipt-1"
ALGORITHM: Final = "Ed25519"
LONGEST_PATH: Final = 64

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_OPENING: Final = re.compile(rb'\s*\{\s*"format"\s*:\s*"portal-receipt-1"')
_KEY: Final = re.compile(r"[0-9a-f]{16}")
_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")


class ReceiptFileError(InvalidInputError):
    """What was handed in is no receipt."""

    message = marked(
        "This is not a receipt of this portal. Please use the file receipt.json as it was"
        " downloaded."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the bureau states of one version: what it received, as which line, and when.

    `lodged_at` is a moment in UTC (RFC 3339); the hash is that of the record (docs/receipt.md).
    """

    consultation: str
    reference: str
    register_number: int
    version: int
    lodged_at: str
    record_sha256: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature over a statement's canonical bytes, in hexadecimal, and the key that made it."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """The place of a version in the register whose root was published, and the way up to it."""

    root: str
    size: int
    index: int
    path: tuple[str, ...]
    published_at: str


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A receipt as it is downloaded: receipt.json."""

    statement: Statement
    signature: Signature
    inclusion: Inclusion | None = None


def utc(moment: datetime) -> str:
    """Write a moment as a statement has it."""
    return moment.astimezone(UTC).isoformat()


def signed_bytes(statement: Statement) -> bytes:
    """Give what is signed: the RFC 8785 form of the statement with its format."""
    return canonical({"format": FORMAT, **asdict(statement)})


def line(statement: Statement) -> bytes:
    """Give a version's line of the register, which a root stands for."""
    return canonical(
        [
            statement.register_number,
            statement.reference,
            statement.version,
            statement.record_sha256,
        ]
    )


def written(receipt: ReceiptFile) -> bytes:
    """Write receipt.json."""
    whole: dict[str, Json] = {
        "format": FORMAT,
        "statement": asdict(receipt.statement),
        "signature": {"algorithm": ALGORITHM, **asdict(receipt.signature)},
    }
    if receipt.inclusion is not None:
        whole["inclusion"] = {**asdict(receipt.inclusion), "path": list(receipt.inclusion.path)}
    return canonical(whole)


def is_receipt(content: bytes) -> bool:
    """Whether some bytes begin as a receipt does; `read` may still refuse them."""
    return _OPENING.match(content) is not None


def read(content: bytes) -> ReceiptFile:
    """Read receipt.json. Raises ReceiptFileError for anything else, and for any other field."""
    try:
        whole: Json = json.loads(content)
        again = canonical(whole)
    except (ValueError, RecursionError, CanonicalError) as error:
        raise ReceiptFileError from error
    if not isinstance(whole, dict):
        raise ReceiptFileError
    match whole:
        case {
            "format": "portal-receipt-1",
            "statement": {**statement},
            "signature": {"algorithm": "Ed25519", "key": str(key), "value": str(value)},
        }:
            found = ReceiptFile(
                _statement(statement), _signature(key, value), _inclusion(whole.get("inclusion"))
            )
        case _:
            raise ReceiptFileError
    if written(found) != again:
        raise ReceiptFileError
    return found


def is_included(receipt: ReceiptFile) -> bool:
    """Whether the proof of a receipt leads from its line to the root it names."""
    proof = receipt.inclusion
    if proof is None:
        return False
    return climbed(line(receipt.statement), proof.index, proof.size, proof.path) == proof.root


def _statement(fields: Mapping[object, object]) -> Statement:
    match fields:
        case {
            "consultation": str(consultation),
            "reference": str(reference),
            "register_number": number,
            "version": version,
            "lodged_at": str(lodged_at),
            "record_sha256": str(record_sha256),
        } if _HASH.fullmatch(record_sha256):
            return Statement(
                consultation=consultation,
                reference=reference,
                register_number=_whole(number),
                version=_whole(version),
                lodged_at=_moment(lodged_at),
                record_sha256=record_sha256,
            )
    raise ReceiptFileError


def _signature(key: str, value: str) -> Signature:
    if not _KEY.fullmatch(key) or not _SIGNATURE.fullmatch(value):
        raise ReceiptFileError
    return Signature(key, value)


def _inclusion(fields: Json) -> Inclusion | None:
    match fields:
        case None:
            return None
        case {
            "root": str(root),
            "size": size,
            "index": index,
            "path": list(path),
            "published_at": str(published_at),
        } if _HASH.fullmatch(root) and len(path) <= LONGEST_PATH:
            return Inclusion(
                root=root,
                size=_whole(size),
                index=_whole(index),
                path=_steps(path),
                published_at=_moment(published_at),
            )
    raise ReceiptFileError


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise ReceiptFileError
    return number


def _steps(path: Sequence[Json]) -> tuple[str, ...]:
    steps = tuple(step for step in path if isinstance(step, str) and _HASH.fullmatch(step))
    if len(steps) != len(path):
        raise ReceiptFileError
    return steps


def _moment(written_as: str) -> str:
    try:
        moment = datetime.fromisoformat(written_as)
    except ValueError as error:
        raise ReceiptFileError from error
    if moment.tzinfo is None or utc(moment) != written_as:
        raise ReceiptFileError
    return written_as

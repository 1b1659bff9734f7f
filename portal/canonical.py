"""One way to write a value as bytes (RFC 8785), so that equal values have equal hashes."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import rfc8785

Json: TypeAlias = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None
"""A value that JSON can hold; mappings and sequences are written from dict, list and tuple."""


class CanonicalError(ValueError):
    """A value has no canonical form."""


def canonical(value: Json) -> bytes:
    """Write a value as the one JSON text that RFC 8785 gives it, in UTF-8.

    Raises CanonicalError for what has no such text: a lone surrogate, a number that is not finite
    or a whole one beyond 2**53, a key that is not a string, lists a thousand deep.
    """
    try:
        return rfc8785.dumps(value)
    except (ValueError, RecursionError) as error:
        raise CanonicalError(str(error)) from error


def sha256(content: bytes) -> str:
    """Give the SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(value: Json) -> str:
    """Give the SHA-256 of a value's canonical form as 64 hexadecimal digits."""
    return sha256(canonical(value))

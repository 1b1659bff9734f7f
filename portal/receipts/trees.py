"""Merkle trees as RFC 9162 sums them: one hash for a whole register, a short proof for a line."""

import hashlib
from collections.abc import Sequence
from typing import Final

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"
EMPTY: Final = hashlib.sha256(b"").hexdigest()


def root(entries: Sequence[bytes]) -> str:
    """Give the hash of a list of entries, as 64 hexadecimal digits (RFC 9162, 2.1.1)."""
    return _root([_leaf(entry) for entry in entries]).hex() if entries else EMPTY


def path(entries: Sequence[bytes], index: int) -> tuple[str, ...]:
    """Give the hashes that lead from one entry to the root, the nearest first (RFC 9162, 2.1.3.1).

    Raises IndexError where there is no such entry.
    """
    if not 0 <= index < len(entries):
        raise IndexError(index)
    return tuple(one.hex() for one in _path([_leaf(entry) for entry in entries], index))


def climbed(entry: bytes, index: int, size: int, steps: Sequence[str]) -> str:
    """Give the root that an entry at an index of a list of that size leads to (2.1.3.2).

    What leads nowhere, for want or excess of steps, gives the empty string.
    """
    if not 0 <= index < size:
        return ""
    here, last, found = index, size - 1, _leaf(entry)
    for step in steps:
        if last == 0:
            return ""
        beside = bytes.fromhex(step)
        if here % 2 or here == last:
            found = _node(beside, found)
            while here and not here % 2:
                here, last = here >> 1, last >> 1
        else:
            found = _node(found, beside)
        here, last = here >> 1, last >> 1
    return found.hex() if last == 0 else ""


def _leaf(entry: bytes) -> bytes:
    return hashlib.sha256(_LEAF + entry).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _split(size: int) -> int:
    """Give the largest power of two that is smaller than a size of two or more."""
    return 1 << (size - 1).bit_length() - 1


def _root(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    middle = _split(len(leaves))
    return _node(_root(leaves[:middle]), _root(leaves[middle:]))


def _path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*_path(leaves[:middle], index), _root(leaves[middle:])]
    return [*_path(leaves[middle:], index - middle), _root(leaves[:middle])]

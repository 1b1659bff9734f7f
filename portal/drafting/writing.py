"""What is written in a draft, and whose words stand when two people wrote at once."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from portal.canonical import Json, canonical, sha256

LETTER: Final = "letter"
SUM_LENGTH: Final = 16

Seen: TypeAlias = Mapping[str, str]
"""Maps keys to the sums of what a page showed under them when it was opened."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is written under one key: the value as stored, and whether it is confidential.

    `text_sha256` is the hash of the wording the writer had before their eyes, for a clause;
    `removed` counts the characters nobody can see that were taken out of the words.
    """

    value: Mapping[str, Json]
    is_confidential: bool = False
    reason: str = ""
    text_sha256: str | None = None
    removed: int = 0

    @property
    def sum(self) -> str:
        """A short hash of what is said and how it is to be kept; "" where nothing is said."""
        if not self.value:
            return ""
        return sum_of([dict(self.value), self.is_confidential, self.reason])


NOTHING: Final = Written({})


class Fate(enum.StrEnum):
    """What becomes of something just written: it is taken, not needed, or overtaken."""

    TAKEN = "taken"
    LEFT = "left"
    OVERTAKEN = "overtaken"


def sum_of(value: Json) -> str:
    """Return a short hash by which a value is known again."""
    return sha256(canonical(value))[:SUM_LENGTH]


def fate_of(*, seen: str, standing: str, written: str) -> Fate:
    """Judge one key by three sums: what its page had shown, what stands now, what was sent.

    What the writer did not touch is left as somebody else made it meanwhile; what both of them
    changed is overtaken, unless they wrote the same.
    """
    if standing in {seen, written}:
        return Fate.TAKEN
    return Fate.LEFT if written == seen else Fate.OVERTAKEN


def fates(seen: Seen, standing: Seen, written: Seen) -> dict[str, Fate]:
    """Judge every key that was written; a key that a mapping lacks had nothing under it."""
    return {
        key: fate_of(seen=seen.get(key, ""), standing=standing.get(key, ""), written=sent)
        for key, sent in written.items()
    }


def sums(so_far: Mapping[str, Written]) -> dict[str, str]:
    """Map each key to the sum of what is written under it."""
    return {key: written.sum for key, written in so_far.items()}

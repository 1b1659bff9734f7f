"""Places: where in a submission something stands: Q3, Q22.1.section, C4.view, F1 or letter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.language import Lazy, lazy

LETTER: Final = "letter"
FILE: Final = "F"
OTHER: Final = "other"
UNIT: Final = "unit"
ROW_PARTS: Final = ("ordinance", "section")
COMMENT_PARTS: Final = ("view", "wording", "evidence")

_PLACE: Final = re.compile(
    r"(?P<question>Q[1-9][0-9]{0,3})"
    r"(?:\.(?P<beside>other|unit)|\.(?P<row>[1-9][0-9]{0,3})(?:\.(?P<cell>ordinance|section))?)?"
    r"|(?P<clause>[CG][1-9][0-9]{0,3})(?:\.(?P<comment>view|wording|evidence))?"
    r"|(?P<file>F[1-9][0-9]{0,2})(?:\.(?P<piece>[1-9][0-9]{0,2}))?"
    r"|letter"
)
_KINDS: Final = "FQCG"
_PARTS: Final = ("", *ROW_PARTS, OTHER, UNIT, *COMMENT_PARTS)
_NAMES: Final = {
    "Q": lazy("Question %(number)s"),
    "C": lazy("Clause %(number)s"),
    "G": lazy("General heading %(number)s"),
    FILE: lazy("File %(number)s"),
}
_WITH_PART: Final = {
    OTHER: lazy("%(name)s, other"),
    UNIT: lazy("%(name)s, unit"),
    "view": lazy("%(name)s, view"),
    "wording": lazy("%(name)s, proposed wording"),
    "evidence": lazy("%(name)s, evidence"),
}
_WITH_ROW: Final = {
    "": lazy("%(name)s, row %(row)s"),
    "ordinance": lazy("%(name)s, row %(row)s, ordinance"),
    "section": lazy("%(name)s, row %(row)s, section"),
}


class NoPlaceError(ValueError):
    """These letters name no place a submission can have."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: the key of its question, clause or file (or `letter`), its row from 1, its part.

    The rows of a file are the pieces of a text that is longer than one field holds.
    """

    key: str
    row: int | None = None
    part: str = ""

    def __str__(self) -> str:
        """Write the place as it is stored."""
        return ".".join(filter(None, (self.key, str(self.row or ""), self.part)))

    @property
    def kind(self) -> str:
        """Q for a question, C for a clause, G for a heading, F for a file, "" for the letter."""
        return "" if self.key == LETTER else self.key[0]

    @property
    def is_of_clause(self) -> bool:
        """Whether the place belongs to the comment on a clause or general heading."""
        return self.kind in {"C", "G"}

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Where it stands among others: the letter, files, questions, clauses, by number."""
        number = 0 if self.key == LETTER else int(self.key[1:])
        kind = 0 if self.key == LETTER else _KINDS.index(self.kind) + 1
        return (kind, number, self.row or 0, _PARTS.index(self.part))


@lru_cache(maxsize=4096)
def parse(place: str) -> Place:
    """Read a place. Raises NoPlaceError."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise NoPlaceError(place)
    if found["question"]:
        row = int(found["row"]) if found["row"] else None
        return Place(found["question"], row, found["beside"] or found["cell"] or "")
    if found["clause"]:
        return Place(found["clause"], None, found["comment"] or "")
    if found["file"]:
        return Place(found["file"], int(found["piece"]) if found["piece"] else None)
    return Place(LETTER)


def is_place(place: str) -> bool:
    """Whether these letters name a place."""
    return _PLACE.fullmatch(place) is not None


def label(place: str) -> str:
    """Name a place in the language spoken now: `Question 3`, `Clause 4, proposed wording`.

    Raises NoPlaceError.
    """
    read = parse(place)
    if read.key == LETTER:
        return str(lazy("Letter"))
    name = _NAMES[read.kind].filled(number=read.key[1:])
    if read.row is not None and read.kind == FILE:
        return lazy("%(name)s, part %(row)s").filled(name=name, row=read.row)
    if read.row is not None:
        return _WITH_ROW[read.part].filled(name=name, row=read.row)
    part: Lazy | None = _WITH_PART.get(read.part)
    return part.filled(name=name) if part else name


def in_reading_order(places: Iterable[str], keys: Sequence[str] = ()) -> list[str]:
    """Put places in the order they are read: the letter, the files, the questions, the clauses.

    `keys` lists questions and clauses as the paper orders them; the rest follow by number.
    Raises NoPlaceError.
    """
    ranks = {key: rank for rank, key in enumerate(keys, start=1)}

    def rank(place: str) -> tuple[int, tuple[int, int, int, int]]:
        read = parse(place)
        is_first = read.kind in {"", FILE}
        return 0 if is_first else ranks.get(read.key, len(ranks) + 1), read.rank

    return sorted(places, key=rank)


def covers(place: str, other: str) -> bool:
    """Whether what is said of a place holds for another: `Q22` covers `Q22.1.section`."""
    return f"{other}.".startswith(f"{place}.")

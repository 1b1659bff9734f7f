"""What a receipt says beside its reference: how much was filed, and what of it is withheld."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.submissions.decisions import Restriction, Scope
from portal.submissions.places import FILE, LETTER, label, parse
from portal.submissions.said import Said


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not published of one place: `count` characters of it, or 0 for the whole place."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What one version holds, counted, and what of it will not be published."""

    answers: int
    comments: int
    wordings: int
    has_letter: bool
    files: int
    is_all_withheld: bool
    withheld: tuple[Withheld, ...]


def contents(said: Sequence[Said], restrictions: Iterable[Restriction]) -> Contents:
    """Count what was said, and name each place or run of characters that is confidential."""
    places = [parse(each.place) for each in said]
    standing = list(restrictions)
    return Contents(
        answers=len({place.key for place in places if place.kind == "Q"}),
        comments=len({place.key for place in places if place.is_of_clause}),
        wordings=sum(place.part == "wording" for place in places),
        has_letter=any(place.key == LETTER for place in places),
        files=len({place.key for place in places if place.kind == FILE}),
        is_all_withheld=any(each.scope is Scope.ALL for each in standing),
        withheld=tuple(_withheld(standing)),
    )


def in_fours(record_sha256: str) -> str:
    """Write a hash in groups of four, so that it can be compared by eye."""
    return " ".join(record_sha256[at : at + 4] for at in range(0, len(record_sha256), 4))


def _withheld(standing: Iterable[Restriction]) -> Iterable[Withheld]:
    counts: dict[str, int] = {}
    for each in standing:
        if each.place is None:
            continue
        if each.start is None or each.stop is None:
            counts[each.place] = 0
        elif counts.get(each.place) != 0:
            counts[each.place] = counts.get(each.place, 0) + each.stop - each.start
    return [Withheld(label(place), count) for place, count in counts.items()]

"""Words cut out of a text, and where what remains has moved to."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """Code points start to end of a text, and the mark that takes their place."""

    start: int
    end: int
    mark: str


def cut(words: str, cuts: Iterable[Cut]) -> str:
    """Give the words with every cut replaced by its mark; cuts that overlap become one."""
    kept: list[str] = []
    place = 0
    for one in united(cuts):
        kept.extend((words[place : one.start], one.mark))
        place = one.end
    return "".join((*kept, words[place:]))


def moved(place: int, cuts: Iterable[Cut]) -> int:
    """Say where a code point stands after the cuts; one inside a cut stands before its mark."""
    shift = 0
    for one in united(cuts):
        if one.start >= place:
            break
        if place < one.end:
            return one.start + shift
        shift += len(one.mark) - (one.end - one.start)
    return place + shift


def united(cuts: Iterable[Cut]) -> list[Cut]:
    """Give cuts in order, those that overlap or touch joined under the first one's mark."""
    result: list[Cut] = []
    for one in sorted(cuts):
        if one.end <= one.start:
            continue
        if result and one.start <= result[-1].end:
            last = result.pop()
            result.append(Cut(last.start, max(last.end, one.end), last.mark))
        else:
            result.append(one)
    return result

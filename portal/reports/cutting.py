"""Words cut out of a text, and where what remains has moved to."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.text import merged, paragraphs


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
    ordered = sorted(one for one in cuts if one.start < one.end)
    marks = {one.start: one.mark for one in reversed(ordered)}
    spans = merged((one.start, one.end) for one in ordered)
    return [Cut(start, end, marks[start]) for start, end in spans]


def parted(words: str, cuts: Iterable[Cut]) -> list[Cut]:
    """Part cuts where paragraphs part, so that each paragraph keeps its number, cut or not.

    A text that is cut from its first paragraph to its last has none to number: it stays one cut.
    """
    whole = united(cuts)
    spans = paragraphs(words)
    if spans and any(one.start <= spans[0][0] and spans[-1][1] <= one.end for one in whole):
        return [Cut(0, len(words), whole[0].mark)]
    return [
        Cut(max(one.start, start), min(one.end, stop), one.mark)
        for one in whole
        for start, stop in spans
        if one.start < stop and start < one.end
    ]

"""How passages that overlap are drawn: a paragraph is cut where any of them begins or ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Track(StrEnum):
    """The line a passage is underlined with: solid, dashed, dotted, double."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


@dataclass(frozen=True, slots=True)
class Span:
    """A passage as the page numbers it, from code point ``start`` up to ``stop`` of its text."""

    number: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Line:
    """A span and the track it is drawn on; on none, it stands in the list only."""

    span: Span
    track: Track | None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph under the same lines throughout.

    ``covering`` are the lines drawn under it, by track; ``pins`` those of them that begin here.
    """

    words: str
    covering: tuple[Line, ...]
    pins: tuple[Line, ...]


def drawn(spans: Iterable[Span]) -> tuple[Line, ...]:
    """Give each span the lowest track that is free where it begins, in order of beginning.

    Of spans that begin together the longest comes first. A span that meets four others has none.
    """
    lines: list[Line] = []
    busy: dict[Track, int] = {}
    for span in sorted(spans, key=lambda one: (one.start, -one.stop, one.number)):
        free = [track for track in Track if busy.get(track, 0) <= span.start]
        track = free[0] if free else None
        if track:
            busy[track] = span.stop
        lines.append(Line(span, track))
    return tuple(lines)


def runs(text: str, paragraph: tuple[int, int], lines: Sequence[Line]) -> tuple[Run, ...]:
    """Cut a paragraph, given as offsets into its text, into runs; joined, they are its words."""
    first, last = paragraph
    within = [
        line for line in lines if line.track and line.span.start < last and line.span.stop > first
    ]
    edges = {first, last}
    edges.update(min(max(edge, first), last) for edge in _edges(within))
    return tuple(_run(text, start, stop, within) for start, stop in pairwise(sorted(edges)))


def _edges(lines: Iterable[Line]) -> Iterable[int]:
    for line in lines:
        yield line.span.start
        yield line.span.stop


def _run(text: str, start: int, stop: int, lines: Sequence[Line]) -> Run:
    covering = sorted(
        (line for line in lines if line.span.start <= start and stop <= line.span.stop),
        key=lambda line: line.track or "",
    )
    pins = (line for line in lines if line.span.start == start)
    return Run(text[start:stop], tuple(covering), tuple(pins))

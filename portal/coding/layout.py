"""A text laid out for reading: its paragraphs numbered, and cut where passages run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.coding.runs import Line, Run, Span, drawn, runs
from portal.text import paragraphs

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words on the page: the tracks under it, the pins before it, and its state."""

    words: str
    tracks: tuple[str, ...] = ()
    pins: tuple[tuple[int, str], ...] = ()
    is_restricted: bool = False
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by its number in its text; offsets are code points of the text.

    `gap` is what stands between it and the paragraph before it in the same text.
    """

    number: int
    start: int
    stop: int
    gap: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text to be read: its words, its passages, and the spans kept confidential."""

    words: str
    passages: tuple[Span, ...] = ()
    restricted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A text laid out: its paragraphs, and the track each of its passages is drawn on."""

    paragraphs: tuple[Paragraph, ...]
    tracks: Mapping[int, str]


def laid_out(text: Words, *, now: int = 0) -> Page:
    """Lay out a text; `now` is the number of the passage to show as chosen, 0 for none."""
    lines = drawn(text.passages)
    tracks = {line.span.number: line.track or "" for line in lines}
    return Page(tuple(_paragraphs(text, lines, now)), tracks)


def _paragraphs(text: Words, lines: Sequence[Line], now: int) -> Iterator[Paragraph]:
    before = 0
    for number, (start, stop) in enumerate(paragraphs(text.words), start=1):
        cut = runs(text.words, (start, stop), lines)
        pieces = tuple(_pieces(cut, start, text.restricted, now))
        yield Paragraph(number, start, stop, text.words[before:start], pieces)
        before = stop


def _pieces(cut: Iterable[Run], at: int, restricted: Spans, now: int) -> Iterator[Piece]:
    for run in cut:
        numbers = [line.span.number for line in run.covering]
        pins = tuple((line.span.number, line.track or "") for line in run.pins)
        for start, stop, is_restricted in _parted(at, at + len(run.words), restricted):
            yield Piece(
                words=run.words[start - at : stop - at],
                tracks=tuple(line.track or "" for line in run.covering),
                pins=pins,
                is_restricted=is_restricted,
                is_now=now in numbers,
            )
            pins = ()
        at += len(run.words)


def _parted(start: int, stop: int, restricted: Spans) -> Iterator[tuple[int, int, bool]]:
    """Part a stretch where confidentiality begins and ends."""
    edges = {start, stop}
    edges.update(edge for span in restricted for edge in span if start < edge < stop)
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        yield left, right, any(first <= left and right <= last for first, last in restricted)

"""Why a text was found: a few words around those that were asked for, the latter marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from portal.text import merged, tokens

BEFORE: Final = 40
AFTER: Final = 110
# Either index takes whole tokens only; one longer than this is found by its beginning.
LONGEST_TOKEN: Final = 60
# Looking for the edge of a word, a cut moves no further than this.
_SLACK: Final = 16


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a snippet, and whether it is what was asked for."""

    words: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of a text around the first of those asked for; joined, the runs are its words.

    `is_cut_before` and `is_cut_after` tell whether the text goes on there.
    """

    runs: tuple[Run, ...]
    is_cut_before: bool
    is_cut_after: bool


def snippet(words: str, terms: Sequence[str]) -> Snippet | None:
    """Cut the stretch of a text in which the terms are first met; None where none of them is.

    `terms` are folded as search folds them: tokens parted by spaces, met next to one another.
    """
    spans = merged(_met(words, terms))
    if not spans:
        return None
    start, stop = _window(words, spans[0])
    return Snippet(tuple(_runs(words, start, stop, spans)), start > 0, stop < len(words))


def _met(words: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    stand = list(tokens(words))
    said = [token[:LONGEST_TOKEN] for token, _, _ in stand]
    for parts in (term.split(" ") for term in terms):
        for at in range(len(said) - len(parts) + 1):
            if said[at : at + len(parts)] == parts:
                yield stand[at][1], stand[at + len(parts) - 1][2]


def _window(words: str, first: tuple[int, int]) -> tuple[int, int]:
    """Choose from where to where to cut: at the edges of words, if these are near."""
    start, stop = max(first[0] - BEFORE, 0), min(first[1] + AFTER, len(words))
    if start:
        space = words.find(" ", start, min(start + _SLACK, first[0]))
        start = space + 1 if space >= 0 else start
    if stop < len(words):
        space = words.rfind(" ", max(stop - _SLACK, first[1]), stop)
        stop = space if space >= 0 else stop
    return start, stop


def _runs(words: str, start: int, stop: int, spans: Sequence[tuple[int, int]]) -> Iterator[Run]:
    edges = {start, stop}
    edges.update(edge for span in spans for edge in span if start < edge < stop)
    for left, right in pairwise(sorted(edges)):
        is_match = any(first <= left and right <= last for first, last in spans)
        yield Run(words[left:right], is_match)

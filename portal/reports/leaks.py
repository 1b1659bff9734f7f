"""The leak check: what a public artefact may not say is looked for in all that it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.reports.snapshot import Snapshot
from portal.reports.withheld import Withheld, paper, withheld
from portal.text import Folded, folded, is_han, only_han

TEXT: Final = "text"
"""The part of an artefact that has pages; each ends with PAGE_END."""
PAGE_END: Final = "\f"
LONGEST_RUN = 30
LONGEST_HAN_RUN = 8
# Thirty typed characters hold twenty that are no spaces, and so a whole block of ten.
_BLOCK = 10
_HAN_BLOCK = LONGEST_HAN_RUN
_SHORTEST = 4


class Kind(StrEnum):
    """What is withheld."""

    NAME = "name"
    CONTACT = "contact"
    AMOUNT = "amount"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Leak:
    """Where something withheld was found: the part of the artefact, its page, and what kind it is.

    ``words`` are folded; ``page`` counts from 1, and is None in parts that have no pages.
    """

    part: str
    kind: Kind
    words: str
    page: int | None = None


def leaks(snapshot: Snapshot, shown: Snapshot, artefact: Mapping[str, str]) -> tuple[Leak, ...]:
    """Find every withheld value or passage in the parts of an artefact.

    ``snapshot`` is the internal one, ``shown`` what the public edition may print, ``artefact``
    maps the name of a part (text, metadata, …) to its words. Names and contact details may not
    appear at all, nor may amounts that stand in nothing the public reads. A passage may not
    appear as a run of 30 characters, or of 8 Han ones, that neither paper, codeframe nor public
    text holds; a passage shorter than that may not appear whole.
    """
    kept = withheld(snapshot)
    open_words = [folded(words) for words in (*paper(snapshot), *_public_words(shown))]
    innocent = "\n".join(one.words for one in open_words)
    passages = [folded(words) for words in sorted(kept.passages)]
    values = _values(kept, passages, innocent)
    indexes = [_index(passages, size) for size in (_BLOCK, _HAN_BLOCK)]
    found: dict[Leak, None] = {}
    for part, typed in artefact.items():
        words = folded(typed)
        for kind, value, at in (
            *_values_in(words, values),
            *((Kind.WORDS, run, at) for one in indexes for run, at in _runs(words, one, innocent)),
        ):
            found[Leak(part, kind, value, _page(part, typed, at))] = None
    amounts = {one.words for one in found if one.kind is Kind.AMOUNT}
    told = {one for one in amounts if _stands_in(open_words, one)}
    return tuple(one for one in found if not (one.kind is Kind.AMOUNT and one.words in told))


def _values(kept: Withheld, passages: Iterable[Folded], innocent: str) -> Mapping[str, Kind]:
    """Give what may not appear at all; an amount may yet turn out to be an open one."""
    short = {one.words for one in passages if not _is_long(one, 0, len(one.words))}
    return {
        **dict.fromkeys(kept.amounts, Kind.AMOUNT),
        **{one: Kind.WORDS for one in short if len(one) > _SHORTEST and one not in innocent},
        **dict.fromkeys(kept.contacts, Kind.CONTACT),
        **dict.fromkeys(kept.names, Kind.NAME),
    }


def _public_words(shown: Snapshot) -> Iterator[str]:
    for submission in shown.submissions:
        for text in submission.texts:
            yield text.words
        for respondent in submission.respondents:
            yield from respondent.name.values()
        for answer in submission.answers:
            yield answer.number or ""


def _stands_in(open_words: Iterable[Folded], value: str) -> bool:
    return any(next(one.found(value), None) for one in open_words)


def _page(part: str, typed: str, at: int) -> int | None:
    return typed.count(PAGE_END, 0, at) + 1 if part == TEXT else None


def _values_in(words: Folded, values: Mapping[str, Kind]) -> Iterator[tuple[Kind, str, int]]:
    for value, kind in sorted(values.items()):
        for start, _stop in words.found(value):
            yield kind, value, start


@dataclass(frozen=True, slots=True)
class _Index:
    """Pieces of the withheld passages, end to end: a run that is too long must hold a whole one."""

    size: int
    found: Mapping[str, Sequence[tuple[Folded, int]]]


def _index(passages: Iterable[Folded], size: int) -> _Index:
    found: dict[str, list[tuple[Folded, int]]] = {}
    for passage in passages:
        for start in range(0, len(passage.words) - size + 1, size if size == _BLOCK else 1):
            piece = passage.words[start : start + size]
            if size == _BLOCK or len(only_han(piece)) == size:
                found.setdefault(piece, []).append((passage, start))
    return _Index(size, found)


def _runs(words: Folded, index: _Index, innocent: str) -> Iterator[tuple[str, int]]:
    """Yield the runs that are too long, folded, and where the words have them as typed."""
    artefact = words.words
    place = 0
    while place <= len(artefact) - index.size:
        reach = place + 1
        for passage, start in index.found.get(artefact[place : place + index.size], ()):
            back, on = _stretch(artefact, place, passage.words, start)
            run = passage.words[start - back : start + on]
            if place + on > reach and _is_long(passage, start - back, start + on):
                reach = place + on
                if run not in innocent:
                    yield run, words.starts[place]
        place = reach


def _stretch(artefact: str, place: int, passage: str, start: int) -> tuple[int, int]:
    """Say how far two texts agree before and after a place in each."""
    back = 0
    while min(place, start) > back and artefact[place - back - 1] == passage[start - back - 1]:
        back += 1
    on = 0
    most = min(len(artefact) - place, len(passage) - start)
    while on < most and artefact[place + on] == passage[start + on]:
        on += 1
    return back, on


def _is_long(passage: Folded, start: int, end: int) -> bool:
    """Tell whether folded characters start to end are too much, counted as they were typed."""
    if end <= start:
        return False
    first, last = passage.span(start, end)
    return last - first >= LONGEST_RUN or _longest_han(passage.words[start:end]) >= LONGEST_HAN_RUN


def _longest_han(run: str) -> int:
    longest = length = 0
    for character in run:
        length = length + 1 if is_han(character) else 0
        longest = max(longest, length)
    return longest

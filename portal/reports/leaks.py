"""The leak check: what a public artefact may not say is looked for in all that it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.reports.snapshot import Snapshot
from portal.reports.withheld import paper_words, withheld
from portal.text import Folded, fold_tight, folded, is_han, only_han

LONGEST_RUN = 30
LONGEST_HAN_RUN = 8
# Thirty typed characters hold twenty that are no spaces, and so a whole block of ten.
_BLOCK = 10
_HAN_BLOCK = LONGEST_HAN_RUN
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Leak:
    """Where something withheld was found: the part of the artefact, and what kind it is."""

    part: str
    kind: str
    words: str


def leaks(
    snapshot: Snapshot, shown: Snapshot, artefact: Mapping[str, str], extra: Sequence[str] = ()
) -> tuple[Leak, ...]:
    """Find every withheld value or passage in the parts of an artefact.

    ``snapshot`` is the internal one, ``shown`` what the public edition may print, ``artefact``
    maps the name of a part (text, metadata, …) to its words, ``extra`` are further values
    (e-mail addresses, telephone numbers). Values may not appear at all. A passage may not appear
    as a run of 30 characters, or of 8 Han ones, that neither paper, codeframe nor public text
    holds; a passage shorter than that may not appear whole.
    """
    kept = withheld(snapshot)
    innocent = "\n".join((paper_words(snapshot), *_public_words(shown)))
    passages = [folded(words) for words in sorted(kept.passages)]
    short = {one.words for one in passages if not _is_long(one, 0, len(one.words))}
    values = kept.values | {one for one in short if len(one) > _SHORTEST and one not in innocent}
    values |= {fold_tight(one) for one in extra} - {""}
    indexes = [_index(passages, size) for size in (_BLOCK, _HAN_BLOCK)]
    return tuple(
        leak
        for part, words in artefact.items()
        for leak in (
            *_values_in(part, folded(words), values),
            *(
                Leak(part, "passage", run)
                for index in indexes
                for run in _runs(fold_tight(words), index, innocent)
            ),
        )
    )


def _public_words(shown: Snapshot) -> Iterator[str]:
    for submission in shown.submissions:
        for text in submission.texts:
            yield fold_tight(text.words)
        for respondent in submission.respondents:
            yield from (fold_tight(name) for name in respondent.name.values())


def _values_in(part: str, words: Folded, values: Iterable[str]) -> Iterator[Leak]:
    for value in sorted(values):
        if next(words.found(value), None):
            yield Leak(part, "value", value)


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


def _runs(artefact: str, index: _Index, innocent: str) -> Iterator[str]:
    place = 0
    while place <= len(artefact) - index.size:
        reach = place + 1
        for passage, start in index.found.get(artefact[place : place + index.size], ()):
            back, on = _stretch(artefact, place, passage.words, start)
            run = passage.words[start - back : start + on]
            if place + on > reach and _is_long(passage, start - back, start + on):
                reach = place + on
                if run not in innocent:
                    yield run
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

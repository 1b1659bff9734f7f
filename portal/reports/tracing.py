"""What staff learn of a leak: on which page, from which submission, and whose it is; no words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from portal.reports.leaks import Kind, Leak
from portal.reports.quoting import reference
from portal.reports.snapshot import Passage, Snapshot, Span, Submission
from portal.reports.withheld import hidden, hides_name
from portal.text import Folded, folded

_MOST_LEAKS: Final = 6
_MOST_PLACES: Final = 3
_MOST_PAGES: Final = 8
_ADVICE: Final = (
    "Mark these words as confidential in the submission that prints them, or withhold that"
    " submission from the public edition; then compile again."
)
_KINDS: Final[Mapping[Kind, str]] = {
    Kind.NAME: "a name",
    Kind.CONTACT: "a contact detail",
    Kind.AMOUNT: "an amount",
    Kind.WORDS: "words",
}


def told(found: Iterable[Leak], snapshot: Snapshot, shown: Snapshot) -> str:
    """Say where leaks stand and what to do about them; what was withheld is never repeated.

    ``snapshot`` is the internal one, ``shown`` what the public edition may print. Leaks of the
    same words are told together, and no more than six.
    """
    together: dict[tuple[Kind, str], list[Leak]] = {}
    for one in found:
        together.setdefault((one.kind, one.words), []).append(one)
    first = islice(together.items(), _MOST_LEAKS)
    lines = [_line(kind, words, some, snapshot, shown) for (kind, words), some in first]
    if len(together) > len(lines):
        lines.append(f"And {len(together) - len(lines)} more.")
    return " ".join(
        (
            "The public edition was not made, because it would hold what is withheld.",
            *lines,
            _ADVICE,
        )
    )


def _line(kind: Kind, words: str, some: Sequence[Leak], snapshot: Snapshot, shown: Snapshot) -> str:
    kept = _listed(_keepers(kind, words, snapshot)) or "a submission"
    printed = _listed(_printers(kind, words, shown))
    source = f", printed from {printed}" if printed else ""
    return f"{_where(some)}: {_KINDS[kind]} that {kept} keeps back{source}."


def _where(some: Sequence[Leak]) -> str:
    """Say on which pages and in which other parts leaks stand: "Pages 3, 7; bookmarks"."""
    pages = sorted({one.page for one in some if one.page is not None})
    parts = dict.fromkeys(one.part for one in some if one.page is None)
    said = [f"Page{'s' if len(pages) > 1 else ''} {_listed(map(str, pages), _MOST_PAGES)}"]
    return "; ".join((*(said if pages else ()), *parts))


def _listed(words: Iterable[str], most: int = _MOST_PLACES) -> str:
    every = list(dict.fromkeys(words))
    return ", ".join(every[:most]) + (" and others" if len(every) > most else "")


def _keepers(kind: Kind, words: str, snapshot: Snapshot) -> Iterator[str]:
    """Yield who keeps words back: a reference for a name, else the paragraph too."""
    for submission in snapshot.submissions:
        if kind is Kind.NAME:
            if hides_name(submission, words):
                yield submission.reference
        else:
            yield from _cited(
                submission, hidden(submission), lambda one: _met(one, Kind.WORDS, words)
            )


def _printers(kind: Kind, words: str, shown: Snapshot) -> Iterator[str]:
    """Yield the paragraphs of the public edition in which words stand."""
    for submission in shown.submissions:
        whole = (Span(index, 0, len(one.words)) for index, one in enumerate(submission.texts))
        yield from _cited(submission, whole, lambda one: _met(one, kind, words))
        if any(words in folded(one).words for one in _names(submission)):
            yield submission.reference


def _names(submission: Submission) -> Iterator[str]:
    return (name for one in submission.respondents for name in one.name.values())


def _met(within: Folded, kind: Kind, words: str) -> tuple[int, int] | None:
    """Give the code points where words stand: a value as whole words, a passage anywhere."""
    if kind is not Kind.WORDS:
        return next(within.found(words), None)
    start = within.words.find(words)
    return within.span(start, start + len(words)) if start >= 0 else None


def _cited(
    submission: Submission,
    spans: Iterable[Span],
    found: Callable[[Folded], tuple[int, int] | None],
) -> Iterator[str]:
    for span in spans:
        at = found(folded(submission.texts[span.text].words[span.start : span.end]))
        if at is not None:
            start, end = (span.start + one for one in at)
            cited = reference(submission, Passage(span.text, start, end, ""))
            yield f"{cited.words} {cited.paragraph}".strip()

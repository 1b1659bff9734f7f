"""Words marked as confidential: from a quote to the code points it covers, and back to words."""

from collections.abc import Iterable, Iterator, Sequence

from portal.language import gettext
from portal.submissions.filing import Entry, Faults, FiledRestriction
from portal.submissions.places import covers, is_place
from portal.text import merged


def marks_on(
    place: str, quote: str | None, reason: str, entries: Iterable[Entry], faults: Faults
) -> list[FiledRestriction]:
    """Mark a whole place, or every occurrence of a quote in its words.

    A place where nothing was said, or a quote that does not stand there, is a fault.
    """
    held = [entry for entry in entries if covers(place, entry.place)] if is_place(place) else []
    if not held:
        faults.add(place, gettext("Nothing was said at this place."))
        return []
    if quote is None:
        return [FiledRestriction(place, reason=reason)]
    words = next((entry.words for entry in held if entry.place == place), None) or ""
    found = [
        FiledRestriction(place, start, stop, reason) for start, stop in occurrences(quote, words)
    ]
    if not found:
        faults.add(place, gettext("The words “%(quote)s” do not stand here.", quote=quote[:80]))
    return found


def occurrences(quote: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where a quote stands in words, in code points, none overlapping the one before."""
    start = words.find(quote)
    while quote and start >= 0:
        stop = start + len(quote)
        yield start, stop
        start = words.find(quote, stop)


def carried(
    kept: Iterable[tuple[str, str, str]], entries: Iterable[Entry]
) -> list[FiledRestriction]:
    """Mark again, in words that changed, what was confidential in the words before.

    `kept` gives (place, quote, reason) of each. Where a quote no longer stands as it was, nobody
    can tell what of it is left: the whole place is marked.
    """
    held = {entry.place: entry.words for entry in entries if entry.words}
    found: list[FiledRestriction] = []
    for place, quote, reason in kept:
        if place in held:
            spans = list(occurrences(quote, held[place]))
            found += [FiledRestriction(place, start, stop, reason) for start, stop in spans]
            found += [] if spans else [FiledRestriction(place, reason=reason)]
    return found


def blacked_out(words: str, spans: Sequence[tuple[int, int]], ink: str = "█") -> str:
    """Put ink over spans of words, one stroke for each character: offsets stay as they are."""
    blacked = words
    for start, stop in merged(spans):
        blacked = blacked[:start] + ink * (stop - start) + blacked[stop:]
    return blacked

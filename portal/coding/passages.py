"""A passage is a run of somebody's words: where it stands, what it says, and what stands around."""

from dataclasses import dataclass
from typing import Final

from portal.errors import ConflictError, InvalidInputError, marked
from portal.text import plain

CONTEXT: Final = 32
"""How many characters are kept from before and after a passage."""


class NoPassageError(InvalidInputError):
    """What was marked holds no words."""

    message = marked("Nothing is marked. Please mark at least one word.")


class OutOfTextError(InvalidInputError):
    """What was marked reaches beyond the text."""

    message = marked("What was marked reaches beyond the text. Please mark it again.")


class QuoteNotFoundError(InvalidInputError):
    """A text does not hold a quote, or not so many times."""

    message = marked("The words “%(quote)s” (occurrence %(nth)s) do not stand in this text.")


class PassageMovedError(ConflictError):
    """The words at some offsets are not those that were marked."""

    message = marked(
        "The words marked are not those that stand there. Please load the page again and mark anew."
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text: code points from ``start`` up to ``stop``, their quote and its context.

    ``text[start:stop] == quote``; ``prefix`` and ``suffix`` are the 32 characters on either side,
    fewer where the text ends.
    """

    start: int
    stop: int
    quote: str
    prefix: str
    suffix: str


def mark(text: str, start: int, stop: int) -> Mark:
    """Mark the words of a text between two offsets, less the white space around them.

    Raises OutOfTextError and NoPassageError.
    """
    if not 0 <= start <= stop <= len(text):
        raise OutOfTextError
    marked_words = text[start:stop]
    quote = marked_words.strip()
    if not quote:
        raise NoPassageError
    first = start + len(marked_words) - len(marked_words.lstrip())
    last = first + len(quote)
    return Mark(
        start=first,
        stop=last,
        quote=quote,
        prefix=text[max(first - CONTEXT, 0) : first],
        suffix=text[last : last + CONTEXT],
    )


def locate(text: str, quote: str, nth: int = 1) -> Mark:
    """Mark where a text holds a quote for the nth time, counting every place it begins at.

    The quote is cleaned as the text was. Raises NoPassageError for one without words,
    QuoteNotFoundError, and the errors of ``plain``.
    """
    words = plain(quote).strip()
    if not words:
        raise NoPassageError
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            break
    if start < 0:
        raise QuoteNotFoundError(quote=_shortened(words), nth=nth)
    return mark(text, start, start + len(words))


def check(text: str, start: int, stop: int, quote: str) -> Mark:
    """Mark words that a page sends as offsets and quote, if they still agree.

    A browser sends line ends as CRLF; offsets count them once. Raises PassageMovedError when
    other words stand there, OutOfTextError and NoPassageError.
    """
    if text[max(start, 0) : max(stop, 0)] != quote.replace("\r\n", "\n"):
        raise PassageMovedError
    return mark(text, start, stop)


def _shortened(words: str) -> str:
    return words if len(words) <= 2 * CONTEXT else f"{words[: 2 * CONTEXT]}…"

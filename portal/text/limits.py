"""What no text may be: longer than a field holds, or not text at all. Both are told in no time."""

import re
from typing import Final

from portal.errors import InvalidInputError, marked

FIELD_LIMIT: Final = 100_000
"""The most characters (code points, a line end counting as one) that one field may hold."""

_UNREADABLE: Final = re.compile("[\0\ud800-\udfff]")


class TextError(InvalidInputError):
    """A text that cannot be kept."""


class TooLongError(TextError):
    """A text is longer than one field holds."""

    message = marked(
        "This text has %(length)s characters. At most %(limit)s can be taken here. "
        "Please shorten it, or send the rest in another place."
    )


class UnreadableError(TextError):
    """A text holds codes that stand for no character."""

    message = marked(
        "This text holds codes that stand for no character, as a damaged file does. "
        "Please copy it again from the original."
    )


class TangledError(TextError):
    """A formatted text holds more elements, or deeper ones, than a document needs."""

    message = marked(
        "The formatting of this text is too complicated to be read. Please send it as plain text."
    )


def refuse_unfit(words: str) -> None:
    """Let pass what can be kept at all.

    Raises TooLongError beyond FIELD_LIMIT, UnreadableError at a NUL or a lone surrogate. A line
    end counts once, as the counter on the page does, though browsers send two characters.
    """
    length = len(words) - words.count("\r\n")
    if length > FIELD_LIMIT:
        raise TooLongError(length=length, limit=FIELD_LIMIT)
    if _UNREADABLE.search(words):
        raise UnreadableError

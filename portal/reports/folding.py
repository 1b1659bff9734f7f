"""Words compared as a reader would: width, case, spaces, hyphens, 繁 and 简 make no difference."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.text import simplify

_DASHES = frozenset("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212-")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded words, and for each folded character the code point it came from."""

    words: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the code points from and to which folded characters start to end stand."""
        return self.places[start], self.places[end - 1] + 1


def is_han(character: str) -> bool:
    """Tell whether a character is a Han one."""
    return _HAN.match(character) is not None


def han(words: str) -> int:
    """Count the Han characters of some words."""
    return len(_HAN.findall(words))


def fold(words: str) -> str:
    """Give words for comparison only."""
    return "".join(_folded(character) for character in words)


def folded(words: str) -> Folded:
    """Give words for comparison, each character still knowing where it stood."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(words):
        short = _folded(character)
        kept.append(short)
        places.extend([place] * len(short))
    return Folded("".join(kept), tuple(places))


def occurrences(value: str, within: Folded) -> Iterator[tuple[int, int]]:
    """Yield where a folded value stands in words, as code points from and to.

    A value that begins or ends with a Latin letter or a digit is met as whole words only.
    """
    start = within.words.find(value)
    while value and start >= 0:
        span = within.span(start, start + len(value))
        if _is_whole(value, within, start):
            yield span
        start = within.words.find(value, start + 1)


def _is_whole(value: str, within: Folded, start: int) -> bool:
    before = within.words[start - 1] if start else " "
    end = start + len(value)
    after = within.words[end] if end < len(within.words) else " "
    is_cut_before = _is_joined(before, value[0]) and _touch(within, start - 1)
    is_cut_after = _is_joined(value[-1], after) and _touch(within, end - 1)
    return not (is_cut_before or is_cut_after)


def _touch(within: Folded, left: int) -> bool:
    return within.places[left + 1] - within.places[left] <= 1


def _is_joined(left: str, right: str) -> bool:
    return _is_latin(left) and _is_latin(right)


def _is_latin(character: str) -> bool:
    return character.isalnum() and not is_han(character)


@lru_cache(maxsize=100_000)
def _folded(character: str) -> str:
    wide = unicodedata.normalize("NFKC", character).casefold()
    return "".join(
        simplify(one) for one in wide if not (one.isspace() or one in _DASHES or _is_silent(one))
    )


def _is_silent(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc"}

"""A text's paragraphs, counted in one way by page, coding and report: ¶3 is ¶3 everywhere."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

# The lines of a paragraph hold something besides white space; a line that does not parts two.
_PARAGRAPH: Final = re.compile(r"^(?=[^\n]*\S)[^\n]*(?:\n(?=[^\n]*\S)[^\n]*)*", re.MULTILINE)


def paragraphs(words: str) -> list[tuple[int, int]]:
    """Give where each paragraph begins and ends, in code points; the first is number 1.

    Blank lines part paragraphs and belong to none; every other character belongs to one.
    """
    return [found.span() for found in _PARAGRAPH.finditer(words)]


def paragraph_number(spans: Sequence[tuple[int, int]], offset: int) -> int:
    """Tell the number, from 1, of the paragraph that holds an offset; of the one before a gap."""
    return max(bisect_right(spans, offset, key=lambda span: span[0]), 1)

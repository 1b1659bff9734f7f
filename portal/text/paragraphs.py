"""A text's paragraphs, numbered within it: what a coder reads as ¶3 a report cites as ¶3."""

import re
from typing import Final

# The lines of a paragraph hold something besides white space; a line that does not parts two.
_PARAGRAPH: Final = re.compile(r"^(?=[^\n]*\S)[^\n]*(?:\n(?=[^\n]*\S)[^\n]*)*", re.MULTILINE)


def paragraphs(words: str) -> list[tuple[int, int]]:
    """Give where each paragraph begins and ends, in code points; the first is number 1.

    Blank lines part paragraphs and belong to none; every other character belongs to one.
    """
    return [found.span() for found in _PARAGRAPH.finditer(words)]


def paragraphs_cited(words: str, start: int, stop: int) -> str:
    """Cite code points start up to stop of a text: "¶3", "¶3–4"; "" if it has one paragraph."""
    spans = paragraphs(words)
    touched = [
        number for number, (first, last) in enumerate(spans, 1) if first < stop and start < last
    ]
    if len(spans) == 1 or not touched:
        return ""
    first, last = touched[0], touched[-1]
    return f"¶{first}" if first == last else f"¶{first}–{last}"

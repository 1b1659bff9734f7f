"""A plain text laid out for reading: paragraphs, and lists by the marks that people type."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list as its writer marked it: the mark ("1.", "(a)", "•") and its lines."""

    mark: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (lines, no items) or a list (items, no lines) of a plain text."""

    lines: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


# Marks that people type before the entries of a list. A mark is followed by a space, except after
# the full-width ones, which carry their own.
_MARK: Final = re.compile(
    r"""\s*(?P<mark>
        \d{1,3}(?:\.\d{1,3}){0,3}[.)]?(?=[\s　])  # 1.  2)  3.1
      | \(?[A-Za-z]\)(?=[\s　])                   # a)  (b)
      | \([ivxIVX]{1,5}\)(?=[\s　])               # (iv)
      | \(\d{1,3}\)(?=[\s　])                    # (2)
      | [（(][一二三四五六七八九十\d]{1,3}[)）]     # （一）
      | [一二三四五六七八九十]{1,3}、               # 一、
      | \d{1,3}[、\uff0e]                         # 1、
      | [•‧·●▪○◦‣–—*-](?=[\s　])                  # •  -
    )[\s　]*(?P<rest>.+)""",
    re.VERBOSE,
)


def blocks(words: str) -> list[Block]:
    """Lay out a plain text as paragraphs and lists, by blank lines and typed marks.

    Every word and mark is kept as typed; only the white space around lines and marks is not.
    Lists that follow one another are one list.
    """
    laid: list[Block] = []
    for group in re.split(r"\n[^\S\n]*\n\s*", words.strip()):
        for block in _blocks_of(group.split("\n")):
            if block.items and laid and laid[-1].items:
                laid[-1] = Block(items=laid[-1].items + block.items)
            else:
                laid.append(block)
    return laid


def _blocks_of(lines: list[str]) -> Iterator[Block]:
    before: list[str] = []
    items: list[tuple[str, list[str]]] = []
    for place, line in enumerate(lines):
        marked = _marked(line, is_first=place == 0)
        if marked:
            items.append((marked["mark"], [marked["rest"].strip()]))
        elif line.strip():
            (items[-1][1] if items else before).append(line.strip())
    if before:
        yield Block(lines=tuple(before))
    if items:
        yield Block(items=tuple(Item(mark, tuple(entry)) for mark, entry in items))


def _marked(line: str, *, is_first: bool) -> re.Match[str] | None:
    """Find a list mark; a bare number is one only if it has parts (3.1) and begins a paragraph.

    Else "12.5 million" would be one, where a wrapped line happens to begin with it.
    """
    found = _MARK.match(line)
    if found is None or not found["mark"][-1].isdecimal():
        return found
    return found if is_first and "." in found["mark"] else None


_LONGEST_LINE: Final = 2000
_BREAKS: Final = " .;,。；，"


def broken(lines: Iterable[str]) -> Iterator[str]:
    """Break lines that no page could take in one go; no character is lost or added.

    The press takes a time that grows with the square of a line: 166,000 characters, 12 seconds.
    """
    for line in lines:
        left = line
        while len(left) > _LONGEST_LINE:
            end = max(left.rfind(one, 1, _LONGEST_LINE) for one in _BREAKS) + 1
            end = end or _LONGEST_LINE
            yield left[:end]
            left = left[end:]
        yield left

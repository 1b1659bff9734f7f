"""One way of filling templates for page and paper: strict, escaped, in the language spoken now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal import language
from portal.language.catalogues import sentence, sentence_of

TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates"


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


def equip(environment: Environment) -> None:
    """Give a Jinja environment the portal's rules, words and filters; page and paper share it."""
    environment.undefined = StrictUndefined
    environment.autoescape = True
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        sentence, sentence_of, newstyle=True
    )
    environment.filters.update(
        words=_words, moment=_moment, day=_day, number=_number, paragraphs=paragraphs
    )


def environment() -> Environment:
    """Return the environment that fills paper: the same templates, no request, no page globals."""
    paper = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    equip(paper)
    return paper


# Marks that people type before the entries of a list. A mark is followed by a space, except after
# the full-width ones, which carry their own.
_MARK: Final = re.compile(
    r"""\s*(?P<mark>
        \d{1,3}(?:\.\d{1,3}){0,3}[.)]?(?=[\s　])     # 1.  2)  3.1
      | \(?[A-Za-z]\)(?=[\s　])                       # a)  (b)
      | \([ivxIVX]{1,5}\)(?=[\s　])                    # (iv)
      | \(\d{1,3}\)(?=[\s　])                          # (2)
      | [（(][一二三四五六七八九十\d]{1,3}[)）]          # （一）
      | [一二三四五六七八九十]{1,3}、                     # 一、
      | \d{1,3}[．、]                                   # 1、
      | [•‧·●▪○◦‣–—*-](?=[\s　])                      # • -
    )[\s　]*(?P<rest>.+)""",
    re.VERBOSE,
)


def paragraphs(words: str) -> list[Block]:
    """Lay out a plain text as paragraphs and lists, by blank lines and typed marks.

    Every word and mark is kept as typed; only the white space around lines and marks is not.
    Lists that follow one another are one list.
    """
    blocks: list[Block] = []
    for group in re.split(r"\n[^\S\n]*\n\s*", words.strip()):
        for block in _blocks_of(group.split("\n")):
            if block.items and blocks and blocks[-1].items:
                block = Block(items=blocks.pop().items + block.items)
            blocks.append(block)
    return blocks


def _blocks_of(lines: list[str]) -> Iterator[Block]:
    before: list[str] = []
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        marked = _marked(line)
        if marked:
            items.append((marked["mark"], [marked["rest"].strip()]))
        elif line.strip():
            (items[-1][1] if items else before).append(line.strip())
    if before:
        yield Block(lines=tuple(before))
    if items:
        yield Block(items=tuple(Item(mark, tuple(entry)) for mark, entry in items))


def _marked(line: str) -> re.Match[str] | None:
    """Find a list mark; a bare number without a point is one only when it has parts (3.1)."""
    found = _MARK.match(line)
    if found and found["mark"].isdigit():
        return None
    return found


def _words(mapping: Mapping[str, str]) -> str:
    return language.words(mapping, language.spoken())


def _moment(at: datetime, *, seconds: bool = False) -> str:
    return language.moment(at, language.spoken(), seconds=seconds)


def _day(on: date, *, weekday: bool = False) -> str:
    return language.day(on, language.spoken(), weekday=weekday)


def _number(n: int | Decimal) -> str:
    return language.number(n, language.spoken())

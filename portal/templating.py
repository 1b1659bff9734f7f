"""One way of filling templates for page and paper: strict, escaped, in the language spoken now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.local import LocalProxy

from portal import language
from portal.language.catalogues import Lazy, sentence, sentence_of

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


def equip(environment: Environment, **values: object) -> None:
    """Give a Jinja environment the portal's rules, words and filters; page and paper share it.

    `values` become globals of every template and macro; one that is a function is asked anew
    each time a template reads it. `language` is the language spoken now, unless given.
    """
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
        words=_words,
        moment=_moment,
        hour=_hour,
        day=_day,
        number=_number,
        paragraphs=paragraphs,
    )
    for name, value in {"language": language.spoken, **values}.items():
        environment.globals[name] = LocalProxy(value) if callable(value) else value


def environment() -> Environment:
    """Return the environment that fills paper: the same templates, no request, no page globals."""
    paper = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    equip(paper)
    return paper


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


def paragraphs(words: str) -> list[Block]:
    """Lay out a plain text as paragraphs and lists, by blank lines and typed marks.

    Every word and mark is kept as typed; only the white space around lines and marks is not.
    Lists that follow one another are one list.
    """
    blocks: list[Block] = []
    for group in re.split(r"\n[^\S\n]*\n\s*", words.strip()):
        for block in _blocks_of(group.split("\n")):
            if block.items and blocks and blocks[-1].items:
                blocks[-1] = Block(items=blocks[-1].items + block.items)
            else:
                blocks.append(block)
    return blocks


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


def _words(content: Mapping[str, str] | str | Lazy) -> str:
    """Pick the text of a content mapping; words that are chosen already stay as they are."""
    if isinstance(content, Mapping):
        return language.words(content, language.spoken())
    return str(content)


def _moment(at: datetime, *, seconds: bool = False) -> str:
    return language.moment(at, language.spoken(), seconds=seconds)


def _hour(at: datetime, *, seconds: bool = False) -> str:
    return language.hour(at, language.spoken(), seconds=seconds)


def _day(on: date, *, weekday: bool = False, year: bool = True) -> str:
    return language.day(on, language.spoken(), weekday=weekday, year=year)


def _number(n: int | Decimal) -> str:
    return language.number(n, language.spoken())

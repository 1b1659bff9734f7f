"""One way of filling templates for page and paper: strict, escaped, in the language spoken now."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.local import LocalProxy

from portal import language
from portal.language.catalogues import Lazy, sentence, sentence_of
from portal.text import blocks, gaps

TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates"


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
        blocks=blocks,
        gaps=gaps,
    )
    for name, value in {"language": language.spoken, **values}.items():
        environment.globals[name] = LocalProxy(value) if callable(value) else value


def environment() -> Environment:
    """Return the environment that fills paper: the same templates, no request, no page globals."""
    paper = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    equip(paper)
    return paper


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

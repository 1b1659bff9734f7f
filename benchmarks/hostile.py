"""What the tiresome texts cost that people may send, beside a letter of the same length."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import show, timed
from portal.text import FIELD_LIMIT, TextError, fold, plain, prose

LINE: Final = "The holder of the record may transfer control of it, as with paper. "
LETTER: Final = (LINE * (FIELD_LIMIT // len(LINE) + 1))[:FIELD_LIMIT]
TIRESOME: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a letter": LETTER,
        "marks without end": ("e" + "\u0301" * FIELD_LIMIT)[:FIELD_LIMIT],
        "marks to be sorted": ("e" + "\u0316\u0301" * FIELD_LIMIT)[:FIELD_LIMIT],
        "overrides": "\u202e" * FIELD_LIMIT,
        "blank lines": "\n " * (FIELD_LIMIT // 2),
        "one Han paragraph": "貨" * FIELD_LIMIT,
        "a hundred times too long": LETTER * 100,
    }
)
MARKUP: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a letter in HTML": f"<p>{LETTER[: FIELD_LIMIT - 10]}</p>",
        "brackets": "<" * (FIELD_LIMIT // 4),
        "comments left open": "<!--" * (FIELD_LIMIT // 4),
        "entities": "&nbsp;" * (FIELD_LIMIT // 6),
    }
)


@click.command()
@click.option("--rounds", default=3, show_default=True, help="How often each has its turn.")
def hostile(rounds: int) -> None:
    """Print what cleaning and folding each text costs, and its ratio to an ordinary letter."""
    for name, work, texts in (
        ("plain()", plain, TIRESOME),
        ("fold()", fold, TIRESOME),
        ("prose()", prose, MARKUP),
    ):
        click.echo(name)
        works = {each: partial(_tried, work, words) for each, words in texts.items()}
        show(timed(works, rounds=rounds), FIELD_LIMIT)


def _tried(work: Callable[[str], object], words: str) -> None:
    with suppress(TextError):
        work(words)


if __name__ == "__main__":
    hostile()

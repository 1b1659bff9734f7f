"""What was read in a file, shown back as formatted text and cleaned like all such text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from portal.document.readings import Paragraph, Where
from portal.text import prose

MOST_PARAGRAPHS: Final = 200
MOST_CHARACTERS: Final = 30_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paragraphs that are shown together: of one page, where the file tells its pages.

    `words` are markup, as `text.prose` gives it.
    """

    page: int | None
    words: str


def sheets(paragraphs: Iterable[Paragraph]) -> Iterator[Sheet]:
    """Give the paragraphs as sheets of formatted text, a new one for each page."""
    held: list[Paragraph] = []
    for each in paragraphs:
        if held and (each.page != held[-1].page or _is_full(held, each)):
            yield _sheet(held)
            held = []
        held.append(each)
    if held:
        yield _sheet(held)


def _is_full(held: list[Paragraph], more: Paragraph) -> bool:
    length = sum(len(each.words) for each in held) + len(more.words)
    return len(held) >= MOST_PARAGRAPHS or length > MOST_CHARACTERS


def _sheet(held: list[Paragraph]) -> Sheet:
    return Sheet(held[0].page, prose("".join(map(_html, held))))


def _html(paragraph: Paragraph) -> str:
    words = escape(paragraph.words, quote=False).replace("\n", "<br>")
    label = f"<b>{escape(paragraph.label, quote=False)}</b> " if paragraph.label else ""
    inner = f"<b>{words}</b>" if paragraph.where is Where.HEADING else words
    return f"<p>{label}{inner}</p>"

"""What was read in a file: its paragraphs with their labels, and what people may not have meant."""

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from portal.canonical import Json
from portal.text import plain

LONGEST_EXCERPT: Final = 240
MOST_FINDINGS: Final = 200
LONGEST_PARAGRAPH: Final = 30_000
_UNREADABLE: Final = re.compile("[\0\ud800-\udfff]")


class Where(enum.StrEnum):
    """Where in a document a paragraph stands."""

    BODY = "body"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    TEXTBOX = "textbox"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is read: `label` is its number as printed, "(b)", and belongs to it.

    `cited` is the number with those it stands under, "2.3(b)"; `page` counts from 1, where the
    file tells its pages.
    """

    words: str
    where: Where = Where.BODY
    label: str = ""
    cited: str = ""
    page: int | None = None

    @property
    def whole(self) -> str:
        """The words behind their label."""
        return " ".join(filter(None, (self.label, self.words)))


class Fault(enum.StrEnum):
    """What a sender may not know to be in a file."""

    TRACKED = "tracked"
    COMMENT = "comment"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Finding:
    """One such thing, with an excerpt of it."""

    fault: Fault
    excerpt: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a file.

    A scan, or an empty file, has no words; a kind that is kept as evidence has none either.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> str:
        """All words in order, a blank line between paragraphs, each behind its label."""
        return "\n\n".join(each.whole for each in self.paragraphs if each.whole)

    @property
    def has_words(self) -> bool:
        """Whether any words were found."""
        return any(each.words for each in self.paragraphs)

    def stored(self) -> dict[str, Json]:
        """Write the reading as JSON."""
        return {
            "paragraphs": [_told(each) for each in self.paragraphs],
            "findings": [[each.fault.value, each.excerpt] for each in self.findings],
        }


def reading_of(stored: Mapping[str, Json]) -> Reading:
    """Read what `Reading.stored` wrote."""
    return Reading(
        tuple(_paragraph(each) for each in _listed(stored.get("paragraphs"))),
        tuple(
            Finding(Fault(str(each[0])), str(each[1]))
            for each in _listed(stored.get("findings"))
            if isinstance(each, list)
        ),
    )


def tidied(reading: Reading) -> Reading:
    """Clean each paragraph as plain text, without blank lines in it, so that it stays one.

    A paragraph longer than a field is cut in pieces; none of its characters is lost.
    """
    paragraphs = tuple(
        replace(each, words=piece)
        for each in reading.paragraphs
        for piece in _pieces(each.words)
        if piece or each.label
    )
    return replace(reading, paragraphs=paragraphs, findings=reading.findings[:MOST_FINDINGS])


def _pieces(words: str) -> Iterator[str]:
    kept = _UNREADABLE.sub("\ufffd", words)
    for at in range(0, max(len(kept), 1), LONGEST_PARAGRAPH):
        cleaned = plain(kept[at : at + LONGEST_PARAGRAPH])
        yield "\n".join(line for line in cleaned.split("\n") if line.strip()).strip()


def shortened(words: str) -> str:
    """Cut words to the length of an excerpt, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT].rstrip()}…"


def _told(paragraph: Paragraph) -> dict[str, Json]:
    told: dict[str, Json] = {
        "words": paragraph.words,
        "where": paragraph.where.value,
        "label": paragraph.label,
        "cited": paragraph.cited,
        "page": paragraph.page,
    }
    return {key: value for key, value in told.items() if value not in {"", None, "body"}}


def _paragraph(stored: Json) -> Paragraph:
    held = stored if isinstance(stored, dict) else {}
    page = held.get("page")
    return Paragraph(
        words=str(held.get("words", "")),
        where=Where(str(held.get("where", "body"))),
        label=str(held.get("label", "")),
        cited=str(held.get("cited", "")),
        page=page if isinstance(page, int) else None,
    )


def _listed(value: Json) -> Iterator[Json]:
    return iter(value if isinstance(value, list) else [])

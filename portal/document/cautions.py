"""Words that make a sender be asked once: privilege, "without prejudice", a mark of a draft."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from portal.document.readings import Paragraph, Where, shortened
from portal.text.characters import HAN

_PRIVILEGED: Final = re.compile(
    r"\bprivileged(?:\s+(?:and|&)\s+confidential)?\b|\blegal\s+(?:professional\s+)?privilege\b"
    r"|享有法律專業保密權|享有法律专业保密权|法律專業保密權|法律专业保密权",
    re.IGNORECASE,
)
# "Without prejudice to the generality of section 5" is a phrase of drafting, and no mark.
_PREJUDICE: Final = re.compile(
    r"\bwithout\s+prejudice\b(?!\s+to\b)|無損權利|无损权利|不影響權利|不影响权利", re.IGNORECASE
)
_DRAFT: Final = re.compile(r"\bdraft\b|草稿|草擬本|草拟本|擬稿|拟稿", re.IGNORECASE)
_LONGEST_MARK: Final = 40
_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_HAN: Final = re.compile(f"[{HAN}]")
_FEW_WORDS, _FEW_HAN = 2, 4
_MARKING: Final = frozenset({Where.HEADER, Where.FOOTER, Where.TEXTBOX})


@dataclass(frozen=True, slots=True)
class Caution:
    """A word that makes one ask, and where it stands."""

    word: str
    excerpt: str


def cautions(paragraphs: Iterable[Paragraph]) -> tuple[Caution, ...]:
    """List the words that make one ask, each word once, with the paragraph it stands in first.

    "Draft" is one only where it marks a document: alone in a short line, or in a head or foot;
    a response to a draft Bill speaks of drafts all the time.
    """
    found: dict[str, Caution] = {}
    for each in _found(paragraphs):
        found.setdefault(each.word.lower(), each)
    return tuple(found.values())


def _found(paragraphs: Iterable[Paragraph]) -> Iterator[Caution]:
    for paragraph in paragraphs:
        words = paragraph.words
        for pattern in (_PRIVILEGED, _PREJUDICE):
            for word in pattern.finditer(words):
                yield Caution(" ".join(word[0].split()), shortened(words))
        is_mark = paragraph.where in _MARKING or len(words) <= _LONGEST_MARK
        mark = _DRAFT.search(words)
        if mark is not None and is_mark and _is_alone(words):
            yield Caution(mark[0], shortened(words))


def _is_alone(words: str) -> bool:
    """Whether a line says little more than that it is a draft: "DRAFT 3, 12 January 2026"."""
    rest = _DRAFT.sub("", words)
    return len(_WORD.findall(rest)) <= _FEW_WORDS and len(_HAN.findall(rest)) <= _FEW_HAN

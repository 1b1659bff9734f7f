"""The Personal Information Collection Statement: kept in parts that can be checked, read as one.

The parts are those that Data Protection Principle 1(3) in Schedule 1 to the Personal Data
(Privacy) Ordinance (Cap. 486) asks for, in the order in which they are read.
"""

from typing import Final

from portal.canonical import Json
from portal.consultations.documents import at, string

PARTS: Final = ("purpose", "obligation", "transferees", "access", "retention", "requests")
OFFICER: Final = ("title", "address", "email")
STOPS: Final = {
    "en": (". ", ", ", "."),
    "zh_hant": ("。", "，", "。"),
    "zh_hans": ("。", "，", "。"),
}
JOINS: Final = {"en": " ", "zh_hant": "", "zh_hans": ""}


def statement_words(statement: Json, languages: tuple[str, ...]) -> dict[str, str]:
    """Write the statement in each language (content keys), its paragraphs parted by blank lines."""
    return {key: "\n\n".join(_paragraphs(statement, key)) for key in languages}


def _paragraphs(statement: Json, key: str) -> list[str]:
    numbered = [
        f"{number}. {string(at(statement, part, 'heading', key))}{STOPS[key][0]}"
        f"{_body(statement, part, key)}"
        for number, part in enumerate(PARTS, 1)
    ]
    return [string(at(statement, "lead", key)), *numbered]


def _body(statement: Json, part: str, key: str) -> str:
    words = [string(at(statement, part, "text", key))]
    if part == "obligation":
        words.append(string(at(statement, part, "consequence", key)))
    if part == "requests":
        words.append(_officer(statement, key))
    return JOINS[key].join(words)


def _officer(statement: Json, key: str) -> str:
    _, comma, stop = STOPS[key]
    lines = [string(at(statement, "requests", "officer", line, key)) for line in OFFICER]
    return comma.join(filter(None, lines)) + stop

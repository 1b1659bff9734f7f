"""Answers and comments, read from the shapes they are drafted and imported in."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from portal.canonical import Json
from portal.consultations.paper import Clause, Paper, Question
from portal.language import gettext
from portal.submissions.filing import Entry, Faults
from portal.submissions.places import COMMENT_PARTS, ROW_PARTS

POSITIONS: Final = ("support", "support_with_changes", "oppose", "no_position")
MOST_ROWS: Final = 200

_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_CELLS: Final = (*ROW_PARTS, "suggestion")

Answer = Mapping[str, Json]
Reading = Callable[[Question, Answer, Faults], list[Entry]]


def answer_entries(question: Question, answer: Json, faults: Faults) -> list[Entry]:
    """Read the answer to one question; what is wrong with it goes to the faults."""
    known, reading = _READINGS[question.kind]
    held = faults.object(question.key, answer, known)
    return [entry for entry in reading(question, held, faults) if _says_something(entry)]


def comment_entries(clause: Clause, comment: Json, paper: Paper, faults: Faults) -> list[Entry]:
    """Read the comment on one clause or general heading; a heading may take no position."""
    held = faults.object(clause.key, comment, ("position", *COMMENT_PARTS))
    position = faults.code(clause.key, held.get("position"), POSITIONS)
    if position and not paper.takes_position(clause):
        faults.add(clause.key, gettext("No position is taken on this heading."))
    entries = [Entry(clause.key, options=(position,) if position else ())]
    for part in COMMENT_PARTS:
        place = f"{clause.key}.{part}"
        entries.append(Entry(place, words=faults.words(place, held.get(part))))
    return [entry for entry in entries if _says_something(entry)]


def _says_something(entry: Entry) -> bool:
    return bool(entry.options) or entry.number is not None or entry.words is not None


def _choice(question: Question, answer: Answer, faults: Faults) -> list[Entry]:
    offered = [option.key for option in question.options]
    choice = faults.code(question.key, answer.get("choice"), offered)
    words = faults.words(question.key, answer.get("text"))
    return [Entry(question.key, options=(choice,) if choice else (), words=words)]


def _choices(question: Question, answer: Answer, faults: Faults) -> list[Entry]:
    offered = [option.key for option in question.options]
    choices = faults.codes(question.key, answer.get("choices"), offered)
    other = faults.line(f"{question.key}.other", answer.get("other"))
    if other and not question.takes_other:
        faults.add(question.key, gettext("This question has no “other”."))
    words = faults.words(question.key, answer.get("text"))
    return [
        Entry(question.key, options=choices, words=words),
        Entry(f"{question.key}.other", words=other),
    ]


def _figure(question: Question, answer: Answer, faults: Faults) -> list[Entry]:
    number = answer.get("number")
    if isinstance(number, str) and not number.strip():
        number = None
    if number is not None and not (isinstance(number, str) and _NUMBER.fullmatch(number)):
        faults.add(
            question.key, gettext("The number must be a decimal number as text, such as “1200.5”.")
        )
        number = None
    unit = faults.line(f"{question.key}.unit", answer.get("unit"))
    words = faults.words(question.key, answer.get("text"))
    return [
        Entry(question.key, number=str(number) if number is not None else None, words=words),
        Entry(f"{question.key}.unit", words=unit),
    ]


def _only_text(question: Question, answer: Answer, faults: Faults) -> list[Entry]:
    return [Entry(question.key, words=faults.words(question.key, answer.get("text")))]


def _rows(question: Question, answer: Answer, faults: Faults) -> list[Entry]:
    rows = answer.get("rows") or []
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        faults.add(question.key, gettext("This must be a list of at most 200 rows."))
        return []
    return [
        entry
        for number, row in enumerate(rows, start=1)
        for entry in _row(f"{question.key}.{number}", row, faults)
    ]


def _row(place: str, row: Json, faults: Faults) -> list[Entry]:
    held = faults.object(place, row, _CELLS)
    ordinance = faults.line(f"{place}.ordinance", held.get("ordinance"))
    section = faults.line(f"{place}.section", held.get("section"))
    suggestion = faults.words(place, held.get("suggestion"))
    if (section or suggestion) and not ordinance:
        faults.add(place, gettext("Name the ordinance."))
    return [
        Entry(place, words=suggestion),
        Entry(f"{place}.ordinance", words=ordinance),
        Entry(f"{place}.section", words=section),
    ]


_READINGS: Final[Mapping[str, tuple[tuple[str, ...], Reading]]] = {
    "agree5+text": (("choice", "text"), _choice),
    "choice+text": (("choice", "text"), _choice),
    "multi+text": (("choices", "other", "text"), _choices),
    "number+text": (("number", "unit", "text"), _figure),
    "provisions": (("rows",), _rows),
    "text": (("text",), _only_text),
    "text+files": (("text",), _only_text),
}

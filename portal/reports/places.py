"""The places of a submission in reading order, and the paragraphs by which it is cited."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.reports.paper import Clause, Question
from portal.reports.snapshot import Answer, Submission

LETTER = "letter"
PARTS = ("view", "wording", "evidence")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text: its number in the submission, and its code points in the text."""

    number: int
    start: int
    end: int


def root(place: str) -> str:
    """Give the question, the clause or the letter to which a place belongs."""
    return place.split(".", 1)[0]


def order(
    answers: Sequence[Answer], questions: Sequence[Question], clauses: Sequence[Clause]
) -> tuple[Answer, ...]:
    """Put answers as they are read: the letter, the questions in turn, the clauses in turn."""
    ranks = {LETTER: 0}
    for one in (*questions, *clauses):
        ranks.setdefault(one.id, len(ranks))
    return tuple(sorted(answers, key=lambda one: (ranks.get(root(one.place), 10**6), *_key(one))))


def _key(answer: Answer) -> tuple[tuple[int, str], ...]:
    return tuple(_part(part) for part in answer.place.split(".")[1:])


def _part(part: str) -> tuple[int, str]:
    if part.isdigit():
        return int(part), ""
    return (PARTS.index(part) if part in PARTS else 0), part


def spans(words: str) -> Iterator[tuple[int, int]]:
    """Yield the code points of each paragraph of a text; a blank line parts paragraphs."""
    start = 0
    for gap in (*_BLANK_LINE.finditer(words), None):
        end = gap.start() if gap else len(words)
        if words[start:end].strip():
            yield start, end
        start = gap.end() if gap else end


def paragraphs(
    submission: Submission, answers: Sequence[Answer]
) -> dict[int, tuple[Paragraph, ...]]:
    """Number the paragraphs of a submission through, ``answers`` giving the order of its texts.

    Maps a text of the submission to its paragraphs.
    """
    numbered: dict[int, tuple[Paragraph, ...]] = {}
    number = 0
    for answer in answers:
        if answer.text is None or answer.text in numbered:
            continue
        found = []
        for start, end in spans(submission.texts[answer.text].words):
            number += 1
            found.append(Paragraph(number, start, end))
        numbered[answer.text] = tuple(found)
    return numbered


def cited(found: Sequence[Paragraph], start: int, end: int) -> tuple[int, int]:
    """Say in which paragraphs code points start to end stand: the first and the last."""
    touched = [one.number for one in found if one.start < end and start < one.end]
    return (touched[0], touched[-1]) if touched else (0, 0)

"""The places of a submission in reading order, and how a paragraph at one of them is cited."""

from collections.abc import Sequence

from portal.reports.paper import Clause, Question
from portal.reports.snapshot import Answer
from portal.text import paragraphs

LETTER = "letter"
PARTS = ("view", "wording", "evidence")


def root(place: str) -> str:
    """Give the question, the clause or the letter to which a place belongs."""
    return place.split(".", 1)[0]


def order(
    answers: Sequence[Answer], questions: Sequence[Question], clauses: Sequence[Clause]
) -> tuple[Answer, ...]:
    """Put answers as they are read: the letter, the questions in turn, the clauses in turn."""
    keys = (LETTER, *(one.id for one in questions), *(one.id for one in clauses))
    every = {key: rank for rank, key in enumerate(keys)}
    return tuple(
        sorted(answers, key=lambda one: (every.get(root(one.place), len(every)), *_key(one)))
    )


def _key(answer: Answer) -> tuple[tuple[int, str], ...]:
    return tuple(_part(part) for part in answer.place.split(".")[1:])


def _part(part: str) -> tuple[int, str]:
    if part.isdigit():
        return int(part), ""
    return (PARTS.index(part) if part in PARTS else 0), part


def paragraph_label(words: str, start: int, end: int) -> str:
    """Cite code points start to end of a text: "¶3", "¶3–4"; nothing if it has one paragraph."""
    spans = paragraphs(words)
    touched = [
        number for number, (first, last) in enumerate(spans, 1) if first < end and start < last
    ]
    if len(spans) == 1 or not touched:
        return ""
    first, last = touched[0], touched[-1]
    return f"¶{first}" if first == last else f"¶{first}\u2013{last}"


def place_label(place: str) -> str:
    """Cite a place: nothing for the letter, "Q22(1)" for a row, "C4" for a comment."""
    if place == LETTER:
        return ""
    own, _, rest = place.partition(".")
    row = rest.partition(".")[0]
    return f"{own}({row})" if row.isdigit() else own

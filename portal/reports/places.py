"""The answers of a submission in reading order, and how the place of one is cited."""

from collections.abc import Sequence

from portal.reports.paper import Clause, Question
from portal.reports.snapshot import Answer
from portal.submissions.places import LETTER, in_reading_order, parse


def order(
    answers: Sequence[Answer], questions: Sequence[Question], clauses: Sequence[Clause]
) -> tuple[Answer, ...]:
    """Put answers as they are read: the letter, the questions in turn, the clauses in turn."""
    keys = [*(one.id for one in questions), *(one.id for one in clauses)]
    ordered = in_reading_order((one.place for one in answers), keys)
    ranks = {place: rank for rank, place in enumerate(ordered)}
    return tuple(sorted(answers, key=lambda one: ranks[one.place]))


def place_label(place: str) -> str:
    """Cite a place: nothing for the letter, "Q22(1)" for a row, "C4" for a comment."""
    read = parse(place)
    if read.key == LETTER:
        return ""
    return read.key if read.row is None else f"{read.key}({read.row})"

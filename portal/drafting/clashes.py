"""Two people wrote under one key at once: both versions whole, and what differs between them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from portal.consultations.paper import Question
from portal.drafting.checking import Given, answer_given
from portal.drafting.writing import Written
from portal.text import Run, changes


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands under a key, what was sent meanwhile, and how one differs from the other.

    `differences` holds (part, runs) pairs, the part as in `Given.typed`: what they took out of the
    standing words, and what they put in.
    """

    standing: Given
    sent: Given
    differences: tuple[tuple[str, tuple[Run, ...]], ...]


def clash_of(standing: Given, sent: Given) -> Clash:
    """Lay two versions side by side; parts that only one of them has are told by them alone."""
    theirs, mine = _worded(standing), _worded(sent)
    return Clash(
        standing,
        sent,
        tuple(
            (part, changes(theirs[part], mine[part]))
            for part in theirs
            if part in mine and theirs[part] != mine[part]
        ),
    )


def clashing_answers(
    questions: Iterable[Question],
    standing: Mapping[str, Written],
    sent: Mapping[str, Written],
    *,
    keys: Collection[str],
) -> dict[str, Clash]:
    """Map each of these keys to the two versions of the answer to its question."""
    return {
        each.key: clash_of(
            answer_given(each, standing.get(each.key)), answer_given(each, sent.get(each.key))
        )
        for each in questions
        if each.key in keys
    }


def _worded(given: Given) -> Mapping[str, str]:
    """Map each part to its words; rows are told as lines."""
    rows = "\n".join(
        " · ".join(filter(None, (row["ordinance"], row["section"], row["suggestion"])))
        for row in given.rows
    )
    return {part: words for part, words in (*given.typed, ("rows", rows)) if words}

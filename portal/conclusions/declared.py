"""What a respondent declared of a clause, and on which clauses it has words without saying so."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from portal.submissions.places import parse


class PositionValue(enum.StrEnum):
    """The position of a submission on a clause, as far as it can be stated of words."""

    SUPPORT = "support"
    SUPPORT_WITH_CHANGES = "support_with_changes"
    OPPOSE = "oppose"
    NO_POSITION = "no_position"
    NOT_ADDRESSED = "not_addressed"


# How an answer on the scale of agreement declares a position (docs of questions.json).
SCALE: Final[Mapping[str, PositionValue]] = {
    "strongly_agree": PositionValue.SUPPORT,
    "agree": PositionValue.SUPPORT,
    "neither": PositionValue.NO_POSITION,
    "disagree": PositionValue.OPPOSE,
    "strongly_disagree": PositionValue.OPPOSE,
}


def declared(
    options: Mapping[str, Sequence[str]], declares: Mapping[str, str | None]
) -> dict[str, PositionValue]:
    """Derive the positions a submission declared, by clause, from the options it chose.

    `options` maps places ("Q13", "C4") to option ids; `declares` maps questions to the clause
    whose position their answer declares. A comment on the clause prevails over a question. An
    answer to a question that is asked no more declares nothing.
    """
    found: dict[str, PositionValue] = {}
    for question, clause in declares.items():
        chosen = options.get(question)
        if clause and chosen and chosen[0] in SCALE:
            found[clause] = SCALE[chosen[0]]
    for written, chosen in options.items():
        place = parse(written)
        if chosen and place.is_of_clause and not place.part:
            found[place.key] = PositionValue(chosen[0])
    return found


def addressed(
    places: Iterable[str],
    bears_on: Mapping[str, Sequence[str]],
    declares: Mapping[str, str | None],
    coded: Iterable[str],
) -> Iterator[str]:
    """Yield the clauses on which a submission has words: a comment, an answer, a coded passage.

    `places` are those that hold words; `bears_on` maps questions to the clauses they list. An
    answer counts where its question lists one clause only, or declares; `coded` are clauses that
    passages were given.
    """
    for place in map(parse, places):
        if place.key in bears_on:
            if len(bears_on[place.key]) == 1:
                yield bears_on[place.key][0]
            clause = declares.get(place.key)
            if clause:
                yield clause
        elif place.is_of_clause and place.part:
            yield place.key
    yield from coded

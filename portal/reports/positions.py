"""Where each submission stands on each clause, and who says so: the respondent or a reviewer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.conclusions.declared import PositionValue, addressed, declared
from portal.consultations.paper import clauses_with_positions
from portal.reports.snapshot import Snapshot


class Position(StrEnum):
    """Where a submission stands on a clause; the last is for words that await a reviewer."""

    SUPPORT = PositionValue.SUPPORT.value
    SUPPORT_WITH_CHANGES = PositionValue.SUPPORT_WITH_CHANGES.value
    OPPOSE = PositionValue.OPPOSE.value
    NO_POSITION = PositionValue.NO_POSITION.value
    NOT_ADDRESSED = PositionValue.NOT_ADDRESSED.value
    TO_BE_ASSIGNED = "to_be_assigned"


@dataclass(frozen=True, slots=True)
class Held:
    """A position, and whether a reviewer assigned it."""

    position: Position
    is_assigned: bool = False


def positions(snapshot: Snapshot) -> Mapping[str, Mapping[str, Held]]:
    """Give, for each clause, the position of every standing submission by its reference."""
    consultation = snapshot.consultation
    declares = {one.id: one.declares for one in consultation.questions}
    bears_on = {one.id: one.clauses for one in consultation.questions}
    keys = {clause.id: clause.kind != "clause" for clause in consultation.clauses}
    found = {key: dict[str, Held]() for key in clauses_with_positions(keys, declares.values())}
    for submission in snapshot.standing:
        own = declared({one.place: one.options for one in submission.answers}, declares)
        assigned = {
            one.clause: Position(one.position) for one in submission.positions if one.confirmed_by
        }
        spoken = [one.place for one in submission.answers if one.text is not None]
        coded = {coding.clause for one in submission.passages for coding in one.codings}
        spoken_to = set(addressed(spoken, bears_on, declares, (one for one in coded if one)))
        for key, held in found.items():
            held[submission.reference] = _held(key, own, assigned, spoken_to)
    return found


def _held(
    key: str,
    own: Mapping[str, PositionValue],
    assigned: Mapping[str, Position],
    spoken_to: set[str],
) -> Held:
    if key in own:
        return Held(Position(own[key].value))
    if key in assigned:
        return Held(assigned[key], is_assigned=True)
    return Held(Position.TO_BE_ASSIGNED if key in spoken_to else Position.NOT_ADDRESSED)

"""A position as a reviewer assigns it, before it is kept."""

from dataclasses import dataclass

from portal.conclusions.declared import PositionValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A position read from passages, by their rows; `clause_id` is the wording of the clause."""

    clause_id: int
    clause: str
    position: PositionValue
    passages: tuple[int, ...]

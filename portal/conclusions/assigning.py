"""A position as a reviewer assigns it, before it is kept, and what its passages speak of."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from portal.conclusions.declared import PositionValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A position read from passages, by their rows; `clause_id` is the wording of the clause.

    `is_across` says that its reader knows some of the passages to be about another clause.
    """

    clause_id: int
    clause: str
    position: PositionValue
    passages: tuple[int, ...]
    is_across: bool = False


def elsewhere(coded: Mapping[int, Collection[str | None]], clause: str) -> Iterator[int]:
    """Yield the passages that were coded on other clauses alone; in their order.

    `coded` maps passages to the clauses of their codings. One that a coder put under no clause
    may be about any, so it is not among them.
    """
    for passage, clauses in coded.items():
        if clauses and not {clause, None} & set(clauses):
            yield passage

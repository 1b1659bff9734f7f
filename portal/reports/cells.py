"""Figures left out because they would tell the position of a body that asked not to be named."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from portal.reports.counting import by_group, reporting_group
from portal.reports.positions import Held, Position
from portal.reports.snapshot import Snapshot
from portal.submissions.decisions import Edition

_FEWEST = 3

Stands = Mapping[str, Sequence[Position]]


@dataclass(frozen=True, slots=True)
class Printed:
    """Which figures on one clause are printed: the totals, the groups, and not these of them."""

    has_totals: bool = True
    has_groups: bool = True
    left_out: frozenset[str] = frozenset()


def printed(
    snapshot: Snapshot, edition: Edition, held: Mapping[str, Mapping[str, Held]]
) -> dict[str, Printed]:
    """Map each clause to the figures that an edition prints; the internal one prints them all."""
    if edition is Edition.INTERNAL:
        return dict.fromkeys(held, Printed())
    return {clause: printed_on_clause(snapshot, found) for clause, found in held.items()}


def printed_on_clause(snapshot: Snapshot, held: Mapping[str, Held]) -> Printed:
    """Say which figures of one clause tell nobody where a body stands that is not named.

    Every reader knows where the named bodies stand: what they can subtract leaves the unnamed. A
    group's row is left out if fewer than three unnamed bodies of it have spoken, or all that have
    stand alike. What is left out can be added up from the totals, so that other groups go with it
    until it is the sum of several and tells no more than the totals may; where no group that
    speaks can go with it, no group is printed. Totals name no group: they may be printed unless
    fewer than three bodies are unnamed, or all unnamed ones stand alike.
    """
    stands = _unnamed(snapshot, held)
    if _gives_away(stands, stands):
        return Printed(has_totals=False, has_groups=False)
    groups = by_group(snapshot, held)
    hidden = {code for code, some in stands.items() if _tells(some)}
    beside = sorted(
        (not _spoken(some), groups[code].total, code)
        for code, some in stands.items()
        if code not in hidden and groups[code].of(Position.NOT_ADDRESSED) < groups[code].total
    )
    for _is_silent, _total, code in beside:
        if not hidden or _is_enough(stands, hidden):
            break
        hidden.add(code)
    return Printed(has_groups=not hidden or _is_enough(stands, hidden), left_out=frozenset(hidden))


def _is_enough(stands: Stands, hidden: Set[str]) -> bool:
    return len(hidden) > 1 and not _gives_away(stands, hidden)


def _gives_away(stands: Stands, groups: Iterable[str]) -> bool:
    """Whether the sum over these groups tells where an unnamed body that has spoken stands."""
    every = [one for code in groups for one in stands[code]]
    return bool(_spoken(every)) and (len(every) < _FEWEST or len(set(every)) == 1)


def _unnamed(snapshot: Snapshot, held: Mapping[str, Held]) -> Stands:
    """Map each group to the positions of its submissions in which a body is not named."""
    sectors = snapshot.consultation.sectors
    found: dict[str, list[Position]] = {}
    for one in snapshot.standing:
        if any(not respondent.is_named for respondent in one.respondents):
            group = reporting_group(one, sectors)
            found.setdefault(group, []).append(held[one.reference].position)
    return found


def _tells(stands: Iterable[Position]) -> bool:
    spoken = _spoken(stands)
    return bool(spoken) and (len(spoken) < _FEWEST or len(set(spoken)) == 1)


def _spoken(stands: Iterable[Position]) -> list[Position]:
    return [one for one in stands if one is not Position.NOT_ADDRESSED]

"""Figures left out because they would tell the position of a body that asked not to be named."""

from collections.abc import Mapping

from portal.reports.counting import Balance, reporting_group
from portal.reports.positions import Held, Position
from portal.reports.snapshot import Snapshot

_FEWEST = 3


def left_out(
    snapshot: Snapshot, held: Mapping[str, Held], groups: Mapping[str, Balance]
) -> frozenset[str]:
    """Name the reporting groups whose figures on one clause are left out of a public table.

    A group's figures tell where an unnamed body stands if the group has fewer than three
    submissions, or if all of them hold one position. If only one group would be left out, the
    totals would give it away: the smallest other group that says anything goes with it.
    """
    telling = {code for code, found in groups.items() if _tells(snapshot, held, code, found)}
    if len(telling) == 1:
        others = sorted(
            (found.total, code)
            for code, found in groups.items()
            if code not in telling and _says(found)
        )
        telling.update(code for _total, code in others[:1])
    return frozenset(telling)


def _tells(snapshot: Snapshot, held: Mapping[str, Held], group: str, found: Balance) -> bool:
    sectors = snapshot.consultation.sectors
    unnamed = [
        held[one.reference]
        for one in snapshot.standing
        if reporting_group(one, sectors) == group
        and any(not respondent.is_named for respondent in one.respondents)
    ]
    is_spoken = any(one.position is not Position.NOT_ADDRESSED for one in unnamed)
    is_uniform = any(found.of(position) == found.total for position in Position)
    return is_spoken and (found.total < _FEWEST or is_uniform)


def _says(found: Balance) -> bool:
    return found.of(Position.NOT_ADDRESSED) < found.total

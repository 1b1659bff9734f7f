"""Which restrictions of a submission stand, told once for the pages and for the reports."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from portal.submissions.decisions import Level, Scope


class Marked(Protocol):
    """What a restriction covers, in which submission, and whether it tightens or loosens."""

    @property
    def submission_id(self) -> int:
        """The submission."""

    @property
    def scope(self) -> Scope:
        """How much of it is covered."""

    @property
    def place(self) -> str | None:
        """The place, if only one is."""

    @property
    def text_id(self) -> int | None:
        """The text, if only words of it are."""

    @property
    def start(self) -> int | None:
        """The first code point of these words."""

    @property
    def stop(self) -> int | None:
        """The code point after the last."""

    @property
    def level(self) -> Level:
        """Whether it tightens or loosens."""


Made = TypeVar("Made", bound=Marked)


def standing_of(made: Iterable[Made]) -> dict[int, list[Made]]:
    """Map submissions to those of their restrictions that stand; `made` begins with the earliest.

    One ends only where a later one, with the respondent's recorded consent, opens exactly what it
    covers; of all others the strictest counts.
    """
    standing: dict[int, dict[tuple[object, ...], Made]] = {}
    for each in made:
        covered = (each.scope, each.place, each.text_id, each.start, each.stop)
        held = standing.setdefault(each.submission_id, {})
        if each.level is Level.OPEN:
            held.pop(covered, None)
        else:
            held[covered] = each
    return {submission_id: list(held.values()) for submission_id, held in standing.items()}

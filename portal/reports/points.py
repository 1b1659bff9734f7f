"""The points made under a clause: by stance, then by theme, with who makes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.coding.models import Stance
from portal.reports.paper import Theme
from portal.reports.snapshot import Coding, Passage, Snapshot, Submission


@dataclass(frozen=True, slots=True)
class Place:
    """One passage: its submission by register order, and which of its passages."""

    submission: int
    passage: int


@dataclass(frozen=True, slots=True)
class Point:
    """A theme spoken of in one stance, and every passage that does so, in register order."""

    theme: str
    stance: Stance
    places: tuple[Place, ...]

    @property
    def submissions(self) -> int:
        """Count the submissions that make the point, each once."""
        return len({one.submission for one in self.places})


class Points:
    """Every coded passage of the standing submissions, found by clause or by theme."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Sort the passages of a snapshot once."""
        self.sectors = snapshot.consultation.sectors
        self._standing = snapshot.standing
        self._into = {one.code: snapshot.codeframe.standing(one.code) for one in themes(snapshot)}
        self._ranks = {one.code: rank for rank, one in enumerate(themes(snapshot))}
        self._by_clause: dict[str | None, dict[tuple[Stance, str], list[Place]]] = {}
        for place, _passage, coding in self._codings():
            stance = Stance(coding.stance)
            theme = self._into.get(coding.theme, coding.theme)
            found = self._by_clause.setdefault(coding.clause, {}).setdefault((stance, theme), [])
            if place not in found:
                found.append(place)

    def _codings(self) -> Iterator[tuple[Place, Passage, Coding]]:
        for number, submission in enumerate(self._standing):
            for index, passage in enumerate(submission.passages):
                for coding in passage.codings:
                    yield Place(number, index), passage, coding

    def under(self, clause: str | None, stance: Stance) -> tuple[Point, ...]:
        """Give the points of one stance under a clause, the most often made first."""
        found = self._by_clause.get(clause, {})
        points = [
            Point(theme, stance, tuple(places))
            for (own, theme), places in found.items()
            if own is stance
        ]
        return tuple(
            sorted(points, key=lambda one: (-one.submissions, self._ranks.get(one.theme, 0)))
        )

    def passages_under(self, clause: str | None) -> int:
        """Count the passages coded to a clause, each once."""
        return len({one for some in self._by_clause.get(clause, {}).values() for one in some})

    def submissions_under(self, clause: str | None) -> int:
        """Count the submissions with a passage coded to a clause, each once."""
        found = self._by_clause.get(clause, {})
        return len({one.submission for some in found.values() for one in some})

    def of_theme(self, theme: str) -> Mapping[Stance, int]:
        """Count, for one theme, the submissions that speak of it in each stance."""
        counted: dict[Stance, set[int]] = {}
        for found in self._by_clause.values():
            for (stance, own), places in found.items():
                if own == theme:
                    counted.setdefault(stance, set()).update(one.submission for one in places)
        return {stance: len(some) for stance, some in counted.items()}

    def speaking_of(self, theme: str) -> int:
        """Count the submissions that speak of a theme, in whatever stance, each once."""
        return len(
            {
                one.submission
                for found in self._by_clause.values()
                for (_stance, own), places in found.items()
                if own == theme
                for one in places
            }
        )

    def at(self, place: Place) -> tuple[Submission, Passage]:
        """Give the submission and the passage of a place."""
        submission = self._standing[place.submission]
        return submission, submission.passages[place.passage]


def themes(snapshot: Snapshot) -> Sequence[Theme]:
    """Give the themes of the codeframe in its own order."""
    return snapshot.codeframe.themes

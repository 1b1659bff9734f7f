"""Every figure of a report, counted from its snapshot: who answered, from where, and what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import HONG_KONG
from portal.reports.paper import Question, Sectors
from portal.reports.positions import Held, Position
from portal.reports.snapshot import Snapshot, Submission

SEVERAL = "several"
NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Balance:
    """How many submissions hold each position, declared and assigned counted apart."""

    declared: Mapping[Position, int]
    assigned: Mapping[Position, int]

    def of(self, position: Position) -> int:
        """Count a position, whoever says so."""
        return self.declared.get(position, 0) + self.assigned.get(position, 0)

    @property
    def total(self) -> int:
        """Count the submissions."""
        return sum(self.declared.values()) + sum(self.assigned.values())

    @property
    def viewed(self) -> int:
        """Count the submissions that took a view: for, for with changes, against."""
        views = (Position.SUPPORT, Position.SUPPORT_WITH_CHANGES, Position.OPPOSE)
        return sum(self.of(one) for one in views)


def balance(held: Iterable[Held]) -> Balance:
    """Count positions."""
    every = list(held)
    return Balance(
        declared=Counter(one.position for one in every if not one.is_assigned),
        assigned=Counter(one.position for one in every if one.is_assigned),
    )


def reporting_group(submission: Submission, sectors: Sectors) -> str:
    """Say in which group's row a submission is counted, once: by its main sector.

    Without one, by the only group to which its sectors belong; else "several"; a submission that
    states no sector is "not stated". A joint submission counts by the body named first.
    """
    if not submission.respondents:
        return NOT_STATED
    first = submission.respondents[0]
    stated = (first.main_sector,) if first.main_sector else first.sectors
    groups = {
        group.code for group in sectors.reporting_groups for one in stated if one in group.sectors
    }
    if len(groups) == 1:
        return groups.pop()
    return SEVERAL if groups else NOT_STATED


def groups_in_order(snapshot: Snapshot) -> tuple[str, ...]:
    """Name the groups that count at least one standing submission, in the paper's order."""
    sectors = snapshot.consultation.sectors
    used = {reporting_group(one, sectors) for one in snapshot.standing}
    every = (*(group.code for group in sectors.reporting_groups), SEVERAL, NOT_STATED)
    return tuple(code for code in every if code in used)


def by_group(snapshot: Snapshot, held: Mapping[str, Held]) -> dict[str, Balance]:
    """Count the positions on one clause in each reporting group."""
    sectors = snapshot.consultation.sectors
    parts: dict[str, list[Held]] = {code: [] for code in groups_in_order(snapshot)}
    for submission in snapshot.standing:
        parts[reporting_group(submission, sectors)].append(held[submission.reference])
    return {code: balance(some) for code, some in parts.items()}


def by_status(snapshot: Snapshot) -> Counter[str]:
    """Count what was received by what became of it; the counts add up to the register."""
    return Counter(one.status for one in snapshot.submissions)


def by_channel(submissions: Sequence[Submission]) -> list[tuple[str, int]]:
    """Count submissions by the channel they came through, the commonest first."""
    return _ranked(Counter(one.channel for one in submissions))


def by_language(submissions: Sequence[Submission]) -> list[tuple[str, int]]:
    """Count submissions by language, the commonest first."""
    return _ranked(Counter(one.language for one in submissions))


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def by_day(snapshot: Snapshot) -> list[tuple[date, int]]:
    """Count submissions received on each day in Hong Kong, from opening to the last one."""
    days = Counter(hong_kong_day(one.received_at) for one in snapshot.submissions)
    first = hong_kong_day(snapshot.consultation.opens_at)
    last = hong_kong_day(snapshot.consultation.closes_at)
    first, last = min((first, *days)), max((last, *days))
    every = (date.fromordinal(one) for one in range(first.toordinal(), last.toordinal() + 1))
    return [(day, days[day]) for day in every]


def hong_kong_day(moment: str) -> date:
    """Give the day of a moment in Hong Kong."""
    return datetime.fromisoformat(moment).astimezone(HONG_KONG).date()


def bodies(submissions: Iterable[Submission]) -> int:
    """Count the bodies that the submissions name as respondents."""
    return sum(len(one.respondents) for one in submissions)


def capacities(submissions: Iterable[Submission]) -> Counter[str]:
    """Count submissions by the capacity in which the body named first responds."""
    return Counter(one.respondents[0].capacity for one in submissions if one.respondents)


def members(submissions: Iterable[Submission]) -> int:
    """Add up the members that responding associations say they represent; never added to bodies."""
    return sum(one.members or 0 for some in submissions for one in some.respondents)


def answered(submissions: Iterable[Submission], question: Question) -> Counter[str]:
    """Count how many standing submissions chose each option of a question."""
    return Counter(option for one in submissions for option in set(options_at(one, question.id)))


def options_at(submission: Submission, place: str) -> tuple[str, ...]:
    """Give the options that a submission chose at a place."""
    return next((one.options for one in submission.answers if one.place == place), ())


def respondents_to(submissions: Iterable[Submission], question: Question) -> int:
    """Count the submissions that answered a question in any way."""
    return sum(1 for one in submissions if any(_is_at(a.place, question.id) for a in one.answers))


def _is_at(place: str, key: str) -> bool:
    return place == key or place.startswith(f"{key}.")


def unread(submissions: Iterable[Submission]) -> Iterator[Submission]:
    """Yield the submissions that have words, and no passage that stands coded yet."""
    return (
        one
        for one in submissions
        if one.texts and not any(passage.codings for passage in one.passages)
    )

"""Whether the values of a snapshot agree: states, moments, places, what counts into what."""

from collections.abc import Collection, Iterator
from typing import Final, TypeAlias

from portal.coding.models import Stance
from portal.conclusions.declared import PositionValue
from portal.consultations.manifests import moment_of
from portal.reports.snapshot import Answer, Passage, Restriction, Snapshot, Submission
from portal.submissions.decisions import Edition, Outcome, Scope
from portal.submissions.models import Channel
from portal.submissions.places import is_place, parse

Fault: TypeAlias = tuple[str, str]
"""The place of a value, from its record on (".as_at"), and what is needed there."""

STATUSES: Final = ("standing", "late_pending", "late_refused", "returned", "withdrawn")
# Every day from opening to closing is drawn: a report of ten thousand years could not be set.
_YEARS: Final = range(1970, 2200)


def faults(snapshot: Snapshot) -> Iterator[Fault]:
    """Yield what does not hold together in a snapshot whose shape is right, and where."""
    yield from _moment(".as_at", snapshot.as_at)
    yield from _moment(".consultation.opens_at", snapshot.consultation.opens_at)
    yield from _moment(".consultation.closes_at", snapshot.consultation.closes_at)
    seen: set[str] = set()
    for number, submission in enumerate(snapshot.submissions):
        at = f".submissions[{number}]"
        if submission.reference in seen:
            yield f"{at}.reference", "a reference that stands once is needed"
        seen.add(submission.reference)
        for place, needed in _submission(submission):
            yield f"{at}{place}", needed


def _submission(submission: Submission) -> Iterator[Fault]:
    yield from _moment(".received_at", submission.received_at)
    yield from _state(".channel", submission.channel, tuple(Channel))
    yield from _state(".status", submission.status, STATUSES)
    yield from _said(submission)
    yield from _decided(submission)
    yield from _read(submission)


def _said(submission: Submission) -> Iterator[Fault]:
    for rank, answer in enumerate(submission.answers):
        yield from _answer(f".answers[{rank}]", answer, submission)
    for rank, file in enumerate(submission.files):
        if not is_place(file.place):
            yield f".files[{rank}].place", "a place of a submission is needed"
    placed = {one.text for one in submission.answers}
    for index in range(len(submission.texts)):
        if index not in placed:
            yield f".texts[{index}]", "an answer that says this text is needed"


def _decided(submission: Submission) -> Iterator[Fault]:
    for rank, restriction in enumerate(submission.restrictions):
        yield from _restriction(f".restrictions[{rank}]", restriction, submission)
    for rank, span in enumerate(submission.contacts):
        yield from _span(f".contacts[{rank}]", submission, span.text, span.start, span.end)
    for rank, clearance in enumerate(submission.clearances):
        yield from _state(f".clearances[{rank}].edition", clearance.edition, tuple(Edition))
        yield from _state(f".clearances[{rank}].outcome", clearance.outcome, tuple(Outcome))


def _read(submission: Submission) -> Iterator[Fault]:
    for rank, passage in enumerate(submission.passages):
        yield from _passage(f".passages[{rank}]", passage, submission)
    for rank, position in enumerate(submission.positions):
        at = f".positions[{rank}]"
        yield from _state(f"{at}.position", position.position, tuple(PositionValue))
        for index, passage_number in enumerate(position.passages):
            place = f"{at}.passages[{index}]"
            yield from _counted(place, passage_number, submission.passages, "passages")


def _answer(at: str, answer: Answer, submission: Submission) -> Iterator[Fault]:
    if not is_place(answer.place):
        yield f"{at}.place", "a place of a submission is needed"
        return
    place = parse(answer.place)
    if answer.options and place.is_of_clause and not place.part:
        yield from _state(f"{at}.options[0]", answer.options[0], tuple(PositionValue))
    if answer.text is not None:
        yield from _counted(f"{at}.text", answer.text, submission.texts, "texts")


def _restriction(at: str, restriction: Restriction, submission: Submission) -> Iterator[Fault]:
    yield from _state(f"{at}.scope", restriction.scope, tuple(Scope))
    is_placed = restriction.place is not None and is_place(restriction.place)
    if restriction.scope == Scope.PLACE and not is_placed:
        yield f"{at}.place", "a place of a submission is needed"
    if restriction.scope == Scope.WORDS:
        if restriction.text is None or restriction.start is None or restriction.end is None:
            yield at, "text, start and end are needed"
        else:
            yield from _span(at, submission, restriction.text, restriction.start, restriction.end)


def _passage(at: str, passage: Passage, submission: Submission) -> Iterator[Fault]:
    yield from _span(at, submission, passage.text, passage.start, passage.end)
    for rank, coding in enumerate(passage.codings):
        yield from _state(f"{at}.codings[{rank}].stance", coding.stance, tuple(Stance))


def _span(at: str, submission: Submission, text: int, start: int, end: int) -> Iterator[Fault]:
    missed = next(_counted(f"{at}.text", text, submission.texts, "texts"), None)
    if missed:
        yield missed
    elif not 0 <= start <= end <= len(submission.texts[text].words):
        yield f"{at}.end", "start and end inside the text are needed"


def _counted(at: str, index: int, among: Collection[object], name: str) -> Iterator[Fault]:
    if not 0 <= index < len(among):
        yield at, f"one of the {len(among)} {name} is needed, counted from 0"


def _state(at: str, value: str, known: Collection[str]) -> Iterator[Fault]:
    if value not in known:
        yield at, f"one of {', '.join(known)} is needed"


def _moment(at: str, written: str) -> Iterator[Fault]:
    found = moment_of(written)
    if found is None or found.year not in _YEARS:
        yield at, "a moment with its offset is needed, as 2026-03-09T01:14:00.000000Z"

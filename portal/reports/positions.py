"""Where each submission stands on each clause, and who says so: the respondent or a reviewer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.reports.paper import Question
from portal.reports.places import PARTS, root
from portal.reports.snapshot import Consultation, Snapshot, Submission


class Position(StrEnum):
    """Where a submission stands on a clause; the last is for words that await a reviewer."""

    SUPPORT = "support"
    SUPPORT_WITH_CHANGES = "support_with_changes"
    OPPOSE = "oppose"
    NO_POSITION = "no_position"
    NOT_ADDRESSED = "not_addressed"
    TO_BE_ASSIGNED = "to_be_assigned"


VIEWS = (Position.SUPPORT, Position.SUPPORT_WITH_CHANGES, Position.OPPOSE)

_BY_SCALE = {
    "strongly_agree": Position.SUPPORT,
    "agree": Position.SUPPORT,
    "neither": Position.NO_POSITION,
    "disagree": Position.OPPOSE,
    "strongly_disagree": Position.OPPOSE,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A position, and whether a reviewer assigned it."""

    position: Position
    is_assigned: bool = False


def clauses_with_positions(consultation: Consultation) -> tuple[str, ...]:
    """Name the clauses, and the general headings on which a question declares a position."""
    declared = {question.declares for question in consultation.questions}
    return tuple(
        clause.id
        for clause in consultation.clauses
        if clause.kind == "clause" or clause.id in declared
    )


def positions(snapshot: Snapshot) -> Mapping[str, Mapping[str, Held]]:
    """Give, for each clause, the position of every standing submission by its reference."""
    consultation = snapshot.consultation
    found = {key: dict[str, Held]() for key in clauses_with_positions(consultation)}
    for submission in snapshot.standing:
        declared = dict(_declared(submission, consultation))
        assigned = {
            one.clause: Position(one.position) for one in submission.positions if one.confirmed_by
        }
        spoken_to = set(addressed(submission, consultation))
        for key, held in found.items():
            held[submission.reference] = _held(key, declared, assigned, spoken_to)
    return found


def _held(
    key: str,
    declared: Mapping[str, Position],
    assigned: Mapping[str, Position],
    spoken_to: set[str],
) -> Held:
    if key in declared:
        return Held(declared[key])
    if key in assigned:
        return Held(assigned[key], is_assigned=True)
    return Held(Position.TO_BE_ASSIGNED if key in spoken_to else Position.NOT_ADDRESSED)


def _declared(submission: Submission, consultation: Consultation) -> Iterator[tuple[str, Position]]:
    """Yield what a respondent declared; a comment on the clause comes last and so prevails."""
    answers = {one.place: one for one in submission.answers}
    for question in consultation.questions:
        answer = answers.get(question.id)
        if question.declares and answer and answer.options and answer.options[0] in _BY_SCALE:
            yield question.declares, _BY_SCALE[answer.options[0]]
    for clause in consultation.clauses:
        answer = answers.get(clause.id)
        if answer and answer.options:
            yield clause.id, Position(answer.options[0])


def addressed(submission: Submission, consultation: Consultation) -> Iterator[str]:
    """Yield each clause on which a submission has words: comment, answer or coded passage."""
    questions = {question.id: question for question in consultation.questions}
    for answer in submission.answers:
        if answer.text is None:
            continue
        own = root(answer.place)
        if own in questions:
            yield from _clauses_of(questions[own])
        elif answer.place.endswith(PARTS):
            yield own
    for passage in submission.passages:
        yield from (coding.clause for coding in passage.codings if coding.clause)


def _clauses_of(question: Question) -> Iterator[str]:
    """Yield where the words of an answer count: the only clause listed, or the one declared."""
    if len(question.clauses) == 1:
        yield question.clauses[0]
    if question.declares:
        yield question.declares

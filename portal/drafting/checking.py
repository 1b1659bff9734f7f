"""A draft laid out to be checked before it is lodged: what was written, and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.canonical import Json
from portal.consultations.documents import entries, mapping, string, strings
from portal.consultations.paper import Clause, Paper, Question, Words
from portal.drafting.models import DraftAnswer
from portal.drafting.profile import Profile


@dataclass(frozen=True, slots=True)
class Given:
    """One answer or comment to check: its choices in words, what was typed, and its secrecy.

    `typed` holds (part, words) pairs; the part is "" for an answer's own words.
    """

    key: str
    title: Words
    group: str
    position: str
    choices: tuple[Words, ...]
    number: str
    typed: tuple[tuple[str, str], ...]
    rows: tuple[Mapping[str, str], ...]
    is_confidential: bool
    reason: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the draft: a group of questions, the clauses, or the letter."""

    key: str
    title: Words
    given: tuple[Given, ...]

    @property
    def blank(self) -> int:
        """Count what was left blank."""
        return sum(not each.is_answered for each in self.given)


def answered(paper: Paper, so_far: Mapping[str, DraftAnswer]) -> list[Part]:
    """Lay out every question, the clauses that were commented on, and the letter."""
    parts = [
        Part(
            group.key,
            group.title,
            tuple(_answer(question, group.key, so_far) for question in group.questions),
        )
        for group in paper.groups
    ]
    comments = tuple(
        _comment(each, so_far[each.key]) for each in paper.clauses if each.key in so_far
    )
    letter = tuple(_letter(so_far["letter"]) for _ in range("letter" in so_far))
    return [*parts, Part("clauses", {}, comments), Part("letter", {}, letter)]


def missing(profile: Profile, so_far: Mapping[str, DraftAnswer]) -> list[str]:
    """Name what has to be given before the draft can be lodged: "name", "answers"."""
    found = [] if profile.get("name") else ["name"]
    return found if so_far else [*found, "answers"]


def _answer(question: Question, group: str, so_far: Mapping[str, DraftAnswer]) -> Given:
    answer = so_far.get(question.key)
    value: Mapping[str, Json] = answer.value if answer else {}
    chosen = {string(value.get("choice")), *strings(value.get("choices"))}
    return Given(
        key=question.key,
        title=question.words,
        group=group,
        position="",
        choices=tuple(each.label for each in question.options if each.key in chosen),
        number=" ".join(filter(None, (string(value.get("number")), string(value.get("unit"))))),
        typed=tuple(_typed(value, ("other", "text"))),
        rows=tuple(_row(each) for each in entries(value.get("rows"))),
        is_confidential=answer.is_confidential if answer else False,
        reason=answer.reason if answer else "",
        is_answered=answer is not None,
    )


def _comment(clause: Clause, answer: DraftAnswer) -> Given:
    return Given(
        key=clause.key,
        title=clause.title,
        group="",
        position=string(answer.value.get("position")),
        choices=(),
        number="",
        typed=tuple(_typed(answer.value, ("view", "wording", "evidence"))),
        rows=(),
        is_confidential=answer.is_confidential,
        reason=answer.reason,
        is_answered=True,
    )


def _letter(answer: DraftAnswer) -> Given:
    return Given(
        key="letter",
        title={},
        group="",
        position="",
        choices=(),
        number="",
        typed=tuple(_typed(answer.value, ("text",))),
        rows=(),
        is_confidential=answer.is_confidential,
        reason=answer.reason,
        is_answered=True,
    )


def _typed(value: Mapping[str, Json], parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        said = string(value.get(part))
        if said:
            yield ("" if part == "text" else part), said


def _row(row: Json) -> Mapping[str, str]:
    held = mapping(row)
    return {cell: string(held.get(cell)) for cell in ("ordinance", "section", "suggestion")}

"""What a folder's files say of each other: clauses, questions, themes and sectors by name."""

from collections.abc import Iterator, Mapping
from typing import Final

from portal.canonical import Json
from portal.consultations.documents import (
    Documents,
    Path,
    Step,
    at,
    entries,
    name_of,
    string,
    strings,
)
from portal.consultations.faults import Finding

LETTERS: Final = {"clause": "C", "general": "G"}
AGREE5: Final = ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree")


def names(value: Json) -> list[str]:
    """List the ids or codes of a list's entries, in order."""
    return [name_of(entry) for _, entry in entries(value)]


def repeated(document: str, path: Path, value: Json) -> Iterator[Finding]:
    """Yield every entry of a list that has the id or code of an earlier one."""
    seen: set[str] = set()
    for place, name in enumerate(names(value)):
        if name and name in seen:
            key: Step = "code" if at(value, place, "code") else "id"
            yield Finding(document, (*path, place, key), f"{name} stands twice")
        seen.add(name)


def unknown(
    document: str, path: Path, listed: list[str], known: Mapping[str, object] | set[str], what: str
) -> Iterator[Finding]:
    """Yield every name of a list that nothing of that kind goes by."""
    for place, name in enumerate(listed):
        if name and name not in known:
            yield Finding(document, (*path, place), f"there is no {what} {name}")


def reference_findings(documents: Documents) -> Iterator[Finding]:
    """Yield every name in clauses.json and questions.json that leads nowhere, or to two places."""
    yield from repeated("clauses", (), documents["clauses"])
    yield from repeated("questions", ("questions",), at(documents["questions"], "questions"))
    yield from _clauses(documents)
    yield from _questions(documents)
    yield from _declared_twice(documents)
    yield from _scales(documents["questions"])
    yield from _groups(documents["questions"])


def _clauses(documents: Documents) -> Iterator[Finding]:
    asked = _lists(at(documents["questions"], "questions"), "clauses")
    themes = set(names(documents["codeframe"]))
    for place, clause in entries(documents["clauses"]):
        key = string(clause.get("id"))
        letter = LETTERS.get(string(clause.get("kind")))
        if key and letter and not key.startswith(letter):
            yield Finding("clauses", (place, "id"), f"the id of this kind begins with {letter}")
        listed = strings(clause.get("questions"))
        yield from unknown("clauses", (place, "questions"), listed, asked, "question")
        for number, question in enumerate(listed):
            if question in asked and key not in asked[question]:
                path = (place, "questions", number)
                yield Finding("clauses", path, f"{question} does not list {key} in turn")
        yield from unknown(
            "clauses", (place, "themes"), strings(clause.get("themes")), themes, "theme"
        )


def _questions(documents: Documents) -> Iterator[Finding]:
    listing = _lists(documents["clauses"], "questions")
    themes = set(names(documents["codeframe"]))
    for place, question in entries(at(documents["questions"], "questions")):
        path: Path = ("questions", place)
        key = string(question.get("id"))
        clauses = strings(question.get("clauses"))
        yield from unknown("questions", (*path, "clauses"), clauses, listing, "clause")
        for number, clause in enumerate(clauses):
            if clause in listing and key not in listing[clause]:
                here = (*path, "clauses", number)
                yield Finding("questions", here, f"{clause} does not list {key} in turn")
        declared = string(question.get("declares"))
        if declared and declared not in clauses:
            yield Finding("questions", (*path, "declares"), f"{key} does not list {declared}")
        listed = strings(question.get("themes"))
        yield from unknown("questions", (*path, "themes"), listed, themes, "theme")
        yield from repeated("questions", (*path, "options"), question.get("options"))


def _lists(value: Json, key: str) -> dict[str, list[str]]:
    """Map each entry's name to the names it lists under a key."""
    return {name_of(entry): strings(entry.get(key)) for _, entry in entries(value)}


def _declared_twice(documents: Documents) -> Iterator[Finding]:
    declared: dict[str, str] = {}
    for place, question in entries(at(documents["questions"], "questions")):
        clause = string(question.get("declares"))
        if clause and clause in declared:
            path = ("questions", place, "declares")
            yield Finding("questions", path, f"{declared[clause]} declares {clause} already")
        declared.setdefault(clause, string(question.get("id")))


def _scales(questions: Json) -> Iterator[Finding]:
    held = at(questions, "scales", "agree5")
    if names(held) != list(AGREE5):
        asked = ", ".join(AGREE5)
        yield Finding("questions", ("scales", "agree5"), f"the ids must be, in this order: {asked}")


def _groups(questions: Json) -> Iterator[Finding]:
    asked = names(at(questions, "questions"))
    standing: dict[str, str] = {}
    yield from repeated("questions", ("groups",), at(questions, "groups"))
    for place, group in entries(at(questions, "groups")):
        listed = strings(group.get("questions"))
        path: Path = ("groups", place, "questions")
        yield from unknown("questions", path, listed, set(asked), "question")
        for number, question in enumerate(listed):
            if question in standing:
                message = f"{question} stands in the group {standing[question]} already"
                yield Finding("questions", (*path, number), message)
            standing.setdefault(question, string(group.get("id")))
    for place, question in enumerate(asked):
        if question and question not in standing:
            yield Finding("questions", ("questions", place), "stands in no group")

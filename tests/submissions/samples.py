"""The samples that ship, read for tests: lines, and what the import would keep of them."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from portal.canonical import Json
from portal.consultations.disk import read_folder
from portal.consultations.documents import at, mapping, string
from portal.consultations.paper import Paper
from portal.consultations.readings import (
    categories,
    clause_of,
    default_of,
    front_of,
    groups_of,
    notices_of,
    question_of,
    reporting_groups_of,
)
from portal.submissions.filing import Faults, FiledRestriction, Filing, FilingFault
from portal.submissions.lines import read_line
from tests.consultations.breaks import SHIPPED

SAMPLES = SHIPPED / "samples"
Line = Mapping[str, Json]


def lines_of(path: Path) -> Iterator[Line]:
    """Read a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield mapping(json.loads(line))


@cache
def paper() -> Paper:
    """Read the folder that ships as if it had been loaded."""
    folder = read_folder(SHIPPED)
    default = default_of(folder.manifest)
    scales = mapping(folder.layout["scales"])
    questions = tuple(question_of(0, body, scales, default) for body in folder.questions)
    return Paper(
        slug=folder.slug,
        reference_prefix=folder.reference_prefix,
        opens_at=folder.opens_at,
        closes_at=folder.closes_at,
        is_sample=True,
        revision_id=0,
        revision_number=1,
        loaded_at=datetime(2025, 12, 29, tzinfo=UTC),
        front=front_of(folder.manifest, folder.sectors),
        clauses=tuple(clause_of(0, body, "", default) for body in folder.clauses),
        groups=groups_of(folder.layout, questions, default),
        questions=questions,
        body_kinds=categories(folder.sectors["body_kinds"], default),
        sectors=categories(folder.sectors["sectors"], default),
        reporting_groups=reporting_groups_of(folder.sectors, default),
        notices=notices_of(folder.notices, default),
    )


def taken(line: Line) -> tuple[Filing | None, list[FilingFault]]:
    """Read a line as the import does: what would be kept, or why it would be refused."""
    faults = Faults()
    read = read_line(line, paper(), faults)
    return (read.filing if read else None), faults.found


def texts(line: Line) -> dict[str, str]:
    """Map each place of a line to the words that would be kept there."""
    filing, _ = taken(line)
    assert filing is not None
    return {entry.place: entry.words for entry in filing.entries if entry.words}


@cache
def submissions() -> dict[str, Line]:
    """Map the external_id of each sample submission to its line."""
    return {string(each["external_id"]): each for each in lines_of(SAMPLES / "submissions.jsonl")}


@cache
def codings() -> list[Line]:
    """List the lines of codings, positions and clearances."""
    return list(lines_of(SAMPLES / "codings.jsonl"))


@cache
def words() -> dict[str, dict[str, str]]:
    """Map each sample submission to its texts by place, as they would be kept."""
    return {key: texts(line) for key, line in submissions().items()}


@cache
def marks() -> dict[str, tuple[FiledRestriction, ...]]:
    """Map each sample submission to what it asks to keep from publication."""
    filings = {key: taken(line)[0] for key, line in submissions().items()}
    return {key: filing.restrictions for key, filing in filings.items() if filing}


@cache
def themes() -> dict[str, Json]:
    """Map each code of the codeframe to its level."""
    return {string(each["code"]): each["level"] for each in read_folder(SHIPPED).codeframe}


def passages() -> list[Line]:
    """List the codings of passages."""
    return [each for each in codings() if "quote" in each]


def positions() -> list[Line]:
    """List the positions that reviewers assigned."""
    return [each for each in codings() if "position" in each]


def cleared() -> set[str]:
    """Name the sample submissions cleared for the public edition."""
    return {string(each["external_id"]) for each in codings() if "clear" in each}


def span(passage: Line) -> tuple[int, int]:
    """Find where a passage stands in its text; (-1, …) where it does not."""
    quote = string(passage["quote"])
    held = words()[string(passage["external_id"])][string(passage["on"])]
    nth = passage.get("nth", 1)
    start = -1
    for _ in range(nth if isinstance(nth, int) else 1):
        start = held.find(quote, start + 1)
    return start, start + len(quote)


def is_restricted(passage: Line) -> bool:
    """Whether any word of a passage is kept from publication."""
    start, stop = span(passage)
    return any(
        mark.place is None or (mark.place == passage["on"] and touches(mark, start, stop))
        for mark in marks()[string(passage["external_id"])]
    )


def touches(mark: FiledRestriction, start: int, stop: int) -> bool:
    """Whether a mark covers a whole place, or some of the words from start to stop."""
    return mark.start is None or mark.stop is None or (mark.start < stop and mark.stop > start)


def declared(line: Line) -> dict[str, str]:
    """Map each clause to the position its respondent declares on it."""
    answers = mapping(line.get("answers"))
    by_answer = {
        question.declares: string(at(answers, question.key, "choice"))
        for question in paper().questions
        if question.declares and at(answers, question.key, "choice")
    }
    comments = mapping(line.get("clauses"))
    by_comment = {key: string(at(comments, key, "position")) for key in comments}
    return by_answer | {key: value for key, value in by_comment.items() if value}

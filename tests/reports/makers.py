"""Makers of snapshots: one from a consultation folder and its import lines, small ones by hand."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from portal.reports import loaded
from portal.reports.places import order
from portal.reports.snapshot import (
    Answer,
    Clearance,
    Coding,
    Consultation,
    Passage,
    Position,
    Respondent,
    Restriction,
    Snapshot,
    Submission,
    Text,
)
from portal.text import plain

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "consultations" / "e-trade-documents"
AS_AT = "2026-03-09T01:14:00.000000Z"

Line = Mapping[str, Any]


@cache
def shipped(folder: Path = FOLDER, as_at: str = AS_AT) -> Snapshot:
    """Make the snapshot of the consultation that ships, with its samples imported and coded."""
    asked = consultation(folder)
    lines = _lines(folder / "samples" / "submissions.jsonl")
    coded = _lines(folder / "samples" / "codings.jsonl")
    made = [
        _submission(line, number, asked, [one for one in coded if _is_of(one, line)])
        for number, line in enumerate(lines, 1)
    ]
    themes = loaded.codeframe(_json(folder / "codeframe.json"), version=1, digest="0" * 64)
    return Snapshot(as_at, asked, themes, tuple(made))


@cache
def consultation(folder: Path = FOLDER) -> Consultation:
    """Make a consultation from its folder."""
    manifest = _json(folder / "consultation.json")
    asked = _json(folder / "questions.json")
    return Consultation(
        slug=manifest["slug"],
        revision=1,
        revision_sha256="0" * 64,
        is_sample=True,
        opens_at=manifest["period"]["opens"],
        closes_at=manifest["period"]["closes"],
        manifest=manifest,
        notices=_json(folder / "notices.json"),
        clauses=loaded.clauses(_json(folder / "clauses.json")),
        groups=loaded.groups(asked["groups"]),
        questions=loaded.questions(asked["questions"], asked["scales"]),
        sectors=loaded.sectors(_json(folder / "sectors.json")),
    )


def _json(file: Path) -> Any:  # noqa: ANN401 (whatever the file holds)
    return json.loads(file.read_text("utf-8"))


def _lines(file: Path) -> list[Line]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def _is_of(coded: Line, line: Line) -> bool:
    return bool(coded["external_id"] == line["external_id"])


def reference(external_id: str) -> str:
    """Give a reference that looks like a real one, always the same for an external id."""
    letters = hashlib.sha256(external_id.encode()).hexdigest().upper()
    return f"ETD-{letters[:4]}-{letters[4:8]}"


def _submission(line: Line, number: int, asked: Consultation, coded: Sequence[Line]) -> Submission:
    body = line["respondent"]
    at = datetime.fromisoformat(line["received_at"]).astimezone(UTC)
    is_late = at > datetime.fromisoformat(asked.closes_at)
    answers, texts = _filed(line, asked)
    made = Submission(
        reference=reference(line["external_id"]),
        register_number=number,
        channel=line["channel"],
        received_at=at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        status="late_pending" if is_late else "standing",
        language=line["language"],
        respondents=(
            Respondent(
                name=body["name"],
                kind=body["kind"],
                sectors=tuple(body["sectors"]),
                main_sector=body.get("main_sector"),
                capacity=body["capacity"],
                members=body.get("members"),
                is_named=body["named"],
            ),
        ),
        answers=answers,
        texts=texts,
    )
    made = replace(made, restrictions=tuple(_restrictions(line, made)))
    return _coded(made, coded)


def _filed(line: Line, asked: Consultation) -> tuple[tuple[Answer, ...], tuple[Text, ...]]:
    texts: list[Text] = []
    answers: list[Answer] = []
    for place, given in _places(line):
        words = given.get("text")
        index = None
        if words:
            index = len(texts)
            texts.append(Text(line["language"], plain(words)))
        answers.append(Answer(place, tuple(given.get("options", ())), given.get("number"), index))
    return order(answers, asked.questions, asked.clauses), tuple(texts)


def _places(line: Line) -> Iterator[tuple[str, Line]]:
    if line.get("letter"):
        yield "letter", {"text": line["letter"]}
    for key, answer in line.get("answers", {}).items():
        yield from _answered(key, answer)
    for key, comment in line.get("clauses", {}).items():
        if comment.get("position"):
            yield key, {"options": [comment["position"]]}
        for part in ("view", "wording", "evidence"):
            if comment.get(part):
                yield f"{key}.{part}", {"text": comment[part]}


def _answered(key: str, answer: Line) -> Iterator[tuple[str, Line]]:
    options = answer.get("choices") or ([answer["choice"]] if answer.get("choice") else [])
    said = {"options": options, "number": answer.get("number"), "text": answer.get("text")}
    if any(said.values()):
        yield key, said
    yield from _beside(key, answer, ("other", "unit"))
    for row, given in enumerate(answer.get("rows", ()), 1):
        yield f"{key}.{row}", {"text": given.get("suggestion")}
        yield from _beside(f"{key}.{row}", given, ("ordinance", "section"))


def _beside(place: str, given: Line, parts: Sequence[str]) -> Iterator[tuple[str, Line]]:
    return ((f"{place}.{part}", {"text": given[part]}) for part in parts if given.get(part))


def _restrictions(line: Line, made: Submission) -> Iterator[Restriction]:
    texts = {one.place: one.text for one in made.answers}
    for one in line.get("restrictions") or ():
        if one["on"] == "all":
            yield Restriction("all")
        elif "quote" not in one:
            yield Restriction("place", one["on"])
        else:
            index = texts[one["on"]]
            assert index is not None
            start = made.texts[index].words.index(one["quote"])
            end = start + len(one["quote"])
            yield Restriction("words", one["on"], index, start, end)


def _coded(made: Submission, coded: Sequence[Line]) -> Submission:
    passages: dict[tuple[int, int, int], Passage] = {}
    for line in coded:
        if "on" in line:
            _code(made, line, passages)
    ordered = tuple(passages[key] for key in sorted(passages))
    quotes: dict[str, int] = {}
    for index, one in enumerate(ordered):
        quotes.setdefault(one.quote, index)
    positions = tuple(
        Position(
            line["clause"],
            line["position"],
            line["by"],
            line.get("confirmed_by"),
            tuple(quotes[one] for one in line["passages"]),
        )
        for line in coded
        if "position" in line
    )
    clearances = tuple(Clearance(one["clear"], "cleared", 1) for one in coded if "clear" in one)
    return replace(made, passages=ordered, positions=positions, clearances=clearances)


def _code(made: Submission, line: Line, passages: dict[tuple[int, int, int], Passage]) -> None:
    index = next(one.text for one in made.answers if one.place == line["on"])
    assert index is not None
    words = made.texts[index].words
    start = -1
    for _time in range(line.get("nth", 1)):
        start = words.index(line["quote"], start + 1)
    end = start + len(line["quote"])
    key = (index, start, end)
    own = passages.get(key, Passage(index, start, end, line["quote"]))
    codings = tuple(
        Coding(theme, line["stance"], line.get("clause"), line["coder"], 1)
        for theme in line["themes"]
    )
    passages[key] = replace(own, codings=own.codings + codings)


def submission(number: int = 1, **given: Any) -> Submission:  # noqa: ANN401 (any field of one)
    """Make a standing submission of one named body, cleared for the public."""
    bare = Submission(
        reference=f"ETD-TEST-{number:04}",
        register_number=number,
        channel="web",
        received_at="2026-01-05T04:00:00.000000Z",
        status="standing",
        language="en",
        respondents=(Respondent({"en": f"Body {number}"}, "company", ("bank",), "bank"),),
        clearances=(Clearance("public", "cleared", 1),),
    )
    return replace(bare, **given)


def snapshot(*submissions: Submission) -> Snapshot:
    """Make a snapshot of the shipped paper and codeframe with these submissions."""
    return replace(shipped(), submissions=submissions)


def saying(words: str, place: str = "letter") -> dict[str, Any]:
    """Give the fields of a submission that says some words at one place."""
    return {"answers": (Answer(place, text=0),), "texts": (Text("en", words),)}

"""A snapshot is one document: read back whole, the same bytes for the same values, or refused."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from portal.language import Language
from portal.reports import paper, snapshot
from portal.reports.reading import read
from portal.reports.sections import report
from portal.reports.shape import ShapeError
from portal.reports.snapshot import (
    Answer,
    Coding,
    Passage,
    Position,
    Restriction,
    Snapshot,
    Span,
    write,
)
from portal.reports.soundness import STATUSES
from portal.submissions.decisions import Edition
from portal.submissions.states import SubmissionState
from tests.reports.makers import saying, shipped, submission

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs/schema/snapshot.json").read_text("utf-8")
)
RECORDS = {name: kind for room in (snapshot, paper) for name, kind in vars(room).items()}


def test_a_snapshot_is_read_back_as_it_was_written() -> None:
    document = write(shipped())

    assert read(document) == shipped()
    assert write(read(document)) == document


def test_a_snapshot_fits_its_published_schema() -> None:
    document = json.loads(write(shipped()))

    assert not list(Draft202012Validator(SCHEMA).iter_errors(document))


@pytest.mark.parametrize("name", sorted(SCHEMA["$defs"]))
def test_the_schema_names_every_field_and_no_other(name: str) -> None:
    stated = set(SCHEMA["$defs"][name]["properties"])

    assert stated == {field.name for field in fields(RECORDS[name])}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (b"[]", "$.format"),
        (b"{", "$"),
        (b'{"format": "portal-snapshot/2"}', "$.format"),
        (b'{"format": "portal-snapshot/1", "clock": 1}', "$.clock"),
        (b'{"format": "portal-snapshot/1", "as_at": 3}', "$.as_at"),
        (b'{"format": "portal-snapshot/1", "as_at": ""}', "$.consultation"),
    ],
)
def test_another_document_is_refused_by_place(document: bytes, place: str) -> None:
    with pytest.raises(ShapeError) as refused:
        read(document)

    assert refused.value.at == place


def test_words_at_no_place_are_refused() -> None:
    astray = submission(**saying("Words.", place="Q1.view"))
    document = write(replace(shipped(), submissions=(astray,)))

    with pytest.raises(ShapeError) as refused:
        read(document)

    assert refused.value.at == "$.submissions[0].answers[0].place"


SAID = submission(
    **saying("Ring +852 2123 4567 about our margin."),
    contacts=(Span(0, 5, 19),),
    restrictions=(Restriction("words", "letter", 0, 26, 36), Restriction("place", "Q1")),
    passages=(Passage(0, 0, 4, "Ring", (Coding("4.1", "support", "C4", "reviewer-1", 1),)),),
    positions=(Position("C9", "oppose", "reviewer-1", "reviewer-2", (0,)),),
)
SILENT = submission(2, answers=(Answer("C4", ("support",)), Answer("Q25", number="7")))


def small() -> Snapshot:
    """Make a short paper with a question of each kind, and two submissions of every part."""
    whole = shipped().consultation
    kinds = {one.kind.partition("+")[0]: one for one in whole.questions}
    paper = replace(
        whole,
        clauses=(whole.clauses[3], whole.clauses[-1]),
        questions=tuple(replace(one, clauses=("C4",)) for one in kinds.values()),
        groups=whole.groups[:1],
        sectors=replace(whole.sectors, sectors=()),
        manifest={key: whole.manifest[key] for key in ("title", "bureau", "status_mark")},
        notices={"reading_guide": {"en": "Counting. Each once."}},
    )
    themes = replace(shipped().codeframe, themes=shipped().codeframe.themes[:4])
    return replace(shipped(), consultation=paper, codeframe=themes, submissions=(SAID, SILENT))


DOCUMENT = write(small())
ODD: tuple[object, ...] = (
    None,
    True,
    -1,
    10**9,
    1.5,
    "",
    "x",
    "yesterday",
    "9999-12-31T23:59:59-12:00",
    "C4",
    "all",
    "letter",
    "\ud800",
    [],
    [[]],
    {},
    {"en": 1},
)


def paths(value: object) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to each value inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else ()
    for key, one in enumerate(value) if isinstance(value, list) else inside:
        yield (key,)
        yield from ((key, *rest) for rest in paths(one))


PATHS = tuple(paths(json.loads(DOCUMENT)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("as_at", "yesterday"),
        ("as_at", "2026-03-09T01:14:00"),
        ("consultation.closes_at", "2026-02-30T00:00:00Z"),
        ("submissions.0.status", "lost"),
        ("submissions.0.channel", "pigeon"),
        ("submissions.1.reference", SAID.reference),
        ("submissions.0.answers.0.text", 1),
        ("submissions.0.answers.0.text", -1),
        ("submissions.1.answers.0.options.0", "perhaps"),
        ("submissions.0.answers.0.text", None),
        ("submissions.0.restrictions.0.text", 7),
        ("submissions.0.restrictions.0.end", 400),
        ("submissions.0.restrictions.1.place", None),
        ("submissions.0.contacts.0.start", 30),
        ("submissions.0.passages.0.end", -1),
        ("submissions.0.passages.0.codings.0.stance", "angry"),
        ("submissions.0.positions.0.position", "to_be_assigned"),
        ("submissions.0.positions.0.passages.0", 3),
        ("submissions.0.clearances.0.outcome", "maybe"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_sentence(path: str, value: object) -> None:
    steps = [int(one) if one.isdigit() else one for one in path.split(".")]

    with pytest.raises(ShapeError, match=r"^\$.*: .* needed[^\n]*$"):
        read(broken(steps, value))


def broken(path: Sequence[str | int], value: object) -> bytes:
    """Give the document with another value at the end of a path."""
    document = json.loads(DOCUMENT)
    held = document
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value
    return json.dumps(document).encode()


@given(path=st.sampled_from(PATHS), value=st.sampled_from(ODD), edition=st.sampled_from(Edition))
def test_a_snapshot_with_one_value_broken_is_refused_by_place_or_reported(
    path: tuple[str | int, ...], value: object, edition: Edition
) -> None:
    document = broken(path, value)

    with suppress(ShapeError):
        report(read(document), "0" * 64, edition=edition, language=Language.ZH_HANT)


def test_the_known_states_are_those_of_submissions() -> None:
    assert set(STATUSES) == set(SubmissionState)


def test_nobody_is_reached_through_a_snapshot() -> None:
    words = write(shipped()).decode()

    assert "@quarrychannel.example" not in words
    assert "external_id" not in words

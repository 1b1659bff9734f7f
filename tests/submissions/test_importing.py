"""A file of submissions is taken line by line, each whole or not at all, and only once."""

import io
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.canonical import Json
from portal.db import Database
from portal.errors import NotFoundError
from portal.submissions import jsonl
from portal.submissions.decisions import Restriction, Scope
from portal.submissions.importing import import_submissions
from portal.submissions.jsonl import Refused, Tally, Watch, batches, count_lines, numbered_lines
from portal.submissions.models import Submission, Text
from portal.submissions.queries import register
from portal.submissions.states import SubmissionState
from tests.submissions.makers import (
    AFTER_CLOSING,
    SHIPPED,
    SLUG,
    consultation,
    last_number,
    line,
    written,
)


@pytest.fixture
def loaded(database: Database) -> Database:
    """A database with the shipped consultation."""
    with database.writing() as session:
        consultation(session)
    return database


def taken(database: Database, file: Path) -> tuple[Tally, list[Refused]]:
    refused: list[Refused] = []
    watch = Watch(refused.append, lambda _steps: None)
    tally = import_submissions(database, file, SLUG, now=AFTER_CLOSING, watch=watch, who="test")
    return tally, refused


def numbers_used(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(select(Submission.register_number).order_by(Submission.id)))


def test_the_shipped_samples_are_all_taken_and_only_once(loaded: Database) -> None:
    file = SHIPPED / "samples" / "submissions.jsonl"
    count = count_lines(file)

    first, refused = taken(loaded, file)
    second, _none = taken(loaded, file)

    assert refused == []
    assert (first.taken, second.taken, second.unchanged) == (count, 0, count)
    assert numbers_used(loaded) == list(range(1, count + 1))


def test_marked_words_are_restricted_where_they_stand(loaded: Database, tmp_path: Path) -> None:
    quote = "HK$9 million"
    said = line(restrictions=[{"on": "Q1", "quote": quote, "reason": "Figures"}])

    taken(loaded, written(tmp_path / "in.jsonl", said))

    with loaded.reading() as session:
        kept, words = session.execute(
            select(Restriction, Text.words).join(Text, Text.id == Restriction.text_id)
        ).one()
        assert kept.scope is Scope.WORDS
        assert words is not None
        assert words[kept.start : kept.stop] == quote


BROKEN: list[tuple[bytes, str]] = [
    (b"{", "not JSON"),
    (b'{"external_id": "\xff"}', "not UTF-8"),
    (b"[1]", "must be an object"),
    (b'{"external_id": NaN}', "NaN is no number"),
    (b'{"external_id": "a", "external_id": "b"}', "The key stands twice"),
    (b"[" * 100_000, "nested too deeply"),
    (b"9" * 6_000, "not JSON"),
    (json.dumps(line(shoe_size=7)).encode(), "shoe_size: unknown key"),
    (json.dumps(line(external_id="\ud800")).encode(), "codes that stand for no character"),
    (json.dumps(line(answers={"Q1": {"text": "\0"}})).encode(), "codes that stand for"),
    (json.dumps(line(answers={"Q1": {"text": "x" * 100_001}})).encode(), "has 100001 characters"),
    (json.dumps(line(answers={"Q99": {"text": "?"}})).encode(), "There is no such question"),
    (json.dumps(line(received_at="2026-02-01T09:00:00")).encode(), "with an offset"),
    (json.dumps({"external_id": "a"}).encode(), "respondent: missing"),
]


@pytest.mark.parametrize(("broken", "said"), BROKEN, ids=[said for _line, said in BROKEN])
def test_a_line_with_a_fault_is_refused_whole_and_its_neighbours_are_taken(
    loaded: Database, tmp_path: Path, broken: bytes, said: str
) -> None:
    file = written(tmp_path / "in.jsonl", line("before"), broken, b"", line("after"))

    tally, refused = taken(loaded, file)

    assert (tally.taken, tally.refused) == (2, 1)
    assert [each.line for each in refused] == [2]
    assert any(said in str(fault) for fault in refused[0].faults)
    assert numbers_used(loaded) == [1, 2]


def test_the_same_id_with_other_content_is_refused(loaded: Database, tmp_path: Path) -> None:
    other: dict[str, Json] = {"Q1": {"choice": "disagree"}}
    taken(loaded, written(tmp_path / "first.jsonl", line("one")))

    tally, refused = taken(
        loaded,
        written(
            tmp_path / "second.jsonl",
            line("one", answers=other),
            line("two"),
            line("two"),
            line("two", answers=other),
        ),
    )

    assert (tally.taken, tally.unchanged, tally.refused) == (1, 1, 2)
    assert [(each.line, each.external_id) for each in refused] == [(1, "one"), (4, "two")]


def test_order_of_keys_and_spaces_are_not_content(loaded: Database, tmp_path: Path) -> None:
    said = line()
    turned = json.dumps(dict(reversed(said.items())), indent=None, separators=(" , ", " : "))

    tally, _refused = taken(loaded, written(tmp_path / "in.jsonl", said, turned.encode()))

    assert (tally.taken, tally.unchanged) == (1, 1)


def test_what_came_after_closing_waits_for_a_ruling(loaded: Database, tmp_path: Path) -> None:
    file = written(
        tmp_path / "in.jsonl",
        line("punctual", received_at="2026-02-27T17:59:59.999999+08:00"),
        line("late", received_at="2026-02-27T10:00:00Z"),
    )

    taken(loaded, file)

    with loaded.reading() as session:
        of = session.scalars(select(Submission.consultation_id)).first()
        became = [each.state for each in register(session, of or 0)]
    assert became == [SubmissionState.STANDING, SubmissionState.LATE_PENDING]


def test_an_unknown_consultation_is_told(loaded: Database, tmp_path: Path) -> None:
    file = written(tmp_path / "in.jsonl", line())

    with pytest.raises(NotFoundError):
        import_submissions(
            loaded,
            file,
            "no-such",
            now=AFTER_CLOSING,
            watch=Watch(lambda _refused: None, lambda _steps: None),
            who="test",
        )


def test_a_file_of_many_batches_leaves_no_gap(
    loaded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "BATCH", 3)
    lines = [line(f"line-{number % 9}") for number in range(11)]

    tally, _refused = taken(loaded, written(tmp_path / "in.jsonl", *lines))

    assert (tally.taken, tally.unchanged) == (9, 2)
    assert numbers_used(loaded) == list(range(1, 10))
    with loaded.writing() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 9
        assert last_number(session, consultation(session)) == 9


def test_an_overlong_line_is_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 10)
    file = io.BytesIO(b"short\n" + b"x" * 95 + b"\nafter\nlast")

    lines = list(numbered_lines(file))

    assert lines == [(1, b"short\n"), (2, b"x" * 11), (3, b"after\n"), (4, b"last")]


def test_a_batch_is_bounded_by_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "BATCH_BYTES", 10)

    gathered = list(batches(iter([(1, b"x" * 9), (2, b"y" * 9), (3, b"z")])))

    assert [[number for number, _line in batch] for batch in gathered] == [[1, 2], [3]]

"""A file of codings is kept line by line, whole or not at all; the same file changes nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from portal.accounts.actions import join_staff
from portal.accounts.models import Staff
from portal.canonical import Json
from portal.coding.models import Coding, Passage
from portal.conclusions.commands import codings
from portal.conclusions.importing import import_codings
from portal.conclusions.models import Position, PositionConfirmation
from portal.db import Database
from portal.submissions.clearing import Clearing
from portal.submissions.decisions import Clearance, Edition, Outcome
from portal.submissions.importing import import_submissions
from portal.submissions.jsonl import Refused, Tally, Watch
from portal.submissions.models import Submission
from portal.submissions.rulings import clear
from portal.terminal import Terminal
from tests.coding.makers import room
from tests.submissions.makers import SHIPPED, SLUG, WHILE_OPEN, line, written

LETTER = "Control is right.\r\n\r\nControl is right. We support clause 4 as it stands."


def coding(quote: str = "We support clause 4", **keys: Json) -> dict[str, Json]:
    """A coding line that can be taken; `keys` replace or add to its own."""
    return {
        "external_id": "line-1",
        "on": "letter",
        "quote": quote,
        "themes": ["4.1"],
        "stance": "support",
        "clause": "C4",
        "coder": "reviewer-1",
    } | keys


POSITION: dict[str, Json] = {
    "external_id": "line-1",
    "clause": "C4",
    "position": "support",
    "by": "reviewer-1",
    "confirmed_by": "reviewer-2",
    "passages": ["We support clause 4"],
}
CLEARANCE: dict[str, Json] = {"external_id": "line-1", "clear": "public", "by": "official-1"}


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Database:
    """A consultation with its team, and one imported submission that only sent a letter."""
    with database.writing() as session:
        room(session)
        join_staff(session, "stranger-1", password_hash="-", now=WHILE_OPEN)
    lines = written(tmp_path / "submissions.jsonl", line(answers={}, letter=LETTER))
    watch = Watch(lambda refused: pytest.fail(str(refused)), lambda _count: None)
    import_submissions(database, lines, SLUG, now=WHILE_OPEN, watch=watch, who="test")
    return database


def taken(database: Database, file: Path) -> tuple[Tally, list[Refused]]:
    refused: list[Refused] = []
    watch = Watch(refused.append, lambda _count: None)
    return import_codings(database, file, SLUG, now=WHILE_OPEN, watch=watch), refused


def counted(database: Database) -> list[int | None]:
    tables = (Passage, Coding, Position, PositionConfirmation, Clearance)
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_codings_positions_and_clearances_are_kept_once(desk: Database, tmp_path: Path) -> None:
    file = written(tmp_path / "codings.jsonl", coding(themes=["4.1", "4.3"]), POSITION, CLEARANCE)

    first, _ = taken(desk, file)
    second, _ = taken(desk, file)

    assert (first, second) == (Tally(taken=3), Tally(unchanged=3))
    assert counted(desk) == [1, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("marked", "outcome"),
    [
        ([], Outcome.CLEARED),
        ([{"on": "letter", "quote": "clause 4", "reason": "-"}], Outcome.CLEARED_WITH_REDACTIONS),
    ],
)
def test_a_clearance_leaves_out_what_is_marked_confidential(
    desk: Database, tmp_path: Path, marked: list[Json], outcome: Outcome
) -> None:
    said = line("line-2", answers={}, letter=LETTER, restrictions=marked)
    watch = Watch(lambda refused: pytest.fail(str(refused)), lambda _count: None)
    lines = written(tmp_path / "more.jsonl", said)
    import_submissions(desk, lines, SLUG, now=WHILE_OPEN, watch=watch, who="test")
    file = written(tmp_path / "codings.jsonl", CLEARANCE | {"external_id": "line-2"})

    tallies = [taken(desk, file)[0] for _twice in range(2)]

    assert tallies == [Tally(taken=1), Tally(unchanged=1)]
    with desk.reading() as session:
        assert session.scalars(select(Clearance.outcome)).all() == [outcome]


def test_a_clearance_read_again_undoes_no_later_decision(desk: Database, tmp_path: Path) -> None:
    file = written(tmp_path / "codings.jsonl", CLEARANCE)
    taken(desk, file)
    with desk.writing() as session:
        submission = session.scalars(select(Submission)).one()
        official = session.scalars(select(Staff).where(Staff.name == "official-1")).one()
        withheld = Clearing(Edition.PUBLIC, Outcome.WITHHELD, "Asked by telephone")
        clear(session, submission, withheld, by=official, now=WHILE_OPEN)

    tally, _ = taken(desk, file)

    assert tally == Tally(unchanged=1)
    with desk.reading() as session:
        standing = session.scalars(select(Clearance).order_by(Clearance.id.desc())).first()
        assert standing is not None
        assert standing.outcome is Outcome.WITHHELD


def test_the_nth_occurrence_is_meant(desk: Database, tmp_path: Path) -> None:
    file = written(tmp_path / "codings.jsonl", coding("Control is right.", nth=2))

    taken(desk, file)

    with desk.reading() as session:
        assert session.scalars(select(Passage.start)).one() == 19


REFUSED: list[tuple[dict[str, Json] | bytes, str]] = [
    (b"{not json", "not JSON"),
    (coding(also="this"), "also"),
    (coding(stance="cheerful"), "stance"),
    (coding(external_id="line-2"), "No submission was imported as “line-2”."),
    (coding("We oppose"), "“We oppose”"),
    (coding("Control is right."), "more than once"),
    (coding("Control is right.", nth=3), "occurrence 3"),
    (coding(on="Q2"), "no words at Q2"),
    (coding(themes=["99.9"]), "no theme 99.9"),
    (coding(clause="C99"), "no clause C99"),
    (coding(coder="stranger-1"), "“stranger-1” is not of this consultation's team."),
    (coding(coder="nobody"), "“nobody” is not of"),
    (POSITION, "are no coded passage"),
    (POSITION | {"position": "not_addressed"}, "position"),
    (CLEARANCE | {"by": "nobody"}, "“nobody” is not of"),
]


@pytest.mark.parametrize(("document", "reason"), REFUSED)
def test_a_line_that_cannot_be_taken_leaves_no_mark(
    desk: Database, tmp_path: Path, document: dict[str, Json] | bytes, reason: str
) -> None:
    tally, refused = taken(desk, written(tmp_path / "codings.jsonl", document))

    assert tally == Tally(refused=1)
    assert reason in "; ".join(str(fault) for fault in refused[0].faults)
    assert counted(desk) == [0, 0, 0, 0, 0]


def test_a_position_is_not_kept_when_nobody_else_confirms_it(
    desk: Database, tmp_path: Path
) -> None:
    own = POSITION | {"confirmed_by": "reviewer-1"}

    tally, _refused = taken(desk, written(tmp_path / "codings.jsonl", coding(), own))

    assert (tally.taken, tally.refused) == (1, 1)
    assert counted(desk) == [1, 1, 0, 0, 0]


def run(database: Database, folder: Path, *words: str) -> Result:
    url = database.url.render_as_string(hide_password=False)
    terminal = Terminal(database_url=url, data_dir=folder, url="http://127.0.0.1:8000")
    result = CliRunner().invoke(codings, list(words), obj=terminal)
    terminal.database.engine.dispose()
    return result


def test_the_terminal_tells_what_was_refused(desk: Database, tmp_path: Path) -> None:
    file = written(tmp_path / "codings.jsonl", coding(), coding("Nowhere"))
    report = tmp_path / "report.jsonl"

    done = run(desk, tmp_path, "import", str(file), "--consultation", SLUG, "--report", str(report))

    assert done.exit_code == 1
    assert done.stdout == "1\t0\t1\n"
    assert "line 2 (line-1): The words “Nowhere”" in done.stderr
    (told,) = [json.loads(each) for each in report.read_text("utf-8").splitlines()]
    assert (told["line"], told["external_id"]) == (2, "line-1")


def test_the_terminal_gives_up_with_one_sentence(desk: Database, tmp_path: Path) -> None:
    file = written(tmp_path / "codings.jsonl", coding())

    unknown = run(desk, tmp_path, "import", str(file), "--consultation", "nowhere")
    missing = run(desk, tmp_path, "import", str(tmp_path / "none"), "--consultation", SLUG)

    assert (unknown.exit_code, missing.exit_code) == (2, 2)
    assert "No consultation is called nowhere" in unknown.stderr
    assert str(tmp_path / "none") in missing.stderr


@pytest.mark.slow
def test_the_codings_that_ship_are_all_taken(database: Database) -> None:
    with database.writing() as session:
        room(session)
    watch = Watch(lambda refused: pytest.fail(str(refused)), lambda _count: None)
    samples = SHIPPED / "samples"
    import_submissions(
        database, samples / "submissions.jsonl", SLUG, now=WHILE_OPEN, watch=watch, who="test"
    )

    tally, refused = taken(database, samples / "codings.jsonl")

    assert refused == []
    assert tally.taken > 900

"""The import from a terminal: results on standard output, talk on standard error, three codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.db import Database
from portal.submissions.commands import submissions
from portal.submissions.taking import printable
from portal.terminal import Terminal
from tests.submissions.makers import SLUG, consultation, line, written


@pytest.fixture
def terminal(database: Database, tmp_path: Path) -> Terminal:
    """A terminal of a deployment with the shipped consultation."""
    with database.writing() as session:
        consultation(session)
    url = database.url.render_as_string(hide_password=False)
    return Terminal(database_url=url, data_dir=tmp_path, url="http://127.0.0.1:8000")


def run(terminal: Terminal, *arguments: str) -> Result:
    result = CliRunner().invoke(submissions, ["import", *arguments], obj=terminal)
    terminal.database.engine.dispose()
    return result


def test_everything_taken_is_exit_code_0(terminal: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "in.jsonl", line("one"), line("two"))

    first = run(terminal, str(file), "--consultation", SLUG)
    second = run(terminal, str(file), "--consultation", SLUG, "--format", "json")

    assert (first.exit_code, first.stdout) == (0, "2\t0\t0\n")
    assert second.exit_code == 0
    assert json.loads(second.stdout) == [{"taken": 0, "unchanged": 2, "refused": 0}]


def test_some_refused_is_exit_code_1_with_a_report(terminal: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "in.jsonl", line("one"), b"{", line("three", channel="pigeon"))
    report = tmp_path / "report.jsonl"

    result = run(terminal, str(file), "--consultation", SLUG, "--report", str(report))

    assert (result.exit_code, result.stdout) == (1, "1\t0\t2\n")
    assert "line 2: " in result.stderr
    assert "line 3 (three): channel: must be one of" in result.stderr
    refused = [json.loads(each) for each in report.read_text().splitlines()]
    assert [(each["line"], each["external_id"]) for each in refused] == [(2, ""), (3, "three")]
    assert refused[1]["faults"][0]["place"] == "channel"


def test_nothing_taken_is_exit_code_2(terminal: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "in.jsonl", b"[]")

    assert run(terminal, str(file), "--consultation", SLUG).exit_code == 2


@pytest.mark.parametrize(
    ("name", "slug", "said"),
    [
        ("no-such-file", SLUG, "No such file"),
        ("in.jsonl", "no-such", "No consultation is called no-such"),
    ],
)
def test_what_cannot_be_done_is_one_plain_sentence(
    terminal: Terminal, tmp_path: Path, name: str, slug: str, said: str
) -> None:
    written(tmp_path / "in.jsonl", line())

    result = run(terminal, str(tmp_path / name), "--consultation", slug)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_no_line_can_command_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    hostile = line("\x1b[2J\ud800", answers={"Q1": {"choice": "\x1b]0;x\x07"}})
    file = written(tmp_path / "in.jsonl", hostile)

    result = run(terminal, str(file), "--consultation", SLUG)

    assert result.exit_code == 2
    assert "\x1b[2J" not in result.stderr
    assert printable("a\x1bb\ud800") == "a\ufffdb\ufffd"

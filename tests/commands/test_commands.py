"""Commands talk on standard error, answer on standard output, and end with one of three codes."""

import json

import click
import pytest
from click.testing import CliRunner
from sqlalchemy.exc import IntegrityError, OperationalError

from portal.commands import (
    Noun,
    Outcome,
    OutputFormat,
    Refusal,
    finish,
    format_option,
    progress,
    say,
    show,
)
from portal.errors import ClosedError

ROWS = [{"slug": "a", "is_open": True, "title": "One\tand\ntwo"}, {"slug": "b", "is_open": False}]

REFUSED = (
    "The database refuses this (guard: version keeps what it holds): "
    "look at it with bin/portal doctor."
)
OUT_OF_REACH = (
    'The database cannot be used (password authentication failed for user "me"): '
    "see that PORTAL_DATABASE_URL is right."
)


@click.group(cls=Noun)
def thing() -> None:
    """Stand for any noun."""


@thing.command("list")
@format_option
def list_command(output_format: OutputFormat) -> None:
    """List things."""
    show(ROWS, output_format)


@thing.command("fail")
@click.argument("how")
def fail_command(how: str) -> None:
    """Fail in one of the ways that commands fail."""
    failures: dict[str, Exception] = {
        "closed": ClosedError(),
        "database": OperationalError(
            "SELECT 1", {}, Exception("no such host\nurl: postgresql://me:secret@h")
        ),
        "host": OperationalError(
            "SELECT 1",
            {},
            Exception(
                'connection failed: connection to server at "10.1.2.3", port 5432 failed: '
                'FATAL:  password authentication failed for user "me"'
            ),
        ),
        "guard": IntegrityError("DELETE", {}, Exception("guard: version keeps what it holds")),
        "file": FileNotFoundError(2, "No such file or directory", "letters.jsonl"),
        "refusal": Refusal("Nothing was to be done."),
    }
    raise failures[how]


@thing.command("work")
def work_command() -> None:
    """Do a long piece of work and refuse some of it."""
    say("Working.")
    with progress("Counting", total=3) as advance:
        for _ in range(3):
            advance(1)
    finish(Outcome.SOME_REFUSED)


def test_plain_results_are_one_line_each_parted_by_tabs() -> None:
    said = CliRunner().invoke(thing, ["list"])

    assert said.exit_code == Outcome.DONE
    assert said.stdout == "a\tyes\tOne and two\nb\tno\n"


def test_json_results_are_one_list_with_nothing_lost() -> None:
    said = CliRunner().invoke(thing, ["list", "--format", "json"])

    assert json.loads(said.stdout) == ROWS


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("closed", "This is closed."),
        ("file", "letters.jsonl: No such file or directory."),
        ("refusal", "Nothing was to be done."),
        ("guard", REFUSED),
        ("host", OUT_OF_REACH),
    ],
)
def test_a_refusal_is_one_plain_sentence(how: str, sentence: str) -> None:
    said = CliRunner().invoke(thing, ["fail", how])

    assert said.exit_code == Outcome.NOTHING_DONE
    assert said.stdout == ""
    assert said.stderr == f"{sentence}\n"


def test_a_database_out_of_reach_never_tells_its_address() -> None:
    said = CliRunner().invoke(thing, ["fail", "database"])

    assert said.exit_code == Outcome.NOTHING_DONE
    assert "no such host" in said.stderr
    assert "secret" not in said.stderr


@pytest.mark.parametrize(
    "words", [["fail"], ["fail", "a", "b"], ["list", "--format", "xml"], ["no"]]
)
def test_what_is_not_understood_is_one_plain_sentence(words: list[str]) -> None:
    said = CliRunner().invoke(thing, words)

    assert said.exit_code == Outcome.NOTHING_DONE
    assert said.stdout == ""
    assert len(said.stderr.splitlines()) == 1


def test_progress_and_talk_stay_out_of_the_results() -> None:
    said = CliRunner().invoke(thing, ["work"])

    assert said.exit_code == Outcome.SOME_REFUSED
    assert said.stdout == ""
    assert "Working." in said.stderr
    assert "Counting" in said.stderr

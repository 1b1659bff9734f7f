"""The terminal loads a folder or tells all its faults, and lists what is there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.db import Database
from portal.loading import consultation
from portal.terminal import Terminal
from tests.consultations.breaks import SHIPPED, shipped


@pytest.fixture
def terminal(database: Database, tmp_path: Path) -> Terminal:
    """A deployment over the test's own database."""
    url = database.url.render_as_string(hide_password=False)
    return Terminal(database_url=url, data_dir=tmp_path, url="http://127.0.0.1:8000")


def run(terminal: Terminal, *words: str) -> Result:
    result = CliRunner().invoke(consultation, list(words), obj=terminal)
    terminal.database.engine.dispose()
    return result


def test_the_folder_that_ships_is_loaded_and_listed(terminal: Terminal) -> None:
    loaded = run(terminal, "load", str(SHIPPED))
    listed = run(terminal, "list")

    assert loaded.exit_code == 0
    assert loaded.stdout == ""
    assert "e-trade-documents: loaded as revision 1." in loaded.stderr
    slug, _state, opens, closes, title = listed.stdout.rstrip("\n").split("\t")
    assert (slug, title) == (
        "e-trade-documents",
        "A legal framework for electronic trade documents",
    )
    assert (opens, closes) == ("2025-12-29T12:00:00+08:00", "2026-02-27T18:00:00+08:00")


def test_the_list_is_json_if_asked(terminal: Terminal) -> None:
    run(terminal, "load", str(SHIPPED))

    listed = json.loads(run(terminal, "list", "--format", "json").stdout)

    assert [each["slug"] for each in listed] == ["e-trade-documents"]
    assert list(listed[0]) == ["slug", "state", "opens", "closes", "title"]


def test_loading_twice_says_that_nothing_has_changed(terminal: Terminal) -> None:
    run(terminal, "load", str(SHIPPED))

    again = run(terminal, "load", str(SHIPPED))

    assert again.exit_code == 0
    assert "revision 1 is in force already; nothing has changed" in again.stderr


def test_what_a_changed_folder_changes_is_said(terminal: Terminal, tmp_path: Path) -> None:
    run(terminal, "load", str(SHIPPED))
    files = shipped()
    files["clauses.json"] = files["clauses.json"].replace(b"Functional equiv", b"Equiv")

    result = run(terminal, "load", written(tmp_path, files))

    assert result.exit_code == 0
    assert "revision 2 is in force now" in result.stderr
    assert "clauses.json: C1 changed" in result.stderr


def test_a_folder_with_faults_loads_nothing_and_tells_them_all(
    terminal: Terminal, tmp_path: Path
) -> None:
    files = shipped()
    files["sectors.json"] = files["sectors.json"].replace(b'"pandi"', b'"p&i"', 1)
    del files["notices.json"]

    result = run(terminal, "load", written(tmp_path, files))

    assert result.exit_code == 2
    assert result.stdout == ""
    told = result.stderr.splitlines()
    assert any(line.startswith("sectors.json: sectors[p&i].code: ") for line in told)
    assert "notices.json: the file is missing" in told
    assert told[-1].endswith("2 faults; nothing was loaded.")
    assert run(terminal, "list").stdout == ""


def test_a_folder_that_is_not_there_is_said_in_one_sentence(terminal: Terminal) -> None:
    result = run(terminal, "load", "/nowhere")

    assert result.exit_code == 2
    assert result.stderr == "/nowhere: No such file or directory.\n"


def written(folder: Path, files: dict[str, bytes]) -> str:
    held = folder / "folder"
    held.mkdir()
    for name, content in files.items():
        (held / name).write_bytes(content)
    return str(held)

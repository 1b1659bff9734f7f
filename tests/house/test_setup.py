"""The scripts: what they refuse, in one plain sentence and before any long work."""

import re
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
SCRIPTS = ("bin/portal", "bin/run", "bin/set-up", "bin/test", ".ci/run")


def run(script: str, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script with a few variables of its own, from a folder that is not the portal's."""
    return subprocess.run(
        [str(HOUSE / script), *words],
        cwd="/",
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/", **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else serves."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_can_be_run_and_stops_at_the_first_fault(script: str) -> None:
    file = HOUSE / script
    text = file.read_text(encoding="utf-8")

    assert file.stat().st_mode & stat.S_IXUSR
    assert text.startswith("#!/usr/bin/env bash\n# ")
    assert "set -euo pipefail" in text or "exec" in text
    assert subprocess.run(["/bin/bash", "-n", str(file)], check=False).returncode == 0


@pytest.mark.parametrize("port", ["", "eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    said = run("bin/run", "--port", port)

    assert said.returncode == 2
    assert said.stderr == "--port takes a number from 1 to 65535.\n"


def test_an_unknown_word_is_refused() -> None:
    said = run("bin/run", "--serve-not")

    assert said.returncode == 2
    assert "does not know --serve-not" in said.stderr


def test_a_taken_port_is_told_at_once(taken_port: int, tmp_path: Path) -> None:
    said = run("bin/run", f"--port={taken_port}", PORTAL_DATA_DIR=str(tmp_path))

    assert said.returncode == 2
    assert said.stderr.startswith(f"Port: {taken_port} is taken; ")
    assert said.stdout == ""


def test_a_folder_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file stands in the way")

    said = run("bin/run", "--no-serve", PORTAL_DATA_DIR=str(tmp_path / "var"))

    assert said.returncode == 2
    assert re.fullmatch(r"Folder: .* cannot be written; .*PORTAL_DATA_DIR\.\n", said.stderr)


@pytest.mark.slow
def test_plain_http_beyond_this_machine_is_told_at_once(tmp_path: Path) -> None:
    said = run(
        "bin/run", "--no-serve", PORTAL_DATA_DIR=str(tmp_path), PORTAL_URL="http://example.org"
    )

    assert said.returncode == 2
    assert re.fullmatch(r"PORTAL_URL is .*https://\.\n", said.stderr)


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_told_before_anything_is_made(tmp_path: Path) -> None:
    nowhere = f"postgresql://nobody@/nothing?host={tmp_path}"

    said = run("bin/run", "--no-serve", PORTAL_DATA_DIR=str(tmp_path), PORTAL_DATABASE_URL=nowhere)

    assert said.returncode == 2
    assert re.fullmatch(r"Database: no answer .*PORTAL_DATABASE_URL\.\n", said.stderr)
    assert not (tmp_path / "reports").exists()


@pytest.mark.slow
def test_what_the_command_line_does_not_know_is_one_sentence(tmp_path: Path) -> None:
    said = run("bin/portal", "consultation", "unload", PORTAL_DATA_DIR=str(tmp_path))

    assert said.returncode == 2
    assert said.stdout == ""
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_hashed_and_name_no_registry(kind: str) -> None:
    lines = (HOUSE / kind).read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if re.match(r"[a-z]", line)]

    assert pinned
    assert all(re.fullmatch(r"[a-z0-9._\[\]-]+==\S+( ; .*)? \\", line) for line in pinned)
    assert not [line for line in lines if "://" in line or "index" in line]
    assert "--hash=sha256:" in "".join(lines)


def test_who_may_not_install_is_told_the_one_line(tmp_path: Path) -> None:
    for name, does in (("dpkg-query", "exit 1"), ("id", "echo 1000")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)

    said = run("bin/set-up", PATH=f"{tmp_path}:/usr/local/bin:/usr/bin:/bin")

    assert said.returncode == 2
    assert re.fullmatch(r"Run this once, .*: sudo apt-get install lib.*fonts.*\n", said.stderr)

"""The tools the house leans on really find what they are there to find."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
BROKEN = Path(__file__).resolve().parent / "broken"
PYPROJECT = HOUSE / "pyproject.toml"
PROGRAMS = Path(sys.executable).parent

SETTINGS = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
CONTRACTS = {each["id"]: each for each in SETTINGS["tool"]["importlinter"]["contracts"]}
# A fault of each kind; the file kept for them holds them all.
FAULTS = (
    "ANN001", "ANN401", "ARG001", "B904", "C901", "D100", "D103", "DTZ005", "F821",
    "I001", "PLR0913", "RET505", "S101", "S704", "SIM102", "T201", "TID251", "TRY002",
)  # fmt: skip


def answer(program: str, *words: str, folder: Path = HOUSE) -> subprocess.CompletedProcess[str]:
    """Run one of the tools and return what it says."""
    command = [str(PROGRAMS / program), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A file full of faults, out of the folder of tests, which are allowed a little more."""
    return Path(shutil.copy(BROKEN / "ruff" / "everything.py", tmp_path))


@pytest.mark.parametrize("fault", FAULTS)
def test_ruff_finds(fault: str, faulty: Path) -> None:
    said = answer(
        "ruff", "check", "--no-cache", f"--config={PYPROJECT}", "--output-format=concise",
        str(faulty),
    )  # fmt: skip

    assert said.returncode == 1
    assert re.search(rf": ({fault})", said.stdout), said.stdout


@pytest.mark.parametrize(
    "name", ["bleach", "datetime.datetime.now", "markupsafe.Markup", "os.environ", "typing.cast"]
)
def test_ruff_sends_away(name: str, faulty: Path) -> None:
    said = answer(
        "ruff", "check", "--no-cache", f"--config={PYPROJECT}", "--select=TID", str(faulty)
    )

    assert f"`{name}` is banned" in said.stdout


@pytest.mark.slow
def test_mypy_finds_what_has_no_types_and_what_lies() -> None:
    said = answer("mypy", "--no-incremental", str(BROKEN / "mypy" / "untyped.py"))

    assert said.returncode == 1
    assert {"no-untyped-def", "return-value", "no-untyped-call"} <= set(
        re.findall(r"\[([\w-]+)\]$", said.stdout, re.MULTILINE)
    )


@pytest.mark.parametrize(
    ("folder", "contract"), [*((name, name) for name in CONTRACTS), ("exhaustive", "floors")]
)
def test_import_linter_finds(folder: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "import-linter" / folder, tmp_path, dirs_exist_ok=True)
    add_what_the_contract_names(tmp_path, contract)

    said = answer(
        "lint-imports", "--no-cache", f"--config={PYPROJECT}", f"--contract={contract}",
        folder=tmp_path,
    )  # fmt: skip

    assert said.returncode == 1
    assert "Contracts: 0 kept, 1 broken." in said.stdout, said.stdout


def add_what_the_contract_names(tree: Path, contract: str) -> None:
    """Make an empty module of each that a contract names and the broken tree lacks."""
    keys = ("containers", "source_modules", "forbidden_modules")
    named = [name for key in keys for name in CONTRACTS[contract].get(key, [])]
    for name in named:
        if name.startswith("portal.") and "*" not in name:
            place = tree / name.replace(".", "/")
            if not place.with_suffix(".py").exists():
                place.mkdir(parents=True, exist_ok=True)
                (place / "__init__.py").touch()
                (place.parent / "__init__.py").touch()

"""The house keeps its rules, and each rule finds the breach that is kept for it."""

import re
from pathlib import Path

import pytest

from tests.house.rules import RULES

HOUSE = Path(__file__).resolve().parents[2]
BROKEN = Path(__file__).resolve().parent / "broken"


@pytest.mark.parametrize("name", RULES)
def test_the_house_keeps(name: str) -> None:
    breaches = RULES[name](HOUSE)

    assert not breaches, "\n".join([str(RULES[name].__doc__), *breaches])


@pytest.mark.parametrize("name", RULES)
def test_a_breach_is_found_by(name: str) -> None:
    breaches = RULES[name](BROKEN / name)

    assert breaches, f"{name} finds nothing in broken/{name}"


@pytest.mark.parametrize("name", RULES)
def test_no_breach_that_is_marked_slips_past(name: str) -> None:
    said = "\n".join(RULES[name](BROKEN / name))
    marked = {
        f"{file.relative_to(BROKEN / name)}:{number}:"
        for file in (BROKEN / name).rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if line.endswith("# a breach")
    }
    found = set(re.findall(r"^[\w/.]+\.py:\d+:", said, re.MULTILINE))

    assert not marked or found == marked


def test_every_breach_kept_is_for_a_rule() -> None:
    kept = {folder.name for folder in BROKEN.iterdir() if folder.is_dir()}

    assert kept - {"ruff", "mypy", "import-linter"} == set(RULES)

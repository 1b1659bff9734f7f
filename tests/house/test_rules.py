"""The house keeps its rules, and each rule finds the breach that is kept for it."""

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


def test_every_breach_kept_is_for_a_rule() -> None:
    kept = {folder.name for folder in BROKEN.iterdir() if folder.is_dir()}

    assert kept - {"ruff", "mypy", "import-linter"} == set(RULES)

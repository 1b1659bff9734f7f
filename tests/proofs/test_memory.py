"""An import holds no more of a file that is four times as long."""

from pathlib import Path

import pytest

from portal.terminal import Terminal
from tests.proofs.conftest import Generated
from tests.proofs.importer import Order, run

LEEWAY = 15 * 1024  # kB


@pytest.mark.slow
@pytest.mark.parametrize("count", [250, pytest.param(12_500, marks=pytest.mark.whole)])
def test_an_import_takes_as_much_memory_however_long_the_file(
    terminal: Terminal, generated: Generated, count: int, tmp_path: Path
) -> None:
    short, long = (
        run(Order(terminal, generated(lines)), tmp_path / "told") for lines in (count, 4 * count)
    )

    assert (short.taken, long.unchanged, long.taken) == (count, count, 3 * count)
    assert abs(long.peak - short.peak) < LEEWAY

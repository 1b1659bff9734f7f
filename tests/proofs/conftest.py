"""A deployment with the shipped consultation, and files of made-up submissions to import."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from portal.db import Database
from portal.submissions.generating import write_generated
from portal.terminal import Terminal
from tests.submissions.makers import SHIPPED, consultation

Generated = Callable[[int], Path]


@pytest.fixture
def terminal(database: Database, tmp_path: Path) -> Terminal:
    """A terminal of a deployment on the test's own database."""
    with database.writing() as session:
        consultation(session)
    url = database.url.render_as_string(hide_password=False)
    return Terminal(database_url=url, data_dir=tmp_path, url="http://127.0.0.1:8000")


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """Give a file of so many made-up submissions; a shorter one is a longer one's beginning."""
    folder = tmp_path_factory.mktemp("generated")

    @cache
    def write(count: int) -> Path:
        file = folder / f"{count}.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            write_generated(stream, SHIPPED, count=count, seed=1)
        return file

    return write

"""A page asks the database few questions, and no more of them when there is more to show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.db import Database
from portal.submissions.models import Submission
from tests.walks.pages import PAGES, State
from tests.walks.portals import Portal, Things, furnished, opened
from tests.walks.reading import answer_of

FEW, MANY = 5, 60
MOST = 20
# Of any page: what it asks may depend on which kinds of things there are, never on how many.
SLACK = 2
OPENING = ("PRAGMA", "BEGIN", "SET ", "SHOW ")


@contextmanager
def counting(database: Database) -> Iterator[list[str]]:
    """Collect the statements a database is sent, but for those that only open a transaction."""
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(OPENING):
            statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    yield statements
    event.remove(database.engine, "before_cursor_execute", count)


@pytest.fixture
def furnish(database: Database, tmp_path: Path) -> Callable[[int], Portal]:
    """Give the portal with an amount of everything that pages list; more is added to less."""
    added: list[Things] = []

    def to(amount: int) -> Portal:
        with database.writing() as session:
            added.append(furnished(session, amount))
        return opened(database, tmp_path, added[-1])

    return to

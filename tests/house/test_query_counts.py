"""A page asks the database at most twenty things, however much there is to show."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select

from portal.db import Database
from portal.migrating import upgrade
from portal.submissions.models import Submission
from tests.walks.pages import PAGES, State
from tests.walks.portals import Portal, furnished, opened

MOST = 20
FEW, MANY = 2, 9
ASIDE = ("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")
READ = [page for page in PAGES if page.state is State.FULL and page.press is None]

Counts = Mapping[str, int]


@pytest.fixture(scope="module")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Portal]]:
    """A portal with a little of everything, and one with much."""
    made = {amount: furnish(tmp_path_factory.mktemp("portal"), amount) for amount in (FEW, MANY)}
    yield made
    for portal in made.values():
        database_of(portal).engine.dispose()


@pytest.fixture(scope="module")
def counted(portals: dict[int, Portal]) -> dict[int, Counts]:
    """What each page asks in either."""
    return {amount: counts(portal) for amount, portal in portals.items()}


def furnish(folder: Path, amount: int) -> Portal:
    """Open a portal that holds an amount of everything."""
    database = Database(f"sqlite:///{folder / 'portal.sqlite3'}")
    upgrade(database)
    with database.writing() as session:
        things = furnished(session, amount)
    database.engine.dispose()
    return opened(database, folder, things)


def database_of(portal: Portal) -> Database:
    """Give the database that a portal's pages ask."""
    database = portal.app.extensions["portal.database"]
    assert isinstance(database, Database)
    return database


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collect what is asked of a database."""
    sent: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(ASIDE):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", hear)


def counts(portal: Portal) -> Counts:
    """Read every page, and count what it asks."""
    found = {}
    for page in READ:
        client = portal.client(page.who)
        with statements(database_of(portal)) as sent:
            answer = client.get(portal.address(page), follow_redirects=True)
        assert answer.status_code < 500, page
        found[str(page)] = len(sent)
    return found


def grown(few: Counts, many: Counts) -> dict[str, tuple[int, int]]:
    """Name the pages that ask more where there is more to show."""
    return {name: (few[name], asked) for name, asked in many.items() if asked > few[name]}


def test_no_page_asks_more_than_twenty_things(counted: dict[int, Counts]) -> None:
    assert {name: asked for name, asked in counted[MANY].items() if asked > MOST} == {}


def test_no_page_asks_more_where_there_is_more_to_show(counted: dict[int, Counts]) -> None:
    assert grown(counted[FEW], counted[MANY]) == {}


def test_whoever_asks_row_by_row_is_found(portals: dict[int, Portal]) -> None:
    asked = {}
    for amount, portal in portals.items():
        database = database_of(portal)
        with statements(database) as sent, database.reading() as session:
            for submission_id in session.scalars(select(Submission.id)).all():
                session.get_one(Submission, submission_id)
        asked[amount] = {"row by row": len(sent)}

    assert grown(asked[FEW], asked[MANY])

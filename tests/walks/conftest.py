"""The portals that walks go through, each made once, and the browser they are read in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from portal.db import Database
from portal.migrating import upgrade
from portal.samples import sample
from portal.terminal import Terminal
from tests.live import served
from tests.submissions.makers import SLUG
from tests.walks.pages import State
from tests.walks.portals import (
    Portal,
    Things,
    bare,
    closed,
    empty,
    full,
    opened,
    sampled,
    shelve,
)

MADE: Final[dict[State, Callable[[Session], Things]]] = {
    State.BARE: bare,
    State.CLOSED: closed,
    State.EMPTY: empty,
    State.FULL: full,
}


@pytest.fixture(scope="session")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[State], Portal]]:
    """Give the portal of a state, on SQLite; each is made when it is first asked for."""
    made: list[Portal] = []
    migrated = tmp_path_factory.mktemp("migrated") / "portal.sqlite3"
    template = Database(f"sqlite:///{migrated}")
    upgrade(template)
    template.engine.dispose()

    @cache
    def portal(state: State) -> Portal:
        folder = tmp_path_factory.mktemp(state)
        shutil.copy(migrated, folder / "portal.sqlite3")
        made.append(_made(state, folder))
        return made[-1]

    yield portal
    for each in made:
        each.app.extensions["portal.database"].engine.dispose()


@pytest.fixture(scope="session")
def addresses(portals: Callable[[State], Portal]) -> Iterator[Callable[[State], str]]:
    """Give the address at which the portal of a state is served."""
    with ExitStack() as open_ones:

        @cache
        def address(state: State) -> str:
            return open_ones.enter_context(served(portals(state).app))

        yield address


def _made(state: State, folder: Path) -> Portal:
    database = Database(f"sqlite:///{folder / 'portal.sqlite3'}")
    with database.writing() as session:
        things = MADE[state](session)
    if state is State.FULL:
        _load_samples(Terminal(database_url=str(database.url), data_dir=folder, url=""))
        with database.reading() as session:
            things |= sampled(session)
    database.engine.dispose()
    portal = opened(database, folder, things)
    if state is State.FULL:
        shelve(portal, folder)
    return portal


def _load_samples(terminal: Terminal) -> None:
    loaded = CliRunner().invoke(sample, ["load", SLUG], obj=terminal)
    assert loaded.exit_code == 0, loaded.output
    terminal.database.engine.dispose()

"""A page asks the database few questions, and no more of them when there is more to show."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request_started
from sqlalchemy import event, select

from portal.access import Door, opens_to
from portal.coding.indexing import bring_up_to_date
from portal.db import Database, request_session
from portal.submissions.models import Submission
from tests.walks.pages import PAGES, Page, State, Who
from tests.walks.portals import Portal, furnished, grow, opened
from tests.walks.reading import answer_of

Counts = tuple[dict[str, int], dict[str, int]]
FEW, MANY = 5, 60
MOST = 20
# Of any page: what it asks may depend on which kinds of things there are, never on how many.
SLACK = 2
OPENING = ("PRAGMA", "BEGIN", "SET ", "SHOW ")


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """Collect the statements of the last request, but for those that only open a transaction."""
    statements: list[str] = []
    engine = app.extensions["portal.database"].engine

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(OPENING):
            statements.append(statement)

    def begin(_app: Flask, **_extra: object) -> None:
        statements.clear()

    event.listen(engine, "before_cursor_execute", count)
    with request_started.connected_to(begin, app):
        yield statements
    event.remove(engine, "before_cursor_execute", count)


def asked_by(portal: Portal, pages: Iterable[Page]) -> dict[str, int]:
    """Map each page to how many statements its answer sends, once search knows every text."""
    sent = {}
    while bring_up_to_date(portal.app.extensions["portal.database"]):
        pass
    for page in pages:
        with counting(portal.app) as statements:
            answer = answer_of(portal, page)
        assert answer.status_code == page.status, page
        sent[str(page)] = len(statements)
    return sent


def too_many(few: Mapping[str, int], many: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Name the pages that ask too much, or the more the more there is, with both counts."""
    return {
        page: (few[page], many[page])
        for page in few
        if many[page] > MOST or many[page] > few[page] + SLACK
    }


@pytest.fixture
def grown(database: Database, tmp_path: Path) -> Callable[[Iterable[Page]], Counts]:
    """Count what pages ask of a portal with a few of everything, and then with many."""

    def counts(pages: Iterable[Page]) -> Counts:
        pages = list(pages)
        with database.writing() as session:
            made, things = furnished(session)
            grow(session, made, things["reference"], range(1, FEW))
        portal = opened(database, tmp_path, things)
        lavish_page(portal.app)
        try:
            few = asked_by(portal, pages)
            with database.writing() as session:
                held = replace(made, session=session)
                grow(session, held, things["reference"], range(FEW, MANY))
            return few, asked_by(portal, pages)
        finally:
            portal.app.extensions["portal.database"].engine.dispose()

    return counts


def lavish_page(app: Flask) -> None:
    """Add a page that asks once for every submission, as no page may."""

    @opens_to(Door.EVERYONE)
    def lavish() -> str:
        session = request_session()
        found = session.scalars(select(Submission.id)).all()
        return str(
            [session.scalar(select(Submission.reference).filter_by(id=id_)) for id_ in found]
        )

    app.add_url_rule("/lavish", "lavish", lavish)


@pytest.mark.slow
def test_pages_ask_few_questions_however_much_there_is(
    grown: Callable[[Iterable[Page]], Counts],
) -> None:
    lavish = Page("lavish", Who.EVERYONE)

    few, many = grown([lavish, *(page for page in PAGES if page.state is State.FULL)])

    found = too_many(few, many)
    assert found.pop(str(lavish)) == (FEW + 4, MANY + 4)
    assert found == {}

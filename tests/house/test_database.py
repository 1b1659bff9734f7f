"""Models, migrations and guards agree, and each guard refuses each way of changing a row."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import (
    Column,
    Connection,
    Enum,
    Table,
    TypeDecorator,
    delete,
    insert,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

import portal.app  # noqa: F401 (brings every room's tables into Base.metadata)
from portal.db import Base, Database
from portal.guards import ERASURE, GUARDS, missing_guards
from portal.migrating import configured

# Every table is guarded, or stands here because its rows are meant to change.
MUTABLE = {
    "attempt", "consultation", "contact", "draft", "draft_answer", "holder", "register", "report",
    "search_row", "seat", "staff", "team",
}  # fmt: skip
AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
MADE_UP: dict[type, object] = {
    bool: True, int: 1, bytes: b"bytes", datetime: AT, dict: {}, list: [],
}  # fmt: skip
DEEDS = ("update", "delete", "replace", "upsert", "empty")


@pytest.fixture
def connection(shared: Database) -> Iterator[Connection]:
    """A connection on which nothing lasts and no foreign key is looked at."""
    with shared.engine.connect() as opened:
        outer = opened.begin()
        if shared.is_sqlite:
            opened.execute(text("PRAGMA defer_foreign_keys = ON"))
        yield opened
        outer.rollback()


def test_models_and_tables_agree(shared: Database) -> None:
    command.check(configured(shared))


def test_every_table_is_guarded_or_meant_to_change() -> None:
    assert set(GUARDS) | MUTABLE == set(Base.metadata.tables)
    assert not set(GUARDS) & MUTABLE


def test_every_guard_stands(connection: Connection) -> None:
    assert missing_guards(connection) == []


def test_a_guard_taken_away_is_missed(connection: Connection) -> None:
    on = "" if connection.dialect.name == "sqlite" else " ON version"

    connection.execute(text(f"DROP TRIGGER guard_version_update{on}"))

    assert missing_guards(connection) == ["guard_version_update"]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("name", GUARDS)
def test_a_guarded_row_is_never_changed_by(deed: str, name: str, connection: Connection) -> None:
    table = Base.metadata.tables[name]
    row = put_a_row(connection, table)

    with pytest.raises(DBAPIError, match="guard: "), connection.begin_nested():
        attempt(connection, table, row, deed)


@pytest.mark.parametrize("name", [name for name, guard in GUARDS.items() if guard.erasable])
def test_words_are_erased_once_and_on_stated_grounds(name: str, connection: Connection) -> None:
    table = Base.metadata.tables[name]
    put_a_row(connection, table)
    gone = dict.fromkeys(GUARDS[name].erasable)

    with pytest.raises(DBAPIError, match="guard: "), connection.begin_nested():
        connection.execute(update(table).values(gone))
    signed = dict(zip(ERASURE, (AT, "schedule 4"), strict=True))
    connection.execute(update(table).values({**gone, **signed}))
    with pytest.raises(DBAPIError, match="guard: "), connection.begin_nested():
        connection.execute(update(table).values({**gone, **signed}))


def attempt(connection: Connection, table: Table, row: dict[str, object], deed: str) -> None:
    """Try one way of changing or losing a row that stands."""
    keys = list(table.primary_key.columns)
    same = {keys[0].name: row[keys[0].name]}
    is_sqlite = connection.dialect.name == "sqlite"
    match deed:
        case "update":
            connection.execute(update(table).values(same))
        case "delete":
            connection.execute(delete(table))
        case "replace" if is_sqlite:
            connection.execute(insert(table).prefix_with("OR REPLACE").values(row))
        case "upsert" | "replace":
            made = (sqlite if is_sqlite else postgresql).insert(table).values(row)
            connection.execute(made.on_conflict_do_update(index_elements=keys, set_=same))
        case "empty":
            every = "DELETE FROM" if is_sqlite else "TRUNCATE"
            connection.execute(text(f"{every} {table.name}{'' if is_sqlite else ' CASCADE'}"))


def put_a_row(connection: Connection, table: Table) -> dict[str, object]:
    """Put one row of made-up values into a table, whatever it points to."""
    row = {
        column.name: made_up(column)
        for column in table.columns
        if not column.nullable or column.name in GUARDS[table.name].erasable
    }
    if connection.dialect.name == "postgresql":
        for key in table.foreign_key_constraints:
            connection.execute(text(f'ALTER TABLE {table.name} DROP CONSTRAINT "{key.name}"'))
    connection.execute(insert(table).values(row))
    return row


def made_up(column: Column[object]) -> object:
    """Make up a value that suits a column."""
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Enum):
        states = kind.enum_class
        return next(iter(states)) if states is not None else kind.enums[0]
    if column.name == "start":
        return 0
    return MADE_UP.get(kind.python_type, column.name)

"""How a migration runs: in one transaction, on either database, with the guards put back after."""

import warnings
from collections.abc import Callable
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, TypeDecorator, text

import portal.app  # noqa: F401 (brings every room's tables into Base.metadata)
from config import Settings
from portal.db import Base, Database
from portal.guards import raise_guards


def opened() -> Database:
    """Return the database the caller handed over, or else the one the environment names."""
    given = context.config.attributes.get("database")
    if isinstance(given, Database):
        return given
    return Database(Settings.from_environment().database_url)


def search_tables(connection: Connection) -> set[str]:
    """Name the tables of SQLite's full-text search: migrations make them, no model knows them."""
    if connection.dialect.name != "sqlite":
        return set()
    query = text("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    virtual = set(connection.execute(query).scalars())
    shadows = ("data", "idx", "content", "docsize", "config")
    return virtual | {f"{name}_{shadow}" for name in virtual for shadow in shadows}


def names_without(left_out: set[str]) -> Callable[[str | None, str, object], bool]:
    """Return the filter by which comparing models and tables passes over the names left out."""

    def is_compared(name: str | None, _kind: str, _parents: object) -> bool:
        return name not in left_out

    return is_compared


def written(kind: str, item: object, writing: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain types beneath: a migration is history."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, JSON):
        writing.imports.add("from sqlalchemy.dialects import postgresql")
        null = f"none_as_null={item.none_as_null}"
        return f"sa.JSON({null}).with_variant(postgresql.JSONB({null}), 'postgresql')"
    return False


def migrate(connection: Connection) -> None:
    """Bring the schema where it was asked to go; the guards stand again before anything commits.

    Raises RuntimeError where a rebuilt SQLite table leaves a row pointing nowhere.
    """
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=names_without(search_tables(connection)),
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=written,
        compare_type=True,
        transactional_ddl=True,
    )
    with warnings.catch_warnings():
        # SQLite cannot compare PostgreSQL's index of words, which it does not have.
        warnings.filterwarnings("ignore", "autogenerate skipping metadata-specified expression")
        context.run_migrations()
    newest = context.script.get_heads()
    if newest and set(context.get_context().get_current_heads()) == set(newest):
        raise_guards(connection, Base.metadata)
    if connection.dialect.name == "sqlite":
        lost = connection.execute(text("PRAGMA foreign_key_check")).all()
        if lost:
            raise RuntimeError(lost)


def run(database: Database) -> None:
    """Migrate; while SQLite rebuilds a table, its foreign keys rest and are checked at the end."""
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        if database.is_sqlite and driver is not None:
            driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            migrate(connection)
        if database.is_sqlite and driver is not None:
            driver.execute("PRAGMA foreign_keys = ON")


run(opened())

"""The rows nobody may change: which tables are guarded, and the triggers that hold them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, MetaData, Table, UniqueConstraint, inspect, text

ERASURE = ("erased_at", "erased_ground")
REFUSAL: Final = (
    "BEGIN RAISE EXCEPTION 'guard: % keeps what it holds', TG_TABLE_NAME "
    "USING ERRCODE = 'integrity_constraint_violation'; END"
)
# Each trigger that can fire, as (name, definition): SQLite keeps what was written; PostgreSQL
# writes it anew from what it understood, so the body that its function runs is put behind it.
STANDING_ON_SQLITE: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
STANDING_ON_POSTGRESQL: Final = """
    SELECT tgname, replace(pg_get_triggerdef(pg_trigger.oid), format(' ON %I.', nspname), ' ON ')
        || ' AS ' || prosrc
    FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND nspname = current_schema()
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """How one table is held: append-only, or erase-only in the columns named."""

    erasable: tuple[str, ...] = ()


APPEND_ONLY = Guard()

GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        "revision": APPEND_ONLY,
        "clause": APPEND_ONLY,
        "question": APPEND_ONLY,
        "revision_clause": APPEND_ONLY,
        "revision_question": APPEND_ONLY,
        "submission": APPEND_ONLY,
        "version": APPEND_ONLY,
        "record": Guard(("content",)),
        "text": Guard(("words",)),
        "answer": APPEND_ONLY,
        "attachment": Guard(("name", "caption", "sha256")),
        "respondent": Guard(("name_en", "name_zh_hant", "name_zh_hans", "consulted", "interests")),
        "consent": APPEND_ONLY,
        "restriction": Guard(("reason",)),
        "clearance": APPEND_ONLY,
        "ruling": Guard(("reason",)),
        "theme": APPEND_ONLY,
        "codeframe_event": APPEND_ONLY,
        "codeframe_version": APPEND_ONLY,
        "passage": Guard(("quote", "prefix", "suffix")),
        "coding": APPEND_ONLY,
        "coding_end": APPEND_ONLY,
        "position": APPEND_ONLY,
        "position_passage": APPEND_ONLY,
        "position_confirmation": APPEND_ONLY,
        "register_root": APPEND_ONLY,
        "snapshot": Guard(("content",)),
        "journal_entry": APPEND_ONLY,
    }
)


def raise_guards(connection: Connection, metadata: MetaData) -> None:
    """Put every guard in place anew; run it after any migration that rebuilt a table."""
    for name, guard in GUARDS.items():
        for statement in statements(metadata.tables[name], guard, connection.dialect.name):
            connection.execute(text(statement))


def missing_guards(connection: Connection, metadata: MetaData) -> list[str]:
    """Name the triggers that do not stand as they were raised, on their table and switched on."""
    dialect = connection.dialect.name
    query = STANDING_ON_SQLITE if dialect == "sqlite" else STANDING_ON_POSTGRESQL
    standing = {
        name: _normalised(definition) for name, definition in connection.execute(text(query))
    }
    tables = set(inspect(connection).get_table_names())
    runs = "" if dialect == "sqlite" else f" AS {REFUSAL}"
    return sorted(
        trigger
        for name, guard in GUARDS.items()
        if name in tables
        for trigger, definition in triggers(metadata.tables[name], guard, dialect).items()
        if standing.get(trigger) != _normalised(definition + runs)
    )


def _normalised(definition: str) -> str:
    """Write a definition as both its writer and the database would: no quotes, no casts."""
    plain = re.sub(r"\((\w+\.\w+)\)::\w+", r"\1", definition.replace('"', ""))
    return " ".join(plain.casefold().split())


def statements(table: Table, guard: Guard, dialect: str) -> Iterator[str]:
    """Yield the SQL that guards one table, in the order it is to be run."""
    on = "" if dialect == "sqlite" else f" ON {table.name}"
    if dialect != "sqlite":
        yield (
            "CREATE OR REPLACE FUNCTION guard_refuses() RETURNS trigger LANGUAGE plpgsql "
            f"AS $${REFUSAL}$$"
        )
    for name, definition in triggers(table, guard, dialect).items():
        yield f"DROP TRIGGER IF EXISTS {name}{on}"
        yield definition


def triggers(table: Table, guard: Guard, dialect: str) -> dict[str, str]:
    """Give the triggers that hold one table, each by its name, as the SQL that makes it."""
    return (_sqlite if dialect == "sqlite" else _postgresql)(table, guard)


def _sqlite(table: Table, guard: Guard) -> dict[str, str]:
    name = table.name
    refuse = f"SELECT RAISE(ABORT, 'guard: {name} keeps what it holds');"
    unless = f" WHEN NOT ({_erases(table, guard, '({} IS {})')})" if guard.erasable else ""
    taken = " ".join(_taken(name, key, columns) for key, columns in _keys(table))
    return {
        f"guard_{name}_{deed}": (
            f"CREATE TRIGGER guard_{name}_{deed} BEFORE {deed.upper()} ON {name}{when} "
            f"BEGIN {does} END"
        )
        for deed, when, does in (
            ("update", unless, refuse),
            ("delete", "", refuse),
            ("insert", "", taken),
        )
    }


def _keys(table: Table) -> Iterator[tuple[str, list[str]]]:
    yield str(table.primary_key.name), list(table.primary_key.columns.keys())
    for constraint in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(constraint, UniqueConstraint):
            yield str(constraint.name), list(constraint.columns.keys())


def _taken(name: str, key: str, columns: list[str]) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"SELECT RAISE(ABORT, 'guard: {key}') FROM {name} WHERE {same};"  # noqa: S608 (our names)


def _postgresql(table: Table, guard: Guard) -> dict[str, str]:
    name = table.name
    erases = _erases(table, guard, "(NOT ({} IS DISTINCT FROM {}))")
    unless = f"WHEN ((NOT ({erases}))) " if guard.erasable else ""
    return {
        f"guard_{name}_{deed}": (
            f"CREATE TRIGGER guard_{name}_{deed} BEFORE {deed.upper()} ON {name} "
            f"FOR EACH {each} {when}EXECUTE FUNCTION guard_refuses()"
        )
        for deed, each, when in (
            ("update", "ROW", unless),
            ("delete", "ROW", ""),
            ("truncate", "STATEMENT", ""),
        )
    }


def _erases(table: Table, guard: Guard, same: str) -> str:
    """Say in SQL that an update only erases: words become NULL once, with time and ground.

    Each bracket stands where PostgreSQL itself writes one: what it tells can be compared.
    """
    erased = [f"(NEW.{column} IS NULL)" for column in guard.erasable]
    kept = [
        same.format(f"NEW.{column.name}", f"OLD.{column.name}")
        for column in table.columns
        if column.name not in (*guard.erasable, *ERASURE)
    ]
    signed = [f"(OLD.{c} IS NULL) AND (NEW.{c} IS NOT NULL)" for c in ERASURE]
    return " AND ".join(erased + kept + signed)

"""The rows nobody may change: which tables are guarded, and the triggers that hold them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection, MetaData, Table, UniqueConstraint, inspect, text

ERASURE = ("erased_at", "erased_ground")


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
        "snapshot": Guard(("content",)),
        "journal_entry": APPEND_ONLY,
    }
)


def raise_guards(connection: Connection, metadata: MetaData) -> None:
    """Put every guard in place anew; run it after any migration that rebuilt a table."""
    for name, guard in GUARDS.items():
        for statement in statements(metadata.tables[name], guard, connection.dialect.name):
            connection.execute(text(statement))


def missing_guards(connection: Connection) -> list[str]:
    """Name the triggers that ought to stand in the database and do not."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    standing = set(connection.execute(text(query)).scalars())
    tables = set(inspect(connection).get_table_names())
    expected = {
        f"guard_{name}_{deed}"
        for name in GUARDS
        if name in tables
        for deed in _deeds(connection.dialect.name)
    }
    return sorted(expected - standing)


def statements(table: Table, guard: Guard, dialect: str) -> Iterator[str]:
    """Yield the SQL that guards one table, in the order it is to be run."""
    yield from (_sqlite if dialect == "sqlite" else _postgresql)(table, guard)


def _deeds(dialect: str) -> tuple[str, ...]:
    last = "insert" if dialect == "sqlite" else "truncate"
    return ("update", "delete", last)


def _sqlite(table: Table, guard: Guard) -> Iterator[str]:
    name = table.name
    for deed in _deeds("sqlite"):
        yield f"DROP TRIGGER IF EXISTS guard_{name}_{deed}"
    refuse = f"SELECT RAISE(ABORT, 'guard: {name} keeps what it holds')"
    unless = f" WHEN NOT ({_erases(table, guard, 'IS')})" if guard.erasable else ""
    yield f"CREATE TRIGGER guard_{name}_update BEFORE UPDATE ON {name}{unless} BEGIN {refuse}; END"
    yield f"CREATE TRIGGER guard_{name}_delete BEFORE DELETE ON {name} BEGIN {refuse}; END"
    taken = " ".join(_taken(name, key, columns) for key, columns in _keys(table))
    yield f"CREATE TRIGGER guard_{name}_insert BEFORE INSERT ON {name} BEGIN {taken} END"


def _keys(table: Table) -> Iterator[tuple[str, list[str]]]:
    yield str(table.primary_key.name), list(table.primary_key.columns.keys())
    for constraint in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(constraint, UniqueConstraint):
            yield str(constraint.name), list(constraint.columns.keys())


def _taken(name: str, key: str, columns: list[str]) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"SELECT RAISE(ABORT, 'guard: {key}') FROM {name} WHERE {same};"  # noqa: S608 (our names)


def _postgresql(table: Table, guard: Guard) -> Iterator[str]:
    name = table.name
    yield (
        "CREATE OR REPLACE FUNCTION guard_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'guard: % keeps what it holds', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for deed in _deeds("postgresql"):
        yield f"DROP TRIGGER IF EXISTS guard_{name}_{deed} ON {name}"
    erases = _erases(table, guard, "IS NOT DISTINCT FROM")
    unless = f"WHEN (NOT ({erases})) " if guard.erasable else ""
    for deed, each, when in (
        ("update", "ROW", unless),
        ("delete", "ROW", ""),
        ("truncate", "STATEMENT", ""),
    ):
        yield (
            f"CREATE TRIGGER guard_{name}_{deed} BEFORE {deed.upper()} ON {name} "
            f"FOR EACH {each} {when}EXECUTE FUNCTION guard_refuses()"
        )


def _erases(table: Table, guard: Guard, same: str) -> str:
    """Say in SQL that an update only erases: words become NULL once, with time and ground."""
    erased = [f"NEW.{column} IS NULL" for column in guard.erasable]
    kept = [
        f"NEW.{column.name} {same} OLD.{column.name}"
        for column in table.columns
        if column.name not in (*guard.erasable, *ERASURE)
    ]
    signed = [f"OLD.{c} IS NULL AND NEW.{c} IS NOT NULL" for c in ERASURE]
    return " AND ".join(erased + kept + signed)

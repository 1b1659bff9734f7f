"""SQLite and PostgreSQL behind one interface: sessions that read, and sessions that write."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA recursive_triggers = ON",
)


class Database:
    """One database, opened once a process; a fork must open its own.

    SQLite takes one writer at a time: writers of all processes queue at a lock file beside the
    database, so that none of them fails with "database is locked".
    """

    def __init__(self, url: str) -> None:
        """Open the database at a SQLAlchemy URL; nothing is read until a session is asked for."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = create_engine(self.url, pool_pre_ping=not self.is_sqlite)
        if self.is_sqlite:
            self._queue = Path(f"{self.url.database}.lock")
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", self._begin)
            event.listen(self.engine, "checkin", _end_turn)
        self._reader = self.engine.execution_options(**self._reading_options())
        self._writer = self.engine.execution_options(portal_writes=True)

    def _reading_options(self) -> dict[str, object]:
        if self.is_sqlite:
            return {"portal_writes": False}
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session the database itself keeps from writing; it sees one moment throughout."""
        with Session(self._reader, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that commits once at the end, or not at all when anything is raised."""
        with Session(self._writer, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            finally:
                session.close()

    def _begin(self, connection: Connection) -> None:
        writes = connection.get_execution_options().get("portal_writes", True)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        if writes:
            _stand_in_line(connection, self._queue)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _stand_in_line(connection: Connection, queue: Path) -> None:
    """Wait for the turn to write; it ends when the connection goes back to its pool."""
    turn = os.open(queue, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(turn, fcntl.LOCK_EX)
    connection.info["turn"] = turn


def _end_turn(_connection: SqliteConnection | None, entry: ConnectionPoolEntry) -> None:
    turn = entry.info.pop("turn", None)
    if turn is not None:
        os.close(turn)

"""What a database says when it refuses: one line for a terminal, without the database's address."""

import re
from typing import Final

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

# PostgreSQL's codes for a table and for a column that are not there.
_UNDEFINED: Final = frozenset({"42P01", "42703"})
# A torn SQLite file is told by the plain class itself, of which all other errors are kinds.
_UNUSABLE: Final = frozenset({DatabaseError, InterfaceError, OperationalError})
_ABSENT: Final = ("no such table", "no such column")
_ADDRESS: Final = re.compile(
    r"connection failed: |connection to server .*? failed: |FATAL: +|(?<=resolve host) '[^']*'"
)


def refused(error: DBAPIError) -> str:
    """Say in one line what the database said, without telling where it stands."""
    line = str(error.orig).strip().partition("\n")[0]
    return _ADDRESS.sub("", line).rstrip(".")


def lacks_tables(error: DBAPIError) -> bool:
    """Whether the database lacks a table or a column that was asked for."""
    code = getattr(error.orig, "sqlstate", None)
    return code in _UNDEFINED or str(error.orig).startswith(_ABSENT)


def cannot_be_used(error: DBAPIError) -> bool:
    """Whether the database is out of reach or torn, rather than against what was asked of it."""
    return type(error) in _UNUSABLE

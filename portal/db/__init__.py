"""The one door to the database: tables' base, engines, and the request's single transaction."""

from portal.db.tables import Base, Document, Erasable, Moment, as_rows, violated
from portal.db.engines import Database
from portal.db.transactions import (
    TransactionalFlask,
    after_commit,
    database,
    later,
    request_session,
)

__all__ = [
    "Base",
    "Database",
    "Document",
    "Erasable",
    "Moment",
    "TransactionalFlask",
    "after_commit",
    "as_rows",
    "database",
    "later",
    "request_session",
    "violated",
]

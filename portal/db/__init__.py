"""The one door to the database: tables' base, engines, and the request's single transaction."""

from portal.db.engines import Database
from portal.db.tables import Base, Document, Erasable, Moment, violated
from portal.db.transactions import (
    SAFE_METHODS,
    TransactionalFlask,
    after_commit,
    database,
    later,
    request_session,
)

__all__ = [
    "SAFE_METHODS",
    "Base",
    "Database",
    "Document",
    "Erasable",
    "Moment",
    "TransactionalFlask",
    "after_commit",
    "database",
    "later",
    "request_session",
    "violated",
]

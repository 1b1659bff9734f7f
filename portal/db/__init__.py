"""The one door to the database: tables' base, engines, and the request's single transaction."""

from portal.db.engines import Database
from portal.db.tables import Base, Document, Erasable, Moment, violated
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
    "database",
    "later",
    "request_session",
    "violated",
]

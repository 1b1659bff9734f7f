"""The request's single transaction: it commits before the answer leaves, or leaves no mark."""

import logging
from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask, Response, current_app, g, has_request_context, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from portal.db.engines import Database

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSED_FROM = 400

Trace = Callable[[Session], None]

log = logging.getLogger(__name__)


class Unit:
    """What one request does to the database: one session, and what follows when it has ended."""

    def __init__(self, opened: Database, *, writes: bool) -> None:
        """Prepare a unit of work; the session opens at its first use."""
        self.database = opened
        self.writes = writes
        self.traces: list[Trace] = []
        self.after: list[Callable[[], None]] = []
        self._stack = ExitStack()
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The unit's session: read-only by the database's own word unless the request writes."""
        if self._session is None:
            opening = self.database.writing() if self.writes else self.database.reading()
            self._session = self._stack.enter_context(opening)
        return self._session

    def keep(self) -> None:
        """Commit what was done, then run what waited for the commit."""
        self._stack.close()
        self._session = None
        waiting, self.after = self.after, []
        for act in waiting:
            act()

    def drop(self) -> None:
        """Leave no mark of what was done; what was shown or refused is still written."""
        if self._session is not None:
            self._session.rollback()
        self._stack.close()
        self._session = None
        self.after = []

    def write_traces(self) -> None:
        """Write what the request showed or refused, in one short transaction of its own."""
        traces, self.traces = self.traces, []
        if traces:
            with self.database.writing() as session:
                for trace in traces:
                    trace(session)


class TransactionalFlask(Flask):
    """A Flask that ends each request's transaction before any answer, good or bad, is made."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Call the view and commit; a conflict that shows at commit still meets its handler."""
        unit = _unit()
        try:
            response = self.make_response(super().dispatch_request())
            if response.status_code < REFUSED_FROM:
                unit.keep()
        finally:
            unit.drop()
        return response

    def full_dispatch_request(self) -> Response:
        """Answer only after what was shown or refused stands in the journal; else answer 503."""
        response = super().full_dispatch_request()
        try:
            _unit().write_traces()
        except SQLAlchemyError:
            log.exception("the journal could not be written; nothing is shown")
            return self.finalize_request(
                self.handle_user_exception(ServiceUnavailable()), from_error_handler=True
            )
        return response


def _unit() -> Unit:
    if "unit" not in g:
        g.unit = Unit(database(), writes=request.method not in SAFE_METHODS)
    unit: Unit = g.unit
    return unit


def database() -> Database:
    """Return the database of the running application."""
    opened: Database = current_app.extensions["portal.database"]
    return opened


def request_session() -> Session:
    """Return the request's session: GET and HEAD cannot write through it."""
    return _unit().session


def later(trace: Trace) -> None:
    """Write something in a transaction of its own once the request's has ended, kept or not."""
    _unit().traces.append(trace)


def after_commit(act: Callable[[], None]) -> None:
    """Run something once the request's transaction has been committed; never when it was not."""
    if has_request_context():
        _unit().after.append(act)
    else:
        act()

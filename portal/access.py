"""Who may open which door: every view names its readers, and a view that names none stays shut."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.db import SAFE_METHODS
from portal.errors import ForbiddenError, NotFoundError, SeatEndedError, SeatNeededError

TOKEN_FIELD = "csrf_token"  # noqa: S105 (the name of the field, no secret)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Door(Enum):
    """The kinds of reader a view can be opened to."""

    EVERYONE = "everyone"
    HOLDER = "holder"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Opening:
    """To whom a view is open; roles are those of the consultation named in the address."""

    door: Door
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is reading: a member of staff with roles by consultation, or holders of drafts' links."""

    staff_id: int | None = None
    name: str = ""
    roles: frozenset[tuple[str, str]] = frozenset()
    drafts: frozenset[str] = frozenset()
    holder_ids: frozenset[int] = field(default=frozenset())

    @property
    def signed_in(self) -> int:
        """The row of the member of staff who is reading. Raises SeatEndedError for nobody."""
        if self.staff_id is None:
            raise SeatEndedError
        return self.staff_id

    @property
    def is_staff(self) -> bool:
        """Whether a member of staff is signed in."""
        return self.staff_id is not None

    def has_role(self, slug: str, *roles: str) -> bool:
        """Whether the reader has one of these roles in the consultation named by its slug."""
        return any((slug, role) in self.roles for role in roles)


NOBODY = Reader()
FindReader = Callable[[], Reader]


def opens_to(door: Door, *roles: str) -> Callable[[View], View]:
    """Mark a view with its readers: a kind of door and, for staff, the roles it takes."""

    def mark(view: View) -> View:
        view.__dict__["opening"] = Opening(door, frozenset(roles))
        return view

    return mark


def opening_of(view: Callable[..., object]) -> Opening | None:
    """Return to whom a view is open, or None for a view that stays shut."""
    opening = view.__dict__.get("opening")
    return opening if isinstance(opening, Opening) else None


def current_reader() -> Reader:
    """Return who is reading this request; NOBODY when no seat was found."""
    reader = g.get("reader")
    return reader if isinstance(reader, Reader) else NOBODY


def guard_doors(app: Flask, find_reader: FindReader) -> None:
    """Admit each request to its view or refuse it, and send the headers on every answer.

    `find_reader` tells who a request's cookie seats; it is handed in because seats live in a room.
    """
    app.extensions["portal.find_reader"] = find_reader
    app.before_request(_admit)
    app.after_request(_send_headers)


def _admit() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    if request.method not in SAFE_METHODS and _is_foreign():
        raise ForbiddenError
    opening = opening_of(current_app.view_functions[request.endpoint])
    if opening is None:
        raise NotFoundError
    g.reader = current_app.extensions["portal.find_reader"]()
    if opening.door is Door.STAFF:
        return _admit_staff(current_reader(), opening)
    if opening.door is Door.HOLDER and _draft_named() not in current_reader().drafts:
        raise SeatEndedError if _is_filled_in() else SeatNeededError
    return None


def _admit_staff(reader: Reader, opening: Opening) -> ResponseReturnValue | None:
    if not reader.is_staff:
        if request.method in SAFE_METHODS:
            return redirect(url_for("accounts.sign_in", then=request.full_path.rstrip("?")))
        raise SeatEndedError if _is_filled_in() else ForbiddenError
    slug = str((request.view_args or {}).get("slug", ""))
    if opening.roles and not reader.has_role(slug, *opening.roles):
        raise NotFoundError
    return None


def _is_filled_in() -> bool:
    """Whether a form was sent with more in it than its token: it must not be lost with the seat."""
    return request.method == "POST" and bool(set(request.form) - {TOKEN_FIELD})


def _draft_named() -> str:
    return str((request.view_args or {}).get("code", ""))


def _is_foreign() -> bool:
    """Whether another site sent this request, as far as its own headers tell."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def _send_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response

"""The front door: the way to one's language, the pages of refusal, the page of all parts."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request
from flask import url_for as address_of
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable
from werkzeug.routing import Rule

from portal.access import TOKEN_FIELD, Door, opening_of, opens_to
from portal.charts import Bar, Chart, Kind, Part, Sizes, bars
from portal.db import request_session
from portal.errors import ConflictError, PortalError, SeatEndedError, SeatNeededError
from portal.forms import PortalForm, token
from portal.language import Language, Lazy, gettext, lazy, preferred, speak, spoken

blueprint = Blueprint("front", __name__)

_ON_SCREEN: Final = Sizes(width=420, names=104, bar=22, step=32, letters=13)
_WORTH_READING: Final = 20
_YEAR: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Switch:
    """One of the three names in the language switch: where it leads from this page."""

    name: str
    tag: str
    href: str
    is_current: bool


class PageLanguage(str):
    """The language of a page, as templates know it: itself in an address, and the way to others."""

    __slots__ = ()

    @property
    def itself(self) -> Language:
        """The language without its page."""
        return Language(str(self))

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the page."""
        return self.itself.tag

    @property
    def key(self) -> str:
        """The key of the language in content files."""
        return self.itself.key

    @property
    def companion(self) -> Language:
        """The language that stands beside this one."""
        return self.itself.companion

    @property
    def switch(self) -> list[Switch]:
        """The three languages, each with the address of this very page in it."""
        return [
            Switch(other.name_in_itself, other.tag, _this_page_in(other), other is self.itself)
            for other in Language
        ]


def open_front(app: Flask) -> None:
    """Give the application its languages, its front pages, its error pages and hashed addresses."""
    app.register_blueprint(blueprint)
    app.url_value_preprocessor(_choose_language)
    app.url_defaults(_keep_language)
    app.url_defaults(_stamp_static)
    app.after_request(_name_language)
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(PortalError, _explain)
    app.register_error_handler(SeatEndedError, _offer_again)
    app.register_error_handler(SeatNeededError, _lead_back)
    app.register_error_handler(StaleDataError, lambda _error: _explain(ConflictError()))
    app.context_processor(lambda: {"language": PageLanguage(spoken())})
    app.jinja_env.globals["csrf"] = token


@blueprint.get("/")
@opens_to(Door.EVERYONE)
def index() -> ResponseReturnValue:
    """Lead to the consultations in the language the browser asks for."""
    answer = redirect(address_of("consultations.index", language=spoken()))
    answer.vary.add("Accept-Language")
    return answer


@blueprint.get("/style")
@opens_to(Door.EVERYONE)
def style() -> ResponseReturnValue:
    """Show every part that pages are made of, in every state."""
    return render_template("front/style.html", chart=_specimen_chart())


@blueprint.get("/healthz")
@opens_to(Door.EVERYONE)
def healthz() -> ResponseReturnValue:
    """Say that the portal and its database answer."""
    try:
        request_session().scalar(select(1))
    except SQLAlchemyError as problem:
        raise ServiceUnavailable from problem
    return Response("ok\n", mimetype="text/plain")


def _specimen_chart() -> Chart:
    kinds = (Kind.SUPPORT, Kind.CHANGE, Kind.OPPOSE, Kind.NEUTRAL, Kind.NONE)
    groups = {
        gettext("Carriers"): ((6, 1), (4, 0), (1, 1), (2, 0), (3, 0)),
        gettext("Banks"): ((3, 0), (5, 2), (0, 0), (1, 0), (1, 0)),
    }
    rows = [
        Bar(name, tuple(Part(kind, *counts) for kind, counts in zip(kinds, figures, strict=True)))
        for name, figures in groups.items()
    ]
    return bars(gettext("Positions by group"), gettext("Invented figures"), rows, _ON_SCREEN)


def _choose_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Speak the language of the address; without one, the one asked for, else the browser's."""
    named = (values or {}).pop("language", "") or request.args.get("language", "")
    first_part = request.path.lstrip("/").partition("/")[0]
    for candidate in (named, first_part):
        if candidate in list(Language):
            speak(Language(candidate))
            return
    speak(preferred(request.headers.get("Accept-Language", "")))


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Lead every link to the language spoken, unless it names another."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values.setdefault("language", spoken())


def _this_page_in(language: Language) -> str:
    """Give the address of the page being shown in another language."""
    rule, places = _page_shown()
    if rule is None:
        return address_of("consultations.index", language=language)
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "language"]
    if "language" in rule.arguments:
        places["language"] = language
    else:
        asked.append(("language", language))
    address = address_of(rule.endpoint, **places)
    return f"{address}?{urlencode(asked)}" if asked else address


def _page_shown() -> tuple[Rule | None, dict[str, Any]]:
    """Find the page that is shown: this address, or the nearest above it that can be read.

    An address that only takes what is sent shows the page of another when it refuses that.
    """
    if request.url_rule is None:
        return None, {}
    readable = current_app.create_url_adapter(request)
    path = request.path
    while readable is not None and path:
        with suppress(HTTPException):
            rule, places = readable.match(path, method="GET", return_rule=True)
            return rule, {**places}
        path = path.rpartition("/")[0]
    return None, {}


def _stamp_static(endpoint: str, values: dict[str, Any]) -> None:
    """Put a file's hash in its address, so that browsers may keep it for ever."""
    if endpoint == "static" and "filename" in values:
        values["v"] = _hash_of(Path(str(current_app.static_folder)) / values["filename"])


@cache
def _hash_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _name_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", spoken().tag)
    if (
        request.endpoint == "static"
        and "v" in request.args
        and response.status_code < HTTPStatus.BAD_REQUEST
    ):
        response.headers["Cache-Control"] = _YEAR
    return response


@dataclass(frozen=True, slots=True)
class Refusal:
    """What an error page says: a heading, and what the reader can do."""

    title: Lazy
    advice: Lazy


_REFUSALS: Final = {
    400: Refusal(
        lazy("This request could not be read"),
        lazy("Go back and try again. If you came by a link, it may have been cut short."),
    ),
    403: Refusal(
        lazy("This page is not open to you"),
        lazy(
            "You may have been signed out, or the page may belong to another role. What was"
            " stored before is still there."
        ),
    ),
    404: Refusal(
        lazy("There is no such page"),
        lazy("Check the address, or begin again from the list of consultations."),
    ),
    405: Refusal(
        lazy("This page cannot be used in that way"),
        lazy("Go back, open the page again, and use the buttons on it."),
    ),
    409: Refusal(
        lazy("Something has changed in the meantime"),
        lazy("Nothing of yours was overwritten. Go back, load the page again, and look at it."),
    ),
    413: Refusal(
        lazy("That was too much at once"),
        lazy(
            "Your browser still has what you typed: go back, shorten the longest answer, and send"
            " it again. Nothing that was stored before has changed."
        ),
    ),
    422: Refusal(
        lazy("This cannot be accepted as it is"),
        lazy("Go back, mend what is named here, and send it again."),
    ),
    429: Refusal(
        lazy("Too many attempts"),
        lazy("Please wait a few minutes and try again. Nothing that was stored has changed."),
    ),
    500: Refusal(
        lazy("Something went wrong on our side"),
        lazy(
            "What was stored before is safe. Go back and try again; if it happens once more,"
            " wait a little while."
        ),
    ),
    503: Refusal(
        lazy("The portal is busy, or being looked after"),
        lazy("What was stored before is safe. Please try again in a few minutes."),
    ),
}


_NOT_OPEN: Final = Refusal(
    lazy("Open your private link again"),
    lazy(
        "If you began a draft, it is still kept, with all that was saved in it. Open it by its"
        " private link; after a day without use a browser must be shown the link again."
    ),
)


def _refuse(error: HTTPException) -> ResponseReturnValue:
    """Answer an error with a calm page in the reader's language."""
    if error.response is not None or error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    if isinstance(error, NotFound) and (address := _address_with_language()):
        answer = redirect(address)
        answer.vary.add("Accept-Language")
        return answer
    answer = Response(_page(error.code), error.code)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after", "www-authenticate"}:
            answer.headers[name] = value
    return answer


def _lead_back(error: SeatNeededError) -> ResponseReturnValue:
    """Send whoever comes back to a draft to their private link, and tell nobody of a draft."""
    return _page(error.status, gettext(error.message), _NOT_OPEN), error.status


def _address_with_language() -> str:
    """Give the page meant by an address without its language (`/verify`); "" where there is none."""
    path = f"/{spoken().value}{request.path}"
    adapter = current_app.create_url_adapter(request)
    if request.method != "GET" or adapter is None or not adapter.test(path, "GET"):
        return ""
    return f"{path}?{request.query_string.decode()}" if request.query_string else path


def _explain(error: PortalError) -> ResponseReturnValue:
    """Answer a foreseen refusal with its own sentence."""
    return _page(error.status, gettext(error.message, **error.values)), error.status


def _offer_again(error: SeatEndedError) -> ResponseReturnValue:
    """Give back everything that was typed, to be sent once more when its reader is seated again."""
    opening = opening_of(current_app.view_functions[request.endpoint or ""])
    typed = [each for each in request.form.items(multi=True) if each[0] != TOKEN_FIELD]
    page = render_template(
        "front/again.html",
        form=PortalForm(),
        sentence=gettext(error.message),
        typed=typed,
        texts=[words for _, words in typed if len(words) >= _WORTH_READING],
        is_staff=opening is not None and opening.door is Door.STAFF,
    )
    return page, error.status


def _page(status: int, sentence: str = "", refusal: Refusal | None = None) -> str:
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    known = status if status in _REFUSALS else (500 if is_ours else 400)
    return render_template(
        "front/refusal.html", status=status, refusal=refusal or _REFUSALS[known], sentence=sentence
    )

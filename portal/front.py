"""The front door: the way to one's language, the pages of refusal, the page of all parts."""

import hashlib
from collections.abc import Mapping
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
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.routing import Rule

from portal.access import Door, opens_to
from portal.charts import Bar, Chart, Kind, Part, Sizes, bars
from portal.db import request_session
from portal.forms import token
from portal.language import Language, gettext, preferred, speak, spoken
from portal.refusals import answer_refusals

blueprint = Blueprint("front", __name__)

_ON_SCREEN: Final = Sizes(width=420, names=104, bar=22, step=32, letters=13)
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
    answer_refusals(app)
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
            return (None, {}) if rule.endpoint == "static" else (rule, {**places})
        path = path.rpartition("/")[0]
    return None, {}


def _stamp_static(endpoint: str, values: dict[str, Any]) -> None:
    """Put a file's hash in its address, so that browsers may keep it for ever.

    Only files that lie there are known: no name in an address opens any other file.
    """
    if endpoint == "static":
        stamp = _stamps(Path(str(current_app.static_folder))).get(values.get("filename", ""))
        if stamp:
            values["v"] = stamp


@cache
def _stamps(folder: Path) -> Mapping[str, str]:
    """Map the name of each file under a folder to the first digits of its SHA-256."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in folder.rglob("*")
        if file.is_file()
    }


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

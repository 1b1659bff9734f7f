"""A portal of front doors alone: the shell of every page needs no database."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from flask import Blueprint, Flask, abort, render_template_string
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue

from config import PORTAL_NAMES, ROOT
from portal import front
from portal.access import Door, Reader, current_reader, guard_doors, opens_to
from portal.errors import ConflictError
from portal.forms import LongText, OneOf, PlainText, PortalForm, SeveralOf, Tick, options
from portal.language import PREFIX, lazy
from portal.templating import equip

ROOMS = {
    "consultations.index": "/",
    "accounts.sign_in": "/sign-in",
    "accounts.sign_out": "/sign-out",
    "consultations.desk": "/desk/",
    "receipts.verify": "/verify",
    "coding.submissions": "/desk/<slug>/submissions",
    "coding.codeframe": "/desk/<slug>/codeframe",
    "conclusions.positions": "/desk/<slug>/positions",
    "reports.index": "/desk/<slug>/reports",
    "drafting.letters": "/desk/<slug>/letters",
}
DESK = """{% extends "macros/desk.html" %}{% block title %}Desk{% endblock %}
{% block main %}<h1>Desk</h1>{% endblock %}"""
FORM = """{% extends "macros/layout.html" %}{% import "macros/fields.html" as fields %}
{% import "macros/controls.html" as controls %}{% import "macros/sheet.html" as sheet %}
{% block title %}Form{% endblock %}{% block main %}{{ fields.problems(form) }}
{% call sheet.row(["Form"]) %}<h1>Form</h1>{% call fields.sheet_form(form) %}
{{ fields.line(form.name) }}{{ fields.area(form.view) }}{{ fields.radios(form.stand) }}
{{ fields.boxes(form.papers) }}{{ fields.dropdown(form.sector, empty="-") }}
{{ fields.tick(form.sure) }}{{ controls.button("Go on", "chief") }}
{% endcall %}{% endcall %}{% endblock %}"""


class Answers(PortalForm):
    """A field of each kind that a page draws."""

    name = PlainText(lazy("Name"), needed=lazy("Enter the name you sign in with."), hint="h<i>nt")
    view = LongText("View", limit=60)
    stand = OneOf("Stand", options([("for", "For"), ("against", "Against")]), needed="Choose one.")
    papers = SeveralOf("Papers", options([("bill", "Bill"), ("note", "Note")]))
    sector = OneOf("Sector", options([("bank", "Bank")]))
    sure = Tick("Sure", needed="Tick the box.")


def _stands(app: Flask, endpoint: str, path: str, view: Callable[..., ResponseReturnValue]) -> None:
    room, name = endpoint.split(".")
    pages = Blueprint(room, room, url_prefix=PREFIX)
    marked = opens_to(Door.EVERYONE)(view)
    pages.add_url_rule(path, name, marked, methods=["GET", "POST"])
    if room in app.blueprints:
        app.add_url_rule(PREFIX + path, endpoint, marked, methods=["GET", "POST"])
    else:
        app.register_blueprint(pages)


def _form() -> ResponseReturnValue:
    form = Answers()
    if form.validate_on_submit():
        return form.view.words
    return render_template_string(FORM, form=form), form.status


def _fail(status: int) -> ResponseReturnValue:
    if status == 1:
        raise ConflictError
    abort(status)


def _portal(reader: Reader) -> Flask:
    app = Flask(
        "portal", template_folder=f"{ROOT}/templates", static_folder=f"{ROOT}/portal/static"
    )
    app.config.update(SECRET_KEY=token_hex(), WTF_CSRF_TIME_LIMIT=None)
    front.open_front(app)
    for endpoint, path in ROOMS.items():
        _stands(app, endpoint, path, lambda **place: render_template_string(DESK, **place))
    _stands(app, "drafting.form", "/form", _form)
    _stands(app, "triage.fail", "/fail/<int:status>", _fail)
    guard_doors(app, lambda: reader)
    equip(app.jinja_env, reader=current_reader, portal_name=PORTAL_NAMES)
    return app


@pytest.fixture
def visitor() -> FlaskClient:
    """Somebody who is not signed in."""
    return _portal(Reader()).test_client()


@pytest.fixture
def official() -> FlaskClient:
    """An official of one consultation."""
    roles = frozenset({("etd", "official")})
    return _portal(Reader(staff_id=1, name="official-1", roles=roles)).test_client()

"""Reports at the desk: which were compiled, ask for one, see how far it is, fetch the file."""

from flask import Blueprint, current_app, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from portal.access import Door, current_reader, opens_to
from portal.clock import now
from portal.consultations.queries import consultation_named, paper
from portal.db import after_commit, request_session
from portal.errors import NotFoundError
from portal.journal import trace
from portal.language import PREFIX, spoken
from portal.reports.actions import ask as ask_for
from portal.reports.asking import Asker
from portal.reports.forms import AskForm
from portal.reports.models import Report, ReportState
from portal.reports.queries import report_coded, reports_ahead, reports_of
from portal.reports.shelf import shelf_mark

blueprint = Blueprint("reports", __name__, url_prefix=f"{PREFIX}/desk/<slug>/reports")


@blueprint.get("/")
@opens_to(Door.STAFF, "official")
def index(slug: str) -> ResponseReturnValue:
    """List the reports that were asked for, and offer to ask for one."""
    return _index(slug, AskForm())


@blueprint.post("/")
@opens_to(Door.STAFF, "official")
def ask(slug: str) -> ResponseReturnValue:
    """Ask for a report; the worker compiles it in the background."""
    form = AskForm()
    if not form.validate_on_submit():
        return _index(slug, form)
    session, reader = request_session(), current_reader()
    consultation = consultation_named(session, slug)
    by = Asker(reader.signed_in, reader.name)
    report = ask_for(session, consultation, form.handed(), by=by, now=now())
    after_commit(current_app.extensions["portal.worker"].nudge)
    return redirect(url_for(".report", language=spoken(), slug=slug, code=report.code), 303)


@blueprint.get("/<code>")
@opens_to(Door.STAFF, "official")
def report(slug: str, code: str) -> ResponseReturnValue:
    """Show how far a report is; while it is being made the page brings itself up to date."""
    session = request_session()
    found = report_coded(session, slug, code)
    return render_template(
        "reports/report.html",
        slug=slug,
        here="reports",
        paper=paper(session, consultation_named(session, slug)),
        report=found,
        is_waiting=found.state in {ReportState.QUEUED, ReportState.WORKING},
        ahead=reports_ahead(session, found),
        is_worker_alive=current_app.extensions["portal.worker"].is_alive,
        size=_size(found),
    )


@blueprint.get("/<code>/file")
@opens_to(Door.STAFF, "official")
def download(slug: str, code: str) -> ResponseReturnValue:
    """Hand out the PDF of a finished report."""
    found = report_coded(request_session(), slug, code)
    file = shelf_mark(current_app.extensions["portal.settings"].data_dir, found.code)
    if found.state is not ReportState.DONE or not file.is_file():
        raise NotFoundError
    name = f"{slug}-{found.edition.value}-{found.language.value}.pdf"
    trace("report.fetched", f"{slug}/{code}", who=current_reader().name)
    return send_file(file, mimetype="application/pdf", as_attachment=True, download_name=name)


def _index(slug: str, form: AskForm) -> ResponseReturnValue:
    session = request_session()
    page = render_template(
        "reports/index.html",
        slug=slug,
        here="reports",
        paper=paper(session, consultation_named(session, slug)),
        form=form,
        reports=reports_of(session, slug),
    )
    return page, form.status


def _size(found: Report) -> int:
    file = shelf_mark(current_app.extensions["portal.settings"].data_dir, found.code)
    return file.stat().st_size if file.is_file() else 0

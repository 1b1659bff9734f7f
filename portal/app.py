"""The application: every room under its language, one transaction a request, one set of doors."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Settings
from portal import front
from portal.access import current_reader, guard_doors
from portal.accounts.views import blueprint as account_pages
from portal.coding.indexing import JOB as INDEXING
from portal.coding.views import blueprint as coding_pages
from portal.conclusions.views import blueprint as conclusion_pages
from portal.consultations.views import blueprint as consultation_pages
from portal.db import Database, TransactionalFlask
from portal.drafting.desks import LODGINGS, Lodging
from portal.drafting.models import Draft
from portal.drafting.uploads import blueprint as draft_pages
from portal.forms import WholeInAddress
from portal.language.collecting import stale_catalogues
from portal.readers import find_reader
from portal.receipts.jobs import JOB as ROOTS
from portal.receipts.views import blueprint as receipt_pages
from portal.reports.jobs import jobs
from portal.reports.views import blueprint as report_pages
from portal.submissions.originals import blueprint as submission_pages
from portal.submissions.queries import submission_of_draft
from portal.submissions.states import WITHDRAWAL, ruling_standing
from portal.templating import equip
from portal.work import Worker

PAGES = (
    account_pages,
    consultation_pages,
    draft_pages,
    submission_pages,
    receipt_pages,
    coding_pages,
    conclusion_pages,
    report_pages,
)
LARGEST_BODY = 16 * 1024 * 1024


class StaleCatalogueError(RuntimeError):
    """A catalogue was changed and not compiled: pages would lack words."""

    def __init__(self, stale: Iterable[Path]) -> None:
        """Name the catalogues, and what makes them fresh."""
        names = ", ".join(str(file) for file in stale)
        super().__init__(f"Not compiled since the last change: {names}. Run bin/set-up.")


def create_app(settings: Settings) -> Flask:
    """Build the portal for one deployment; nothing is read from the database yet.

    Raises StaleCatalogueError rather than show a page without its words.
    """
    stale = stale_catalogues()
    if stale:
        raise StaleCatalogueError(stale)
    app = TransactionalFlask(
        "portal", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "portal/static")
    )
    _configure(app, settings)
    app.extensions["portal.database"] = Database(settings.database_url)
    app.extensions["portal.settings"] = settings
    app.extensions[LODGINGS] = _lodging_of
    app.extensions["portal.worker"] = Worker(
        app.extensions["portal.database"],
        settings.data_dir,
        (*jobs(settings.data_dir), INDEXING, ROOTS),
    )
    app.url_map.converters["int"] = WholeInAddress
    front.open_front(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    guard_doors(app, find_reader)
    if settings.is_https:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    equip(app.jinja_env, portal_name=settings.portal_name, portal_url=settings.url)
    app.context_processor(lambda: {"reader": current_reader()})
    return app


def _lodging_of(session: Session, draft: Draft) -> Lodging | None:
    """Tell what a draft was lodged as, and whether that was withdrawn; None before it was."""
    lodged = submission_of_draft(session, draft)
    if lodged is None:
        return None
    withdrawal = ruling_standing(session, lodged.id, WITHDRAWAL)
    return Lodging(lodged.reference, withdrawal.made_at if withdrawal else None)


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-portal" if settings.is_https else "portal",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=24),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=2000,
    )

"""The pages of lodging and after: declaration, withdrawal, receipt, an official's decisions."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.access import Door, current_reader, opens_to
from portal.accounts.models import Staff
from portal.accounts.queries import staff_named
from portal.clock import now
from portal.consultations.paper import Paper, State
from portal.consultations.queries import consultation_named, paper
from portal.db import request_session
from portal.drafting.holders import OnlyLeadError
from portal.drafting.models import Draft
from portal.drafting.queries import draft_coded, people_on
from portal.errors import ConflictError, InvalidInputError, NotFoundError
from portal.forms import whole
from portal.journal import trace
from portal.language import PREFIX
from portal.submissions.actions import filing_of
from portal.submissions.actions import lodge as lodge_draft
from portal.submissions.deciding import ClearForm, DecisionForm, LateForm, RestrictForm
from portal.submissions.decisions import Edition
from portal.submissions.filing import Filing, FilingRefusedError
from portal.submissions.forms import LodgeForm, WithdrawForm
from portal.submissions.models import Submission
from portal.submissions.queries import (
    clearance_standing,
    is_led_by,
    lateness_of,
    submission_of_draft,
    submission_referred,
)
from portal.submissions.restricting import keep_back, kept_back
from portal.submissions.rulings import NotLateError, rule_on_lateness
from portal.submissions.rulings import clear as clear_words
from portal.submissions.rulings import withdraw as take_back
from portal.submissions.states import WITHDRAWAL, ruling_standing
from portal.submissions.visible import (
    Reading,
    paragraph_of,
    reading,
)

CONSULTATION = "/consultations/<slug>"
DESK = "/desk/<slug>/submissions/<reference>"

blueprint = Blueprint("submissions", __name__, url_prefix=PREFIX)


@blueprint.route(f"{CONSULTATION}/drafts/<code>/lodge", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def lodge(slug: str, code: str) -> ResponseReturnValue:
    """Ask for the declaration; once made, keep the response and lead to its receipt."""
    draft = draft_coded(request_session(), slug, code)
    form = LodgeForm(revision=str(draft.revision))
    if form.validate_on_submit():
        if not _leads(draft):
            raise OnlyLeadError
        try:
            receipt = lodge_draft(request_session(), draft, now=now(), revision=form.handed())
        except FilingRefusedError as error:
            form.refuse_filing(error.faults)
        else:
            return redirect(url_for("receipts.receipt", slug=slug, reference=receipt.reference))
    return _declaration(draft, form, slug)


@blueprint.route(f"{CONSULTATION}/drafts/<code>/withdraw", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def withdraw(slug: str, code: str) -> ResponseReturnValue:
    """Say what withdrawing means; once wished, take the submission back."""
    session, form, read = request_session(), WithdrawForm(), _paper(slug)
    draft = draft_coded(session, slug, code)
    submission = submission_of_draft(session, draft)
    if submission is None:
        raise NotFoundError
    if form.validate_on_submit():
        if not _leads(draft):
            raise OnlyLeadError
        take_back(session, submission, reason=form.reason.words, now=now())
        return redirect(url_for("receipts.receipt", slug=slug, reference=submission.reference))
    shown = {"paper": read, "draft": draft, "reference": submission.reference, "form": form}
    shown["is_withdrawn"] = ruling_standing(session, submission.id, WITHDRAWAL) is not None
    shown["may"] = read.state(now()) is State.OPEN and _leads(draft)
    return render_template("submissions/withdraw.html", **shown), form.status


@blueprint.route(f"{DESK}/clear", methods=["GET", "POST"])
@opens_to(Door.STAFF, "official")
def clear(slug: str, reference: str) -> ResponseReturnValue:
    """Decide whether a submission's words may be printed in an edition."""
    session, read, submission = _opened(slug, reference)
    form = ClearForm(seen=str(read.version))
    if _does(form, lambda by: clear_words(session, submission, form.handed(), by=by, now=now())):
        return _led_back(slug, reference, form.handed().edition.value)
    shown = {"slug": slug, "here": "submissions", "read": read}
    shown["standing"] = clearance_standing(session, read.version_id, Edition.PUBLIC)
    shown["is_marked"] = any(each.is_confidential for each in read.places)
    return render_template("submissions/clear.html", form=form, **shown), form.status


@blueprint.route(f"{DESK}/late", methods=["GET", "POST"])
@opens_to(Door.STAFF, "official")
def late(slug: str, reference: str) -> ResponseReturnValue:
    """Decide whether a submission that came late is taken into account."""
    session, read, submission = _opened(slug, reference)
    lateness = lateness_of(session, submission.id)
    if lateness is None:
        raise NotLateError
    form = LateForm(seen=str(lateness.ruling_id))
    if _does(
        form, lambda by: rule_on_lateness(session, submission, form.handed(), by=by, now=now())
    ):
        return _led_back(slug, reference, "lateness")
    shown = {"slug": slug, "here": "submissions", "read": read, "lateness": lateness}
    return render_template("submissions/late.html", form=form, **shown), form.status


@blueprint.route(f"{DESK}/restrict", methods=["GET", "POST"])
@opens_to(Door.STAFF, "official")
def restrict(slug: str, reference: str) -> ResponseReturnValue:
    """Keep words, an answer, the names or all of a submission confidential."""
    session, read, submission = _opened(slug, reference)
    place, paragraph = request.args.get("on", ""), request.args.get("paragraph", 0, type=whole)
    quote = paragraph_of(read, place, paragraph)
    form = RestrictForm(seen=str(read.version), place=place, quote=quote).offer(read.places)
    if _does(form, lambda by: keep_back(session, submission, form.handed(), by=by, now=now())):
        return _led_back(slug, reference, "secrecy")
    shown = {"slug": slug, "here": "submissions", "read": read, "kept": kept_back(session, read)}
    return render_template("submissions/restrict.html", form=form, **shown), form.status


def _opened(slug: str, reference: str) -> tuple[Session, Reading, Submission]:
    """Open a submission for an official, and journal that confidential words are seen."""
    session = request_session()
    read = reading(session, current_reader(), slug, reference)
    if read.shows_confidential:
        trace("submission.read", f"submission:{reference}", who=current_reader().name)
    return session, read, submission_referred(session, slug, reference)


def _does(form: DecisionForm, deed: Callable[[Staff], None]) -> bool:
    """Whether a form was sent rightly and its deed is done; a refusal is told on the form."""
    by = staff_named(request_session(), current_reader().name)
    if by is None or not form.validate_on_submit():
        return False
    try:
        deed(by)
    except (ConflictError, InvalidInputError) as error:
        form.refuse_deed(error)
        return False
    return True


def _led_back(slug: str, reference: str, decided: str) -> ResponseReturnValue:
    """Lead to the submission, whose page says what stands decided."""
    return redirect(url_for("coding.reading", slug=slug, reference=reference, decided=decided))


def _paper(slug: str) -> Paper:
    session = request_session()
    return paper(session, consultation_named(session, slug))


def _leads(draft: Draft) -> bool:
    return is_led_by(request_session(), draft, current_reader().holder_ids)


def _declaration(draft: Draft, form: LodgeForm, slug: str) -> ResponseReturnValue:
    read = _paper(slug)
    filing: Filing | None = None
    try:
        filing = filing_of(request_session(), draft, read)
    except FilingRefusedError as error:
        if not form.errors:
            form.refuse_filing(error.faults)
    page = render_template(
        "submissions/lodge.html",
        paper=read,
        draft=draft,
        form=form,
        filing=filing,
        is_open=read.state(now()) is State.OPEN,
        is_lead=_leads(draft),
        people=people_on(request_session(), draft),
        is_withdrawn=_is_withdrawn(draft),
    )
    return page, form.status


def _is_withdrawn(draft: Draft) -> bool:
    submission = submission_of_draft(request_session(), draft)
    if submission is None:
        return False
    return ruling_standing(request_session(), submission.id, WITHDRAWAL) is not None

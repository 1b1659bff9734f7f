"""The pages of lodging and afterwards: declaration, receipt, record, verification, clearance."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Door, current_reader, opens_to
from portal.accounts.queries import staff_named
from portal.clock import now
from portal.consultations.paper import Paper, State
from portal.consultations.queries import consultation_named, paper
from portal.db import database, request_session
from portal.drafting.models import Draft
from portal.drafting.queries import draft_coded
from portal.errors import ForbiddenError, NotFoundError
from portal.language import PREFIX
from portal.submissions.actions import filing_of
from portal.submissions.actions import lodge as lodge_draft
from portal.submissions.decisions import Edition
from portal.submissions.filing import Filing, FilingRefusedError
from portal.submissions.forms import ClearForm, LodgeForm, VerifyForm
from portal.submissions.queries import (
    Receipt,
    clearance_standing,
    is_led_by,
    receipt_of,
    receipts_verified,
    record_of,
    restrictions_standing,
    said_in,
    submission_referred,
)
from portal.submissions.receipts import contents, in_fours
from portal.submissions.references import is_reference, spoken_aloud
from portal.submissions.rulings import clear as clear_submission
from portal.submissions.visible import Sight, are_names_kept, bodies, reading

CONSULTATION = "/consultations/<slug>"

blueprint = Blueprint("submissions", __name__, url_prefix=PREFIX)


@blueprint.route(f"{CONSULTATION}/drafts/<code>/lodge", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def lodge(slug: str, code: str) -> ResponseReturnValue:
    """Ask for the declaration; once made, keep the response and lead to its receipt."""
    draft = draft_coded(request_session(), slug, code)
    form = LodgeForm(revision=str(draft.revision))
    if form.validate_on_submit():
        if not _leads(draft):
            raise ForbiddenError
        try:
            receipt = lodge_draft(request_session(), draft, now=now(), revision=form.handed())
        except FilingRefusedError as error:
            form.refuse_filing(error.faults)
        else:
            return redirect(url_for("submissions.receipt", slug=slug, reference=receipt.reference))
    return _declaration(draft, form, slug)


@blueprint.get(f"{CONSULTATION}/receipts/<reference>")
@opens_to(Door.EVERYONE)
def receipt(slug: str, reference: str) -> ResponseReturnValue:
    """Show the holder of the draft its receipt; anyone else may verify one."""
    held = _receipt_held(slug, reference)
    if held is None:
        return redirect(url_for("submissions.verify", reference=reference))
    session = request_session()
    submission = submission_referred(session, slug, reference)
    standing = restrictions_standing(session, [submission.id]).get(submission.id, [])
    read, version = _paper(slug), held.version_id
    kept = [version] if are_names_kept(standing) else []
    return render_template(
        "submissions/receipt.html",
        paper=read,
        receipt=held,
        aloud=spoken_aloud(reference),
        fingerprint=in_fours(held.record_sha256),
        contents=contents(said_in(session, version), standing),
        bodies=bodies(session, [version], Sight.EVERYTHING, kept=kept)[version],
        is_open=read.state(now()) is State.OPEN,
    )


@blueprint.get(f"{CONSULTATION}/receipts/<reference>/record.json")
@opens_to(Door.EVERYONE)
def record(slug: str, reference: str) -> ResponseReturnValue:
    """Hand the holder of the draft the record of its latest version, salts and all."""
    held = _receipt_held(slug, reference)
    if held is None:
        raise NotFoundError
    answer = Response(record_of(request_session(), held.version_id), mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="record.json"'
    return answer


@blueprint.route("/verify", methods=["GET", "POST"])
@opens_to(Door.EVERYONE)
def verify() -> ResponseReturnValue:
    """Tell whether a reference and a fingerprint belong together, and nothing else."""
    form = VerifyForm(reference=request.args.get("reference", ""))
    is_asked = form.validate_on_submit()
    found, is_slip = None, False
    if is_asked:
        claim = form.handed()
        is_slip = not is_reference(claim.reference)
        with database().reading() as session:
            found = receipts_verified(session, claim.reference, claim.record_sha256)
    page = render_template(
        "submissions/verify.html", form=form, is_asked=is_asked, found=found, is_slip=is_slip
    )
    return page, form.status


@blueprint.route("/desk/<slug>/submissions/<reference>/clear", methods=["GET", "POST"])
@opens_to(Door.STAFF, "official")
def clear(slug: str, reference: str) -> ResponseReturnValue:
    """Decide whether a submission's words may be printed in an edition."""
    session, form = request_session(), ClearForm()
    read = reading(session, current_reader(), slug, reference)
    by = staff_named(session, current_reader().name)
    if form.validate_on_submit() and by is not None:
        submission = submission_referred(session, slug, reference)
        clear_submission(session, submission, form.handed(), by=by, now=now())
        return redirect(url_for("coding.reading", slug=slug, reference=reference))
    return render_template(
        "submissions/clear.html",
        slug=slug,
        here="submissions",
        form=form,
        read=read,
        standing=clearance_standing(session, read.version_id, Edition.PUBLIC),
    ), form.status


def _paper(slug: str) -> Paper:
    session = request_session()
    return paper(session, consultation_named(session, slug))


def _leads(draft: Draft) -> bool:
    return is_led_by(request_session(), draft, current_reader().holder_ids)


def _receipt_held(slug: str, reference: str) -> Receipt | None:
    """Return a receipt to a reader who holds the draft it came from; None to anyone else."""
    try:
        found = receipt_of(request_session(), slug, reference)
    except NotFoundError:
        return None
    return found if found.draft_code in current_reader().drafts else None


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
    )
    return page, form.status

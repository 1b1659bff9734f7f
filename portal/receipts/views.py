"""The pages of a receipt: for its holder the receipt and what was filed, for anyone its check."""

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.access import Door, current_reader, opens_to
from portal.clock import now
from portal.consultations.paper import Paper, State
from portal.consultations.queries import consultation_named, paper
from portal.db import database, request_session
from portal.errors import NotFoundError
from portal.language import PREFIX
from portal.receipts.contents import contents, in_fours
from portal.receipts.forms import Claim, VerifyForm
from portal.receipts.keys import FOLDER, Keyring, findings
from portal.receipts.printing import Printed, print_filed
from portal.receipts.queries import inclusion_of, revision_filed_for, roots_of, statement_of
from portal.receipts.statements import ReceiptFile, written
from portal.submissions.attached import attached_to
from portal.submissions.decisions import Ruling
from portal.submissions.queries import (
    Receipt,
    receipt_of,
    receipts_verified,
    record_of,
    restrictions_standing,
    said_in,
    submission_referred,
)
from portal.submissions.references import is_reference, spoken_aloud
from portal.submissions.states import WITHDRAWAL, ruling_standing
from portal.submissions.visible import Sight, are_names_kept, bodies

CONSULTATION = "/consultations/<slug>"

blueprint = Blueprint("receipts", __name__, url_prefix=PREFIX)


@blueprint.get(f"{CONSULTATION}/receipts/<reference>")
@opens_to(Door.EVERYONE)
def receipt(slug: str, reference: str) -> ResponseReturnValue:
    """Show the holder of the draft its receipt; anyone else may verify one."""
    held = _receipt_held(slug, reference)
    if held is None:
        return redirect(url_for("receipts.verify", reference=reference))
    session, read, version = request_session(), _paper(slug), held.version_id
    submission = submission_referred(session, slug, reference)
    standing = restrictions_standing(session, [submission.id]).get(submission.id, [])
    kept = [version] if are_names_kept(standing) else []
    told = {"paper": read, "receipt": held, "aloud": spoken_aloud(reference)}
    return render_template(
        "receipts/receipt.html",
        **told,
        fingerprint=in_fours(held.record_sha256),
        contents=contents(said_in(session, version), standing),
        bodies=bodies(session, [version], Sight.EVERYTHING, kept=kept)[version],
        files=attached_to(session, version, submission.id, Sight.EVERYTHING),
        is_open=read.state(now()) is State.OPEN,
        withdrawal=ruling_standing(session, submission.id, WITHDRAWAL),
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


@blueprint.get(f"{CONSULTATION}/receipts/<reference>/receipt.json")
@opens_to(Door.EVERYONE)
def signed(slug: str, reference: str) -> ResponseReturnValue:
    """Hand the holder of the draft the signed receipt, with the register's proof once published."""
    held = _receipt_held(slug, reference)
    if held is None:
        raise NotFoundError
    stated = statement_of(held)
    proof = inclusion_of(request_session(), held)
    content = written(ReceiptFile(stated, _keyring().sign(stated), proof))
    answer = Response(content, mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="receipt.json"'
    return answer


@blueprint.get(f"{CONSULTATION}/receipts/<reference>/filed.pdf")
@opens_to(Door.EVERYONE)
def as_filed(slug: str, reference: str) -> ResponseReturnValue:
    """Hand the holder of the draft everything that was filed, as a PDF in the language read."""
    held = _receipt_held(slug, reference)
    if held is None:
        raise NotFoundError
    answer = Response(print_filed(_to_print(held)), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{reference}.pdf"'
    return answer


@blueprint.get(f"{CONSULTATION}/register")
@opens_to(Door.EVERYONE)
def register(slug: str) -> ResponseReturnValue:
    """Show the roots of a register that were published, and the keys that sign its receipts."""
    session = request_session()
    consultation = consultation_named(session, slug)
    return render_template(
        "receipts/register.html",
        paper=paper(session, consultation),
        roots=roots_of(session, consultation.id),
        keys=_keyring().public_keys(),
        in_fours=in_fours,
    )


@blueprint.route("/verify", methods=["GET", "POST"])
@opens_to(Door.EVERYONE)
def verify() -> ResponseReturnValue:
    """Tell whether a receipt is genuine, and when it was given; never whose it is."""
    form = VerifyForm(reference=request.args.get("reference", ""))
    if not form.validate_on_submit():
        return render_template("receipts/verify.html", form=form, claim=None), form.status
    claim = form.handed()
    with database().reading() as session:
        kept = receipts_verified(session, claim.reference, claim.record_sha256)
        withdrawal = _withdrawal_told(session, kept)
    shown = {"form": form, "claim": claim, "kept": kept, "withdrawal": withdrawal}
    page = render_template("receipts/verify.html", **shown, **_found(claim, kept))
    return page, form.status


def _found(claim: Claim, kept: Receipt | None) -> dict[str, object]:
    """Say what a claim's file proves, and whether register and file bear the claim out."""
    proved = findings(claim.receipt, _keyring().public_keys()) if claim.receipt else None
    return {
        "proved": proved,
        "is_genuine": kept is not None and (proved is None or proved.is_sound),
        "is_slip": not is_reference(claim.reference),
    }


def _keyring() -> Keyring:
    data_dir: Path = current_app.extensions["portal.settings"].data_dir
    return Keyring(data_dir / FOLDER)


def _paper(slug: str) -> Paper:
    session = request_session()
    return paper(session, consultation_named(session, slug))


def _to_print(held: Receipt) -> Printed:
    session = request_session()
    consultation = consultation_named(session, held.slug)
    submission = submission_referred(session, held.slug, held.reference)
    withdrawal = ruling_standing(session, submission.id, WITHDRAWAL)
    return Printed(
        held,
        paper(session, consultation, revision_id=revision_filed_for(session, held.version_id)),
        record_of(session, held.version_id),
        withdrawal.made_at if withdrawal else None,
    )


def _receipt_held(slug: str, reference: str) -> Receipt | None:
    """Return a receipt to a reader who holds the draft it came from; None to anyone else."""
    try:
        found = receipt_of(request_session(), slug, reference)
    except NotFoundError:
        return None
    return found if found.draft_code in current_reader().drafts else None


def _withdrawal_told(session: Session, found: Receipt | None) -> Ruling | None:
    """Return the withdrawal of what was verified, to the holder of its draft alone."""
    if found is None or found.draft_code not in current_reader().drafts:
        return None
    submission = submission_referred(session, found.slug, found.reference)
    return ruling_standing(session, submission.id, WITHDRAWAL)

"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.access import Door, current_reader, opens_to
from portal.accounts.actions import count_attempt, end_seat, seat_staff
from portal.accounts.forms import Credentials, SignInForm, SignOutForm
from portal.accounts.models import Attempted
from portal.accounts.passwords import is_right
from portal.accounts.queries import is_tried_too_often, staff_named
from portal.accounts.tokens import fresh_token, token_hash
from portal.clock import now
from portal.db import database, later, request_session
from portal.journal import note
from portal.language import PREFIX

blueprint = Blueprint("accounts", __name__, url_prefix=PREFIX)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@opens_to(Door.EVERYONE)
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page, or seat a member of staff and go where they were going."""
    form = SignInForm(then=request.args.get("then", ""))
    if form.validate_on_submit():
        staff_id = _admitted(form)
        if staff_id is not None:
            return _seated(staff_id, form)
    return render_template("accounts/sign_in.html", form=form), form.status


@blueprint.post("/sign-out")
@opens_to(Door.STAFF)
def sign_out() -> ResponseReturnValue:
    """End the seat in the database, whatever becomes of the cookie."""
    if SignOutForm().validate_on_submit():
        reader, at = current_reader(), now()
        end_seat(request_session(), token_hash(str(cookie.pop("staff", ""))), now=at)
        note(request_session(), "seat.ended", f"staff:{reader.name}", who=reader.name, at=at)
    return redirect(url_for("accounts.sign_in"))


def _admitted(form: SignInForm) -> int | None:
    """Return whose name and password these are; a refusal is counted and takes as long."""
    given = form.handed()
    with database().reading() as session:
        if _is_hasty(session, given):
            form.refuse_haste()
            return None
        staff = staff_named(session, given.name)
        found = (staff.id, staff.password_hash) if staff else (None, None)
    if is_right(found[1], given.password):
        return found[0]
    form.refuse_credentials()
    later(lambda session: _count(session, given, was_refused=True))
    return None


def _seated(staff_id: int, form: SignInForm) -> ResponseReturnValue:
    session, token, at, name = request_session(), fresh_token(), now(), form.handed().name
    seat_staff(session, staff_id, token_hash=token_hash(token), now=at)
    note(session, "seat.begun", f"staff:{name}", who=name, at=at)
    _count(session, form.handed(), was_refused=False)
    cookie["staff"] = token
    cookie.permanent = True
    return redirect(form.onward(url_for("consultations.desk")))


def _is_hasty(session: Session, given: Credentials) -> bool:
    return is_tried_too_often(
        session,
        Attempted.SIGN_IN,
        subject_hash=token_hash(given.name),
        address_hash=token_hash(request.remote_addr or ""),
        now=now(),
    )


def _count(session: Session, given: Credentials, *, was_refused: bool) -> None:
    count_attempt(
        session,
        Attempted.SIGN_IN,
        subject_hash=token_hash(given.name),
        address_hash=token_hash(request.remote_addr or ""),
        was_refused=was_refused,
        now=now(),
    )

"""The page of the people on a draft: who holds a link, in which role, and what a lead may do."""

from typing import Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.access import Door, current_reader, opens_to
from portal.clock import now
from portal.db import request_session
from portal.drafting.arriving import (
    ask_the_post,
    fresh_link,
    links,
    mail_leaves,
    send_soon,
    show_link,
    sit,
)
from portal.drafting.desks import Desk, open_desk
from portal.drafting.holders import (
    Deed,
    Invited,
    OnDraftAlreadyError,
    OnlyLeadError,
    end_link,
    give_role,
    invite,
    name_oneself,
    renew_link,
)
from portal.drafting.inviting import InviteForm, PersonForm
from portal.drafting.models import Holder, HolderRole
from portal.drafting.queries import holder_among, people_on
from portal.errors import SeatEndedError
from portal.language import gettext, spoken

END: Final = "end"
RENEW: Final = "renew"


@opens_to(Door.HOLDER)
def people(slug: str, code: str) -> ResponseReturnValue:
    """Show who is on a draft; a lead invites others."""
    desk, form = open_desk(slug, code), InviteForm()
    me = holder_here(desk)
    if form.is_submitted() and me.role is not HolderRole.LEAD:
        raise OnlyLeadError
    if form.validate_on_submit() and _invited(desk, form, me):
        return redirect(url_for("drafting.people", slug=slug, code=code))
    return _page(desk, me, form, PersonForm()), form.status


@opens_to(Door.HOLDER)
def person(slug: str, code: str, holder_id: int) -> ResponseReturnValue:
    """Do what is pressed beside somebody: give a role or a name, renew or end a link."""
    desk, form = open_desk(slug, code), PersonForm()
    me = holder_here(desk)
    if not form.validate_on_submit():
        return _page(desk, me, InviteForm(formdata=None), form), form.status
    _done(desk, me, holder_id, form)
    if form.pressed == END and holder_id == me.id:
        return redirect(url_for("consultations.consultation", slug=slug))
    if form.pressed == RENEW and holder_id == me.id:
        return redirect(url_for("drafting.tasks", slug=slug, code=code))
    return redirect(url_for("drafting.people", slug=slug, code=code))


def holder_here(desk: Desk) -> Holder:
    """Return who is reading: the holder of the draft that lies open. Raises SeatEndedError."""
    found = holder_among(request_session(), desk.draft, current_reader().holder_ids)
    if found is None:
        raise SeatEndedError
    return found


def _invited(desk: Desk, form: InviteForm, me: Holder) -> bool:
    named, session = form.handed(), request_session()
    ask_the_post(f"draft:{desk.draft.code}")
    invited = Invited(named.name, named.email, named.role, fresh_link())
    try:
        invite(session, desk.draft, invited, _deed(me))
    except OnDraftAlreadyError as error:
        form.refuse(form.email, gettext(error.message))
        return False
    send_soon()
    return True


def _done(desk: Desk, me: Holder, holder_id: int, form: PersonForm) -> None:
    session, draft, deed = request_session(), desk.draft, _deed(me)
    match form.pressed:
        case HolderRole.LEAD | HolderRole.DRAFTER as role:
            give_role(session, draft, holder_id, HolderRole(role), deed)
        case "end":
            end_link(session, draft, holder_id, deed)
            send_soon()
        case "renew":
            _renew(session, desk, me, holder_id)
        case _:
            name_oneself(session, me, form.name.words)


def _renew(session: Session, desk: Desk, me: Holder, holder_id: int) -> None:
    """Renew a link; who renews their own keeps reading, by a seat of the new one."""
    ask_the_post(f"draft:{desk.draft.code}")
    renewed = renew_link(session, desk.draft, holder_id, fresh_link(), _deed(me))
    send_soon()
    if renewed.id == me.id:
        sit(links().secret_of(renewed))
        show_link(desk.draft.code, is_kept=False)


def _deed(me: Holder) -> Deed:
    return Deed(me, spoken(), now())


def _page(desk: Desk, me: Holder, form: InviteForm, person_form: PersonForm) -> str:
    held = people_on(request_session(), desk.draft)
    return render_template(
        "drafting/people.html",
        desk=desk,
        me=me,
        people=held,
        form=form,
        person=person_form,
        mail_leaves=mail_leaves(),
        is_only_lead=[each.id for each in held if each.role is HolderRole.LEAD] == [me.id],
    )

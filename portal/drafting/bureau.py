"""The bureau's pages about drafts: letters that did not leave, and a draft given to a new lead."""

from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Door, current_reader, opens_to
from portal.clock import now
from portal.consultations.queries import consultation_named
from portal.db import request_session
from portal.drafting.arriving import fresh_link, mail_leaves, send_soon
from portal.drafting.forms import PressForm
from portal.drafting.holders import Invited, Proof, reissue
from portal.drafting.models import HolderRole
from portal.drafting.queries import draft_coded, letters_unsent_about
from portal.drafting.reissuing import ReissueForm
from portal.errors import NotFoundError
from portal.journal import note, trace
from portal.language import spoken
from portal.letters import give_up, try_again

GIVE_UP: Final = "give-up"


@opens_to(Door.STAFF, "administrator", "official")
def letters(slug: str) -> ResponseReturnValue:
    """List the letters that were tried in vain; that their addresses are read is journalled."""
    return _listed(slug, PressForm()), 200


@opens_to(Door.STAFF, "administrator", "official")
def unsent(slug: str, letter_id: int) -> ResponseReturnValue:
    """Try a letter again at once, or give it up."""
    session, form, who = request_session(), PressForm(), current_reader().name
    if not form.validate_on_submit():
        return _listed(slug, form), form.status
    listed = letters_unsent_about(session, consultation_named(session, slug))
    if letter_id not in {each.id for each in listed}:
        raise NotFoundError
    if form.pressed == GIVE_UP:
        give_up(session, letter_id)
        note(session, "letter.give_up", f"letter:{letter_id}", who=who, at=now())
    else:
        try_again(session, letter_id, now=now())
        note(session, "letter.try_again", f"letter:{letter_id}", who=who, at=now())
        send_soon()
    return redirect(url_for("drafting.letters", slug=slug))


@opens_to(Door.STAFF, "official")
def give_anew(slug: str) -> ResponseReturnValue:
    """Give a draft to a new lead on proof; every earlier link to it opens nothing any more."""
    form = ReissueForm()
    consultation_named(request_session(), slug)
    if form.validate_on_submit() and _given_anew(slug, form):
        return redirect(url_for("drafting.give_anew", slug=slug, done=1))
    shown = {"slug": slug, "here": "letters", "is_done": "done" in request.args}
    page = render_template("drafting/give_anew.html", form=form, mail_leaves=mail_leaves(), **shown)
    return page, form.status


def _listed(slug: str, form: PressForm) -> str:
    session = request_session()
    listed = letters_unsent_about(session, consultation_named(session, slug))
    if listed:
        trace("letters.read", f"consultation:{slug}", who=current_reader().name)
    return render_template(
        "drafting/letters.html",
        slug=slug,
        here="letters",
        form=form,
        letters=listed,
        mail_leaves=mail_leaves(),
    )


def _given_anew(slug: str, form: ReissueForm) -> bool:
    """Give a draft its new lead; False, told on the form, where no draft has the code."""
    session, asked = request_session(), form.handed()
    try:
        draft = draft_coded(session, slug, asked.code)
    except NotFoundError:
        form.refuse_code()
        return False
    invited = Invited(asked.name, asked.email, HolderRole.LEAD, fresh_link())
    proof = Proof(current_reader().name, asked.ground)
    reissue(session, draft, invited, proof, language=spoken(), now=now())
    send_soon()
    return True

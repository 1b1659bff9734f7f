"""The ways into a draft: begun, opened by its private link, and the link asked for again."""

from flask import current_app, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from portal.access import Door, opens_to
from portal.accounts.actions import count_attempt
from portal.accounts.models import Attempted
from portal.accounts.queries import is_tried_too_often
from portal.accounts.tokens import derived_token, fresh_token, token_hash
from portal.clock import now
from portal.consultations.models import Consultation
from portal.consultations.queries import consultation_named, paper
from portal.db import after_commit, later, request_session
from portal.drafting.actions import (
    AskedTooOftenError,
    Begun,
    NewLink,
    TooManyBegunError,
    ask_for_links,
    take_seat,
)
from portal.drafting.actions import begin as begin_draft
from portal.drafting.forms import BeginForm, LostForm, PressForm
from portal.drafting.letters import Links
from portal.drafting.models import Draft, Holder
from portal.journal import note
from portal.language import spoken

MOST_HELD = 5
UNKEPT = "unkept"


@opens_to(Door.EVERYONE)
def begin(slug: str) -> ResponseReturnValue:
    """Say how a response is made, or begin one and lead to its tasks."""
    session, form = request_session(), BeginForm()
    consultation = consultation_named(session, slug)
    if form.validate_on_submit():
        code = _begun(consultation, form.handed())
        return redirect(url_for("drafting.tasks", slug=slug, code=code))
    read = paper(session, consultation)
    page = render_template("drafting/begin.html", form=form, paper=read, state=read.state(now()))
    return page, form.status


@opens_to(Door.EVERYONE)
def lost(slug: str) -> ResponseReturnValue:
    """Have lost links sent again; the answer is the same whether the address is known or not."""
    session, form = request_session(), LostForm()
    consultation = consultation_named(session, slug)
    if form.validate_on_submit():
        _ask_again(consultation, form.handed())
        return redirect(url_for("drafting.lost", slug=slug, asked=1))
    read, is_asked = paper(session, consultation), "asked" in request.args
    page = render_template(
        "drafting/lost.html", form=form, paper=read, is_asked=is_asked, mail_leaves=mail_leaves()
    )
    return page, form.status


@opens_to(Door.EVERYONE)
def link(token: str) -> ResponseReturnValue:
    """Show one button; its press takes a seat at the draft and leaves the token behind."""
    form = PressForm()
    if form.validate_on_submit():
        draft, slug = sit(token)
        return redirect(url_for("drafting.tasks", slug=slug, code=draft.code))
    answer = make_response(render_template("drafting/link.html", form=form), form.status)
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


def sit(secret: str) -> tuple[Draft, str]:
    """Take a seat by a private link; the cookie keeps the newest few seats."""
    seat = fresh_token()
    draft, slug = take_seat(
        request_session(), link_hash=token_hash(secret), seat_hash=token_hash(seat), now=now()
    )
    cookie["drafts"] = [*cookie.get("drafts", []), seat][-MOST_HELD:]
    cookie.permanent = True
    return draft, slug


def show_link(code: str, *, is_kept: bool) -> None:
    """Have the private link of a draft shown at its tasks, or no more once it was kept.

    The cookie names the draft; the link itself is made from salt and key whenever it is shown.
    """
    others = [each for each in cookie.get(UNKEPT, []) if each != code]
    cookie[UNKEPT] = others if is_kept else [*others, code][-MOST_HELD:]


def link_shown(draft: Draft, holder: Holder | None) -> str:
    """Give the secret of a holder's link while it is to be shown; "" once it was kept."""
    is_unkept = draft.code in cookie.get(UNKEPT, [])
    return links().secret_of(holder) if is_unkept and holder is not None else ""


def links() -> Links:
    """Give what makes private links here."""
    return Links(current_app.extensions["portal.settings"].url, str(current_app.secret_key))


def fresh_link() -> NewLink:
    """Make the salt and the hash of a link that did not exist before."""
    salt = fresh_token()[:22]
    return NewLink(salt, token_hash(derived_token(str(current_app.secret_key), salt)))


def ask_the_post(subject: str) -> None:
    """Count that a letter was asked for. Raises AskedTooOftenError where that happens too often.

    `subject` is whatever the letters are about: an address, a draft.
    """
    session, hashed, where = request_session(), token_hash(subject), from_where()
    if is_tried_too_often(
        session, Attempted.LINK, subject_hash=hashed, address_hash=where, now=now()
    ):
        raise AskedTooOftenError
    count(Attempted.LINK, hashed, was_refused=True)


def send_soon() -> None:
    """Wake the worker for the letters of this request, once they are kept."""
    after_commit(current_app.extensions["portal.worker"].nudge)


def mail_leaves() -> bool:
    """Whether letters leave this machine; without a mail server they become files."""
    return bool(current_app.extensions["portal.settings"].mail_url)


def from_where() -> str:
    """Give the hash of the network address that this request came from."""
    return token_hash(request.remote_addr or "")


def count(door: Attempted, subject_hash: str, *, was_refused: bool) -> None:
    """Count a try at a door, whatever becomes of this request."""
    address_hash, at = from_where(), now()
    later(
        lambda session: count_attempt(
            session,
            door,
            subject_hash=subject_hash,
            address_hash=address_hash,
            was_refused=was_refused,
            now=at,
        )
    )


def _begun(consultation: Consultation, email: str) -> str:
    """Begin a draft for whoever asks, seat them at it, and return its code; the try is counted."""
    session, at, made = request_session(), now(), fresh_link()
    begun = Begun(fresh_token()[:22], made, from_where(), email)
    try:
        draft = begin_draft(session, consultation, begun, language=spoken(), now=at)
    except TooManyBegunError:
        count(Attempted.FILING, token_hash(consultation.slug), was_refused=True)
        raise
    count(Attempted.FILING, token_hash(consultation.slug), was_refused=False)
    note(session, "draft.begun", f"draft:{draft.id}", who="respondent", at=at)
    send_soon()
    sit(derived_token(str(current_app.secret_key), made.salt))
    show_link(draft.code, is_kept=False)
    return draft.code


def _ask_again(consultation: Consultation, email: str) -> None:
    """Ask for the links of an address, within measure; each time is counted."""
    ask_the_post(email.lower())
    ask_for_links(request_session(), consultation, email, language=spoken(), now=now())
    send_soon()

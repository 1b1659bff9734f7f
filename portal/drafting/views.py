"""The pages on which a response is written: begun, returned to by its link, and answered."""

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from portal.access import Door, current_reader, opens_to
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
    TooManyBegunError,
    ask_for_links,
    take_seat,
)
from portal.drafting.actions import begin as begin_draft
from portal.drafting.answering import comment_form, group_form
from portal.drafting.checking import answers_given, check_of, comment_given, described, letter_given
from portal.drafting.desks import BACK, open_desk
from portal.drafting.forms import BeginForm, LostForm, PressForm, letter_form, profile_form
from portal.drafting.models import Draft
from portal.drafting.queries import address_of_holder
from portal.drafting.tasks import task_list
from portal.drafting.writing import LETTER
from portal.forms import whole
from portal.journal import note
from portal.language import PREFIX, spoken

HERE = f"{PREFIX}/consultations/<slug>/drafts"
ADD_ROW = "add-row"
MOST_HELD = 5

blueprint = Blueprint("drafting", __name__)


@blueprint.route(f"{HERE}/new", methods=["GET", "POST"])
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


@blueprint.route(f"{HERE}/lost", methods=["GET", "POST"])
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
        "drafting/lost.html", form=form, paper=read, is_asked=is_asked, mail_leaves=_mail_leaves()
    )
    return page, form.status


@blueprint.route("/link/<token>", methods=["GET", "POST"])
@opens_to(Door.EVERYONE)
def link(token: str) -> ResponseReturnValue:
    """Show one button; its press takes a seat at the draft and leaves the token behind."""
    form = PressForm()
    if form.validate_on_submit():
        draft, slug = _sit(token)
        return redirect(url_for("drafting.tasks", slug=slug, code=draft.code))
    answer = make_response(render_template("drafting/link.html", form=form), form.status)
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


@blueprint.route(f"{HERE}/<code>/tasks", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def tasks(slug: str, code: str) -> ResponseReturnValue:
    """Show what there is to do, and the private link until its holder has kept it."""
    desk, kept = open_desk(slug, code), PressForm()
    links = dict(cookie.get("links", {}))
    if kept.validate_on_submit():
        links.pop(code, None)
        cookie["links"] = links
        return redirect(url_for("drafting.tasks", slug=slug, code=code))
    page = render_template(
        "drafting/tasks.html",
        kept=kept,
        desk=desk,
        state=desk.paper.state(now()),
        tasks=task_list(desk.paper, desk.profile, desk.written),
        link=links.get(code, ""),
        mail_leaves=_mail_leaves(),
        sent_to=address_of_holder(request_session(), desk.draft, current_reader().holder_ids),
    )
    return page, kept.status


@blueprint.route(f"{HERE}/<code>/profile", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def profile(slug: str, code: str) -> ResponseReturnValue:
    """Ask who answers, and what may be published."""
    desk = open_desk(slug, code)
    form, theirs = profile_form(desk.paper, desk.profile), None
    if form.validate_on_submit():
        if desk.describe(form, now=now()):
            return redirect(desk.page_after("profile"))
        theirs = described(desk.paper, desk.profile)
    page = render_template("drafting/profile.html", form=form, desk=desk, theirs=theirs)
    return page, form.status


@blueprint.route(f"{HERE}/<code>/groups/<group_key>", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def group(slug: str, code: str, group_key: str) -> ResponseReturnValue:
    """Ask the questions of one group."""
    desk, overtaken = open_desk(slug, code), frozenset[str]()
    asked = desk.group(group_key)
    form = group_form(asked.questions, desk.written, rows_asked=_rows_asked())
    if form.pressed != ADD_ROW and form.validate_on_submit():
        overtaken = desk.keep(form, form.handed(asked.questions), now=now())
        if not overtaken:
            return redirect(desk.page_after(group_key))
    theirs = answers_given(asked.questions, desk.written, keys=overtaken)
    page = render_template("drafting/group.html", form=form, desk=desk, group=asked, theirs=theirs)
    return page, form.status


@blueprint.get(f"{HERE}/<code>/clauses/")
@opens_to(Door.HOLDER)
def clauses(slug: str, code: str) -> ResponseReturnValue:
    """List the clauses and headings with what was said of each."""
    desk = open_desk(slug, code)
    written = desk.written
    said = {each.key: comment_given(each, written.get(each.key)) for each in desk.paper.clauses}
    return render_template("drafting/clauses.html", desk=desk, said=said)


@blueprint.route(f"{HERE}/<code>/clauses/<key>", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def clause(slug: str, code: str, key: str) -> ResponseReturnValue:
    """Show a clause and ask for a position, a view, wording and evidence."""
    desk, is_overtaken = open_desk(slug, code), False
    shown = desk.clause(key)
    form = comment_form(desk.paper, shown, desk.written)
    if form.validate_on_submit():
        is_overtaken = bool(desk.keep(form, {key: form.handed(shown)}, now=now()))
        if not is_overtaken:
            return redirect(desk.page_after_clause(shown))
    said = comment_given(shown, desk.written.get(key))
    page = render_template(
        "drafting/clause.html",
        form=form,
        desk=desk,
        clause=shown,
        said=said,
        is_overtaken=is_overtaken,
    )
    return page, form.status


@blueprint.route(f"{HERE}/<code>/letter", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def letter(slug: str, code: str) -> ResponseReturnValue:
    """Take a letter, in place of answers or beside them."""
    desk = open_desk(slug, code)
    form, theirs = letter_form(desk.written.get(LETTER)), None
    if form.validate_on_submit():
        if not desk.keep(form, {LETTER: form.handed()}, now=now()):
            onward = "drafting.tasks" if form.pressed == BACK else "drafting.check"
            return redirect(url_for(onward, slug=slug, code=code))
        theirs = letter_given(desk.written.get(LETTER))
    page = render_template("drafting/letter.html", form=form, desk=desk, theirs=theirs)
    return page, form.status


@blueprint.route(f"{HERE}/<code>/check", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def check(slug: str, code: str) -> ResponseReturnValue:
    """Show everything that was written; what is no longer asked can be taken away."""
    desk, form = open_desk(slug, code), PressForm()
    found = check_of(desk.paper, desk.profile, desk.written)
    if form.validate_on_submit():
        desk.take_away({form.handed()} & set(found.unasked), now=now())
        return redirect(url_for("drafting.check", slug=slug, code=code))
    page = render_template("drafting/check.html", form=form, desk=desk, check=found)
    return page, form.status


def _begun(consultation: Consultation, email: str) -> str:
    """Begin a draft for whoever asks, seat them at it, and return its code; the try is counted."""
    session, at, salt = request_session(), now(), fresh_token()[:22]
    secret = derived_token(str(current_app.secret_key), salt)
    begun = Begun(fresh_token()[:22], salt, token_hash(secret), _from_where(), email)
    try:
        draft = begin_draft(session, consultation, begun, language=spoken(), now=at)
    except TooManyBegunError:
        _count(Attempted.FILING, token_hash(consultation.slug), was_refused=True)
        raise
    _count(Attempted.FILING, token_hash(consultation.slug), was_refused=False)
    note(session, "draft.begun", f"draft:{draft.id}", who="respondent", at=at)
    after_commit(current_app.extensions["portal.worker"].nudge)
    _sit(secret)
    links = {**cookie.get("links", {}), draft.code: secret}
    cookie["links"] = dict(list(links.items())[-MOST_HELD:])
    return draft.code


def _ask_again(consultation: Consultation, email: str) -> None:
    """Ask for the links of an address, within measure; each time is counted."""
    session, at, subject = request_session(), now(), token_hash(email.lower())
    where = _from_where()
    if is_tried_too_often(
        session, Attempted.LINK, subject_hash=subject, address_hash=where, now=at
    ):
        raise AskedTooOftenError
    _count(Attempted.LINK, subject, was_refused=True)
    ask_for_links(session, consultation, email, language=spoken(), now=at)
    after_commit(current_app.extensions["portal.worker"].nudge)


def _mail_leaves() -> bool:
    """Whether letters leave this machine; without a mail server they become files."""
    return bool(current_app.extensions["portal.settings"].mail_url)


def _from_where() -> str:
    return token_hash(request.remote_addr or "")


def _count(door: Attempted, subject_hash: str, *, was_refused: bool) -> None:
    address_hash, at = _from_where(), now()
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


def _sit(secret: str) -> tuple[Draft, str]:
    """Take a seat by a private link; the cookie keeps the newest few seats."""
    seat = fresh_token()
    draft, slug = take_seat(
        request_session(), link_hash=token_hash(secret), seat_hash=token_hash(seat), now=now()
    )
    cookie["drafts"] = [*cookie.get("drafts", []), seat][-MOST_HELD:]
    cookie.permanent = True
    return draft, slug


def _rows_asked() -> int:
    """Count the rows a page asks for: those it had, and one more when its button was pressed."""
    had = request.form.get("rows", 0, type=whole)
    return had + (request.form.get("press") == ADD_ROW)

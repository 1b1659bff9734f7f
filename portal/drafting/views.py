"""The pages on which a response is written: begun, returned to by its link, and answered."""

from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from portal.access import Door, opens_to
from portal.accounts.tokens import fresh_token, token_hash
from portal.clock import now
from portal.consultations.paper import Clause, Paper
from portal.consultations.queries import consultation_named, paper
from portal.db import request_session
from portal.drafting.actions import Begun, Written, describe, take_seat, write
from portal.drafting.actions import begin as begin_draft
from portal.drafting.answering import ADD_ROW, comment_form, group_form
from portal.drafting.checking import answered, missing
from portal.drafting.forms import BeginForm, LetterForm, LinkForm, profile_form
from portal.drafting.models import Draft
from portal.drafting.profile import profile_of
from portal.drafting.queries import answers_so_far, draft_coded
from portal.drafting.tasks import task_list
from portal.errors import NotFoundError
from portal.journal import note
from portal.language import PREFIX, spoken

HERE = f"{PREFIX}/consultations/<slug>/drafts"
MOST_DRAFTS = 5
LETTER = "letter"

blueprint = Blueprint("drafting", __name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft lying open: the draft itself, and the paper it answers."""

    draft: Draft
    paper: Paper


@blueprint.route(f"{HERE}/new", methods=["GET", "POST"])
@opens_to(Door.EVERYONE)
def begin(slug: str) -> ResponseReturnValue:
    """Say how a response is made, or begin one and lead to its tasks."""
    session, form = request_session(), BeginForm()
    consultation = consultation_named(session, slug)
    if form.validate_on_submit():
        code, link, at = fresh_token()[:22], fresh_token(), now()
        begun = Begun(code, token_hash(link))
        draft = begin_draft(session, consultation, begun, language=spoken(), now=at)
        note(session, "draft.begun", f"draft:{draft.id}", who="respondent", at=at)
        _sit(link)
        cookie["links"] = {**cookie.get("links", {}), code: link}
        return redirect(url_for("drafting.tasks", slug=slug, code=code))
    read = paper(session, consultation)
    page = render_template("drafting/begin.html", form=form, paper=read, state=read.state(now()))
    return page, form.status


@blueprint.route("/link/<token>", methods=["GET", "POST"])
@opens_to(Door.EVERYONE)
def link(token: str) -> ResponseReturnValue:
    """Show one button; its press takes a seat at the draft and leaves the token behind."""
    form = LinkForm()
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
    desk, form = _open(slug, code), BeginForm()
    links = dict(cookie.get("links", {}))
    if form.validate_on_submit():
        links.pop(code, None)
        cookie["links"] = links
        return redirect(url_for("drafting.tasks", slug=slug, code=code))
    return render_template(
        "drafting/tasks.html",
        form=form,
        desk=desk,
        tasks=task_list(desk.paper, desk.draft, answers_so_far(request_session(), desk.draft)),
        link=links.get(code, ""),
    ), form.status


@blueprint.route(f"{HERE}/<code>/profile", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def profile(slug: str, code: str) -> ResponseReturnValue:
    """Ask who answers, and what may be published."""
    desk = _open(slug, code)
    form = profile_form(desk.paper, profile_of(desk.draft.profile))
    if form.validate_on_submit():
        describe(request_session(), desk.draft, form.handed(), language=spoken(), now=now())
        return redirect(_after(desk, "profile"))
    return render_template("drafting/profile.html", form=form, desk=desk), form.status


@blueprint.route(f"{HERE}/<code>/groups/<group_key>", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def group(slug: str, code: str, group_key: str) -> ResponseReturnValue:
    """Ask the questions of one group."""
    desk = _open(slug, code)
    asked = next((each for each in desk.paper.groups if each.key == group_key), None)
    if asked is None:
        raise NotFoundError
    so_far = answers_so_far(request_session(), desk.draft)
    form = group_form(asked.questions, so_far, rows_asked=_rows_asked())
    if form.pressed != ADD_ROW and form.validate_on_submit():
        _write(desk, form.handed(asked.questions))
        return redirect(_after(desk, group_key))
    page = render_template("drafting/group.html", form=form, desk=desk, group=asked)
    return page, form.status


@blueprint.get(f"{HERE}/<code>/clauses/")
@opens_to(Door.HOLDER)
def clauses(slug: str, code: str) -> ResponseReturnValue:
    """List the clauses and headings with what was said of each."""
    desk = _open(slug, code)
    so_far = answers_so_far(request_session(), desk.draft)
    return render_template("drafting/clauses.html", desk=desk, said=set(so_far))


@blueprint.route(f"{HERE}/<code>/clauses/<key>", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def clause(slug: str, code: str, key: str) -> ResponseReturnValue:
    """Show a clause and ask for a position, a view, wording and evidence."""
    desk = _open(slug, code)
    shown = _clause(desk.paper, key)
    form = comment_form(desk.paper, shown, answers_so_far(request_session(), desk.draft))
    if form.validate_on_submit():
        _write(desk, {shown.key: form.handed(shown)})
        return redirect(_after(desk, shown.key))
    return render_template("drafting/clause.html", form=form, desk=desk, clause=shown), form.status


@blueprint.route(f"{HERE}/<code>/letter", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def letter(slug: str, code: str) -> ResponseReturnValue:
    """Take a letter, in place of answers or beside them."""
    desk = _open(slug, code)
    so_far = answers_so_far(request_session(), desk.draft).get(LETTER)
    form = LetterForm(
        text=str(so_far.value.get("text", "")) if so_far else "",
        confidential=so_far.is_confidential if so_far else False,
        reason=so_far.reason if so_far else "",
    )
    if form.validate_on_submit():
        _write(desk, {LETTER: form.handed()})
        return redirect(_after(desk, LETTER))
    return render_template("drafting/letter.html", form=form, desk=desk), form.status


@blueprint.get(f"{HERE}/<code>/check")
@opens_to(Door.HOLDER)
def check(slug: str, code: str) -> ResponseReturnValue:
    """Show everything that was written, and what is still missing."""
    desk = _open(slug, code)
    so_far = answers_so_far(request_session(), desk.draft)
    return render_template(
        "drafting/check.html",
        desk=desk,
        profile=profile_of(desk.draft.profile),
        parts=answered(desk.paper, so_far),
        missing=missing(profile_of(desk.draft.profile), so_far),
    )


def _open(slug: str, code: str) -> Desk:
    session = request_session()
    read = paper(session, consultation_named(session, slug))
    return Desk(draft_coded(session, slug, code), read)


def _clause(read: Paper, key: str) -> Clause:
    try:
        return read.clause(key)
    except KeyError as error:
        raise NotFoundError from error


def _write(desk: Desk, written: dict[str, Written]) -> None:
    write(request_session(), desk.draft, written, language=spoken(), now=now())


def _sit(link: str) -> tuple[Draft, str]:
    """Take a seat by a private link; the cookie keeps the newest few seats."""
    seat = fresh_token()
    draft, slug = take_seat(
        request_session(), link_hash=token_hash(link), seat_hash=token_hash(seat), now=now()
    )
    cookie["drafts"] = [*cookie.get("drafts", []), seat][-MOST_DRAFTS:]
    cookie.permanent = True
    return draft, slug


def _rows_asked() -> int:
    """Count the rows a page asks for: those it had, and one more when its button was pressed."""
    drawn = request.form.get("rows", "0")
    had = int(drawn) if drawn.isascii() and drawn.isdecimal() and len(drawn) < 4 else 0
    return had + (1 if request.form.get("press") == ADD_ROW else 0)


def _after(desk: Desk, step: str) -> str:
    """Lead from a step to the next one in the task list, or back to the list."""
    to = {"slug": desk.paper.slug, "code": desk.draft.code}
    if request.form.get("press") == "back" or step[:1] in {"C", "G"}:
        return url_for("drafting.clauses" if step[:1] in {"C", "G"} else "drafting.tasks", **to)
    order = ["profile", *(each.key for each in desk.paper.groups)]
    if step in order and step != order[-1]:
        following = order[order.index(step) + 1]
        return url_for("drafting.group", group_key=following, **to)
    return url_for("drafting.tasks", **to)

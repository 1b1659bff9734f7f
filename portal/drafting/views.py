"""The pages on which a response is written: begun, returned to by its link, and answered."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Door, opens_to
from portal.clock import now
from portal.db import request_session
from portal.drafting.answering import comment_form, group_form
from portal.drafting.arriving import begin, link, link_shown, lost, mail_leaves, show_link
from portal.drafting.bureau import give_anew, letters, unsent
from portal.drafting.checking import check_of, comment_given, described, letter_given
from portal.drafting.clashes import clash_of, clashing_answers
from portal.drafting.describing import profile_form
from portal.drafting.desks import BACK, open_desk
from portal.drafting.forms import PressForm, letter_form
from portal.drafting.noting import note, notes
from portal.drafting.people import holder_here, people, person
from portal.drafting.queries import people_on
from portal.drafting.saving import is_by_itself
from portal.drafting.tasks import task_list
from portal.drafting.writing import LETTER
from portal.forms import whole
from portal.language import PREFIX

HERE = f"{PREFIX}/consultations/<slug>/drafts"
DESK = f"{PREFIX}/desk/<slug>"
ADD_ROW = "add-row"

blueprint = Blueprint("drafting", __name__)
# The pages that stand in modules of their own.
blueprint.add_url_rule(f"{HERE}/new", view_func=begin, methods=["GET", "POST"])
blueprint.add_url_rule(f"{HERE}/lost", view_func=lost, methods=["GET", "POST"])
blueprint.add_url_rule("/link/<token>", view_func=link, methods=["GET", "POST"])
blueprint.add_url_rule(f"{HERE}/<code>/people", view_func=people, methods=["GET", "POST"])
blueprint.add_url_rule(f"{HERE}/<code>/people/<int:holder_id>", view_func=person, methods=["POST"])
blueprint.add_url_rule(f"{HERE}/<code>/notes", view_func=notes, methods=["GET", "POST"])
blueprint.add_url_rule(f"{HERE}/<code>/notes/<int:note_id>", view_func=note, methods=["POST"])
blueprint.add_url_rule(f"{DESK}/letters", view_func=letters)
blueprint.add_url_rule(f"{DESK}/letters/<int:letter_id>", view_func=unsent, methods=["POST"])
blueprint.add_url_rule(f"{DESK}/drafts/new-lead", view_func=give_anew, methods=["GET", "POST"])


@blueprint.route(f"{HERE}/<code>/tasks", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def tasks(slug: str, code: str) -> ResponseReturnValue:
    """Show what there is to do, and the private link until its holder has kept it."""
    desk, kept = open_desk(slug, code), PressForm()
    if kept.validate_on_submit():
        show_link(code, is_kept=True)
        return redirect(url_for("drafting.tasks", slug=slug, code=code))
    holder = holder_here(desk)
    page = render_template(
        "drafting/tasks.html",
        kept=kept,
        desk=desk,
        state=desk.paper.state(now()),
        tasks=task_list(desk.paper, desk.profile, desk.written, desk.files),
        link=link_shown(desk.draft, holder),
        mail_leaves=mail_leaves(),
        holder=holder,
        people=people_on(request_session(), desk.draft),
    )
    return page, kept.status


@blueprint.route(f"{HERE}/<code>/profile", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def profile(slug: str, code: str) -> ResponseReturnValue:
    """Ask who answers, and what may be published."""
    desk = open_desk(slug, code)
    form = profile_form(desk.paper, desk.profile)
    if is_by_itself():
        return desk.save_profile(form)
    if form.validate_on_submit() and desk.describe(form, now=now()):
        return redirect(desk.page_after("profile"))
    theirs = described(desk.paper, desk.profile) if form.undecided else None
    page = render_template("drafting/profile.html", form=form, desk=desk, theirs=theirs)
    return page, form.status


@blueprint.route(f"{HERE}/<code>/groups/<group_key>", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def group(slug: str, code: str, group_key: str) -> ResponseReturnValue:
    """Ask the questions of one group."""
    desk = open_desk(slug, code)
    asked = desk.group(group_key).questions
    form = group_form(asked, desk.written, rows_asked=_rows_asked())
    sent = form.handed(asked)
    if is_by_itself():
        return desk.save(form, sent)
    if form.pressed != ADD_ROW and form.validate_on_submit() and desk.keep(form, sent, now=now()):
        return redirect(desk.page_after(group_key))
    page = render_template(
        "drafting/group.html",
        form=form,
        desk=desk,
        group=desk.group(group_key),
        clashes=clashing_answers(asked, desk.written, sent, keys=form.undecided),
    )
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
    desk = open_desk(slug, code)
    shown = desk.clause(key)
    form = comment_form(desk.paper, shown, desk.written)
    sent = form.handed(shown)
    if is_by_itself():
        return desk.save(form, {key: sent})
    if form.validate_on_submit() and desk.keep(form, {key: sent}, now=now()):
        return redirect(desk.page_after_clause(shown))
    said = comment_given(shown, desk.written.get(key))
    clash = clash_of(said, comment_given(shown, sent)) if form.undecided else None
    page = render_template(
        "drafting/clause.html", form=form, desk=desk, clause=shown, said=said, clash=clash
    )
    return page, form.status


@blueprint.route(f"{HERE}/<code>/letter", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def letter(slug: str, code: str) -> ResponseReturnValue:
    """Take a letter, in place of answers or beside them."""
    desk = open_desk(slug, code)
    form = letter_form(desk.written.get(LETTER))
    if is_by_itself():
        return desk.save(form, {LETTER: form.handed()})
    if form.validate_on_submit() and desk.keep(form, {LETTER: form.handed()}, now=now()):
        onward = "drafting.tasks" if form.pressed == BACK else "drafting.check"
        return redirect(desk.page_aside() or url_for(onward, slug=slug, code=code))
    said = letter_given(desk.written.get(LETTER))
    clash = clash_of(said, letter_given(form.handed())) if form.undecided else None
    page = render_template("drafting/letter.html", form=form, desk=desk, clash=clash)
    return page, form.status


@blueprint.route(f"{HERE}/<code>/check", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def check(slug: str, code: str) -> ResponseReturnValue:
    """Show everything that was written; what is no longer asked can be taken away."""
    desk, form = open_desk(slug, code), PressForm()
    found = check_of(desk.paper, desk.profile, desk.written, desk.files)
    if form.validate_on_submit():
        desk.take_away({form.handed()} & set(found.unasked), now=now())
        return redirect(url_for("drafting.check", slug=slug, code=code))
    page = render_template(
        "drafting/check.html",
        form=form,
        desk=desk,
        check=found,
        holder=holder_here(desk),
        people=people_on(request_session(), desk.draft),
    )
    return page, form.status


def _rows_asked() -> int:
    """Count the rows a page asks for: those it had, and one more when its button was pressed."""
    had = request.form.get("rows", 0, type=whole)
    return had + (request.form.get("press") == ADD_ROW)

"""The page of the notes inside the team."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Door, opens_to
from portal.clock import now
from portal.db import request_session
from portal.drafting.desks import Desk, open_desk
from portal.drafting.forms import NoteForm, PressForm
from portal.drafting.notes import leave_note, take_note_away
from portal.drafting.people import holder_here
from portal.drafting.queries import notes_on
from portal.drafting.writing import LETTER
from portal.forms import Option
from portal.language import gettext, lazy, spoken, words


@opens_to(Door.HOLDER)
def notes(slug: str, code: str) -> ResponseReturnValue:
    """Show what the team tells each other, and take another note."""
    desk = open_desk(slug, code)
    form = NoteForm(about=request.args.get("about", ""))
    form.about.choices = places(desk)
    if form.validate_on_submit():
        key, said = form.handed()
        leave_note(request_session(), desk.draft, key, said, by=holder_here(desk), now=now())
        return redirect(url_for("drafting.notes", slug=slug, code=code, _anchor=key or "draft"))
    return _page(desk, form, PressForm()), form.status


@opens_to(Door.HOLDER)
def note(slug: str, code: str, note_id: int) -> ResponseReturnValue:
    """Take a note away."""
    desk, form = open_desk(slug, code), PressForm()
    if form.validate_on_submit():
        take_note_away(request_session(), desk.draft, note_id, by=holder_here(desk))
        return redirect(url_for("drafting.notes", slug=slug, code=code))
    empty = NoteForm(formdata=None)
    empty.about.choices = places(desk)
    return _page(desk, empty, form), form.status


def places(desk: Desk) -> list[Option]:
    """List what a note can be about; the empty value is the draft as a whole."""
    questions = [
        (each.key, gettext("Question %(number)s", number=each.key[1:]), each.words)
        for each in desk.paper.questions
    ]
    clauses = [(each.key, each.key, each.title) for each in desk.paper.clauses]
    colon = gettext(": ")
    return [
        Option("", lazy("The draft as a whole")),
        *(
            Option(key, f"{number}{colon}{words(said, spoken())}")
            for key, number, said in (*questions, *clauses)
        ),
        Option(LETTER, lazy("The letter")),
    ]


def _page(desk: Desk, form: NoteForm, pressed: PressForm) -> str:
    return render_template(
        "drafting/notes.html",
        desk=desk,
        me=holder_here(desk),
        form=form,
        pressed=pressed,
        notes=notes_on(request_session(), desk.draft),
        places=places(desk),
    )

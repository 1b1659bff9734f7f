"""Positions at the desk: what is declared, what was assigned and confirmed, what still waits."""

from functools import cached_property
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Door, current_reader, opens_to
from portal.clock import now
from portal.coding.listing import Sieve, Sort
from portal.coding.queries import CodedPassage, passages_of
from portal.coding.sifting import submissions_listed
from portal.conclusions.actions import ElsewhereError
from portal.conclusions.actions import assign as assign_position
from portal.conclusions.actions import confirm as confirm_position
from portal.conclusions.assigning import elsewhere
from portal.conclusions.forms import AssignForm, ConfirmForm
from portal.conclusions.queries import Held, Source, held_by
from portal.consultations.paper import Clause
from portal.consultations.queries import consultation_named, paper
from portal.db import request_session
from portal.errors import NotFoundError
from portal.forms import PortalForm, whole
from portal.journal import trace
from portal.language import PREFIX, gettext
from portal.submissions.decisions import Edition, Outcome
from portal.submissions.places import label
from portal.submissions.queries import clearance_standing
from portal.submissions.visible import reading
from portal.themes.queries import codeframe

READERS: Final = ("reviewer", "official")

blueprint = Blueprint("conclusions", __name__, url_prefix=f"{PREFIX}/desk/<slug>")


@blueprint.get("/positions")
@opens_to(Door.STAFF, *READERS)
def positions(slug: str) -> ResponseReturnValue:
    """List submissions with how many positions each declared, was assigned and waits for."""
    session = request_session()
    consultation = consultation_named(session, slug)
    read = paper(session, consultation)
    page = request.args.get("page", 1, type=whole)
    sieve = Sieve(sort=Sort.REGISTER)
    leaf = submissions_listed(session, consultation, sieve, page=page)
    if leaf.confidential:
        who, seen = current_reader().name, leaf.confidential
        trace("submissions.listed", f"consultation:{slug}", who=who, references=[*seen])
    return render_template(
        "conclusions/positions.html",
        slug=slug,
        here="positions",
        paper=read,
        leaf=leaf,
        held=held_by(session, read, {each.version_id: each.submission_id for each in leaf.rows}),
        sources=list(Source),
    )


@blueprint.get("/submissions/<reference>/positions")
@opens_to(Door.STAFF, *READERS)
def submission(slug: str, reference: str) -> ResponseReturnValue:
    """Show where one submission stands on every clause, and what its positions are read from.

    The address may ask for the form of one clause (`?clause=C4`).
    """
    return _Sheet(slug, reference).page(of=request.args.get("clause", ""))


@blueprint.post("/submissions/<reference>/positions/<key>")
@opens_to(Door.STAFF, "reviewer")
def assign(slug: str, reference: str, key: str) -> ResponseReturnValue:
    """Assign a position on a clause from passages of the submission."""
    sheet = _Sheet(slug, reference)
    clause, form = sheet.clause(key), sheet.form()
    if not form.validate_on_submit():
        return sheet.page(form, of=clause.key)
    by = current_reader().signed_in
    try:
        assign_position(request_session(), sheet.held, form.handed(clause), by=by, now=now())
    except ElsewhereError as error:
        form.refuse(form.across, gettext(error.message, clause=sheet.named(clause)))
        return sheet.page(form, of=clause.key)
    return redirect(f"{sheet.address}#stand-{clause.key}")


@blueprint.post("/submissions/<reference>/positions/<int:position_id>/confirm")
@opens_to(Door.STAFF, "reviewer")
def confirm(slug: str, reference: str, position_id: int) -> ResponseReturnValue:
    """Confirm a position that somebody else assigned."""
    sheet, form = _Sheet(slug, reference), ConfirmForm()
    if not form.validate_on_submit():
        return sheet.page(form)
    by = current_reader().signed_in
    confirm_position(request_session(), sheet.held.version_id, position_id, by=by, now=now())
    assigned = sheet.held.standing(position_id)
    return redirect(f"{sheet.address}#stand-{assigned.clause if assigned else ''}")


class _Sheet:
    """One submission's positions, with everything their page shows."""

    def __init__(self, slug: str, reference: str) -> None:
        session = request_session()
        self.consultation = consultation_named(session, slug)
        self.slug = slug
        self.paper = paper(session, self.consultation)
        self.read = reading(session, current_reader(), slug, reference)
        versions = {self.read.version_id: self.read.submission_id}
        self.held: Held = held_by(session, self.paper, versions)[self.read.version_id]
        self.address = url_for("conclusions.submission", slug=slug, reference=reference)
        if self.read.shows_confidential:
            trace("submission.read", f"submission:{reference}", who=current_reader().name)

    @cached_property
    def passages(self) -> list[CodedPassage]:
        """The passages of the submission, in reading order."""
        texts = [shown.said.text_id for shown in self.read.places if shown.said.text_id]
        frame = codeframe(request_session(), self.consultation)
        found = passages_of(request_session(), texts, frame)
        return [each for text in dict.fromkeys(texts) for each in found.get(text, ())]

    @property
    def elsewhere(self) -> dict[str, set[int]]:
        """Map each clause to the passages that were coded on other clauses alone."""
        coded = {each.id: [one.clause for one in each.codings] for each in self.passages}
        return {key: set(elsewhere(coded, key)) for key in self.held.clauses}

    @property
    def clearance(self) -> Outcome | None:
        """What was decided about printing its words; None before anything was."""
        cleared = clearance_standing(request_session(), self.read.version_id, Edition.PUBLIC)
        return cleared.outcome if cleared else None

    def clause(self, key: str) -> Clause:
        """Find the clause of an address. Raises NotFoundError."""
        try:
            return self.paper.clause(key)
        except KeyError as error:
            raise NotFoundError from error

    def form(self) -> AssignForm:
        """Make the form that assigns a position, with the passages it can be read from."""
        form = AssignForm()
        form.offer(self.passages)
        return form

    def named(self, clause: Clause) -> str:
        """Name a clause as its heading does."""
        if clause.is_general:
            return gettext("General %(number)s", number=clause.number)
        return gettext("Clause %(number)s", number=clause.number)

    def page(self, form: PortalForm | None = None, *, of: str = "") -> ResponseReturnValue:
        """Show the page with the form of a clause, as it was refused where it was."""
        problems = form.problems() if form else []
        shown = render_template(
            "conclusions/submission.html",
            slug=self.slug,
            here="positions",
            paper=self.paper,
            read=self.read,
            held=self.held,
            clearance=self.clearance,
            passages={each.id: each for each in self.passages},
            elsewhere=self.elsewhere,
            labels={each.said.text_id: label(each.said.place) for each in self.read.places},
            assigning=form if isinstance(form, AssignForm) else self.form(),
            found=[(_field_id(of, each.field_id), each.message) for each in problems],
            of=of,
        )
        return shown, form.status if form else 200


def _field_id(clause: str, field_id: str) -> str:
    """Name a field of a clause's form as the page does, where every clause has one."""
    return f"{clause}-{field_id}" if clause and field_id else ""

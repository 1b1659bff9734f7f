"""The desk: the list of submissions, one of them opened for coding, and the codeframe."""

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.access import Door, current_reader, opens_to
from portal.clock import now
from portal.coding.actions import CodedOtherwiseError
from portal.coding.actions import tag as tag_words
from portal.coding.actions import untag as take_back
from portal.coding.forms import ListForm, TagForm, UntagForm
from portal.coding.indexing import bring_up_to_date
from portal.coding.opening import Opened, opened
from portal.coding.queries import passages_of, submission_of_coding, times_given
from portal.coding.sifting import Leaf, neighbours, submissions_listed
from portal.consultations.paper import Paper
from portal.consultations.queries import consultation_named, paper
from portal.db import database, request_session
from portal.errors import NotFoundError
from portal.forms import whole
from portal.journal import trace
from portal.language import PREFIX
from portal.submissions.attached import attached_in
from portal.submissions.decisions import Edition
from portal.submissions.queries import clearance_standing, lateness_of
from portal.submissions.restricting import kept_back
from portal.submissions.visible import reading as read_submission
from portal.submissions.visible import sight
from portal.themes.codeframe import Codeframe
from portal.themes.queries import codeframe as codeframe_published
from portal.triage.queries import sum_received

READERS: Final = ("reviewer", "official")

blueprint = Blueprint("coding", __name__, url_prefix=f"{PREFIX}/desk/<slug>")


@blueprint.get("/submissions")
@opens_to(Door.STAFF, *READERS)
def submissions(slug: str) -> ResponseReturnValue:
    """List the submissions that the address asks for, found in everything lodged until now."""
    waiting = bring_up_to_date(database()) if request.args.get("q") else 0
    session = request_session()
    consultation = consultation_named(session, slug)
    read = paper(session, consultation)
    form = ListForm()
    form.offer(read)
    asked = form.handed()
    leaf = submissions_listed(session, consultation, asked.sieve, page=asked.page)
    return render_template(
        "coding/submissions.html",
        slug=slug,
        here="submissions",
        paper=read,
        asking=form,
        leaf=_traced(slug, leaf),
        sum=sum_received(session, consultation.id),
        waiting=waiting,
    )


@blueprint.get("/submissions/<reference>")
@opens_to(Door.STAFF, *READERS)
def reading(slug: str, reference: str) -> ResponseReturnValue:
    """Open a submission: its text, its passages and the codeframe; a paragraph may be chosen."""
    passage = request.args.get("passage", 0, type=whole)
    desk = _Desk(request_session(), slug, reference, now_passage=passage)
    form = desk.form()
    paragraph = request.args.get("paragraph", 0, type=whole)
    place = request.args.get("on", "")
    chosen = desk.opened.paragraph_chosen(place, paragraph) or desk.opened.passage_chosen(passage)
    if chosen:
        form.choose(chosen)
    return desk.page(form)


@blueprint.post("/submissions/<reference>")
@opens_to(Door.STAFF, "reviewer")
def tag(slug: str, reference: str) -> ResponseReturnValue:
    """Give marked words themes, a stance and a clause."""
    desk = _Desk(request_session(), slug, reference)
    form = desk.form()
    if not form.validate_on_submit():
        return desk.page(form)
    marking = form.handed()
    if not desk.opened.holds(marking.text_id):
        raise NotFoundError
    coder_id, session = current_reader().signed_in, request_session()
    try:
        tagged = tag_words(session, marking, frame=desk.frame, coder_id=coder_id, now=now())
    except CodedOtherwiseError as error:
        form.refuse_coded(error.codings)
        return desk.page(form)
    passage = str(tagged.passage_id)
    return redirect(_back(slug, reference, passage=passage, anchor=f"passage-{passage}"))


@blueprint.post("/submissions/<reference>/untag")
@opens_to(Door.STAFF, "reviewer")
def untag(slug: str, reference: str) -> ResponseReturnValue:
    """Take a coding back; it stays in the history of its passage."""
    session, form = request_session(), UntagForm()
    if not form.validate_on_submit():
        desk = _Desk(session, slug, reference)
        return desk.page(desk.form(), refused=form)
    read = read_submission(session, current_reader(), slug, reference)
    if submission_of_coding(session, form.coding_id) != read.submission_id:
        raise NotFoundError
    staff_id = current_reader().signed_in
    take_back(session, form.coding_id, by=staff_id, because="taken back", now=now())
    return redirect(_back(slug, reference, anchor="passages"))


@blueprint.get("/codeframe")
@opens_to(Door.STAFF, *READERS)
def codeframe(slug: str) -> ResponseReturnValue:
    """Show the codeframe with its definitions, and how often each theme was given."""
    session = request_session()
    consultation = consultation_named(session, slug)
    frame = codeframe_published(session, consultation)
    return render_template(
        "coding/codeframe.html",
        slug=slug,
        here="codeframe",
        frame=frame,
        given=times_given(session, consultation, frame),
    )


class _Desk:
    """A submission on the desk of whoever asks for it, with everything its page shows."""

    def __init__(
        self, session: Session, slug: str, reference: str, *, now_passage: int = 0
    ) -> None:
        self.session, self.slug, self.reference = session, slug, reference
        self.consultation = consultation_named(session, slug)
        self.paper: Paper = paper(session, self.consultation)
        self.frame: Codeframe = codeframe_published(session, self.consultation)
        keys = [each.key for each in self.paper.questions]
        keys += [each.key for each in self.paper.clauses]
        read = read_submission(session, current_reader(), slug, reference, keys)
        texts = [shown.said.text_id for shown in read.places if shown.said.text_id]
        passages = passages_of(session, texts, self.frame)
        self.opened: Opened = opened(read, self.paper, passages, now=now_passage)
        self.files = attached_in(session, read, sight(current_reader(), slug))
        if read.shows_confidential or any(each.is_told for each in self.files):
            trace("submission.read", f"submission:{reference}", who=current_reader().name)

    def form(self) -> TagForm:
        """Make the form beside the text."""
        form = TagForm()
        form.offer(self.frame, self.paper)
        return form

    def page(self, form: TagForm, *, refused: UntagForm | None = None) -> ResponseReturnValue:
        """Show the submission with a form as it stands."""
        asking = ListForm()
        asking.offer(self.paper)
        beside = neighbours(self.session, self.consultation, asking.handed().sieve, self.reference)
        told = {"slug": self.slug, "here": "submissions", "paper": self.paper, "frame": self.frame}
        page = render_template(
            "coding/reading.html",
            **told,
            opened=self.opened,
            **self._decided(),
            files=self.files,
            form=form,
            refused=refused,
            beside=beside,
            kept=asking.kept(),
        )
        return page, refused.status if refused else form.status

    def _decided(self) -> dict[str, object]:
        """Say what officials decided of it, and which decision led to the page."""
        read, deed = self.opened.reading, request.args.get("decided", "")
        edition = Edition.INTERNAL if deed == Edition.INTERNAL else Edition.PUBLIC
        return {
            "kept_back": kept_back(self.session, read),
            "lateness": lateness_of(self.session, read.submission_id),
            "clearance": clearance_standing(self.session, read.version_id, edition),
            "decided": deed,
        }


def _back(slug: str, reference: str, *, anchor: str, **asked: str) -> str:
    """Lead back to the submission, keeping what the list was narrowed to."""
    address = url_for("coding.reading", slug=slug, reference=reference)
    query = urlencode({**ListForm().kept(), **asked})
    return f"{address}{'?' if query else ''}{query}#{anchor}"


def _traced(slug: str, leaf: Leaf) -> Leaf:
    """Journal whose names a list shows though these are withheld from the public."""
    if leaf.confidential:
        who, seen = current_reader().name, leaf.confidential
        trace("submissions.listed", f"consultation:{slug}", who=who, references=[*seen])
    return leaf

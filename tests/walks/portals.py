"""Portals to walk through: bare, closed, empty and full, with a seat for every kind of reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import Settings
from portal.accounts.actions import seat_staff
from portal.accounts.models import Staff
from portal.accounts.tokens import derived_token, token_hash
from portal.app import create_app
from portal.blobs import Blobs
from portal.canonical import Json
from portal.clock import now
from portal.coding.models import Passage
from portal.consultations.actions import appoint, mark_sample
from portal.consultations.models import Role
from portal.db import Database
from portal.language import Language
from portal.reports.actions import keep_snapshot
from portal.reports.models import Report, ReportKind, ReportState
from portal.reports.shelf import place, shelf_mark
from portal.submissions.actions import lodge
from portal.submissions.decisions import Edition
from portal.submissions.models import Submission, Text
from portal.submissions.queries import submission_of_draft
from portal.submissions.rulings import withdraw
from tests.coding.makers import Room, room
from tests.submissions.makers import ANSWERS, SLUG, WHILE_OPEN, draft, received, staff
from tests.walks.enclosing import LETTER, ORIGINAL, enclose, enclose_original
from tests.walks.pages import Page, Who
from tests.walks.teams import KEY, hold, seat_of, shared

TEAM: Final = ("reviewer-1", "reviewer-2", "official-1", "administrator-1")
DRAFTS: Final = ("draft", "lodged", "overtaken", "shared", "withdrawn")
LINK: Final = derived_token(KEY, "salt of draft")
POINTS: Final = 40

Things = dict[str, str]


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal with its database, and the things its addresses can name."""

    app: Flask
    things: Mapping[str, str]

    def address(self, page: Page, language: Language = Language.EN) -> str:
        """Write the address of a page, in a language."""
        path = self._path(page.endpoint, page, language)
        return f"{path}{'&' if '?' in path else '?'}{page.asked}" if page.asked else path

    def sent_to(self, page: Page, language: Language = Language.EN) -> str:
        """Write the address that the press of a page goes to."""
        to = (page.press.to if page.press else "") or page.endpoint
        return self._path(to, page, language)

    def fields(self, page: Page) -> dict[str, str]:
        """Fill in what the press of a page sends, its things by their names."""
        typed = page.press.fields if page.press else {}
        return {name: self.things.get(value, value) for name, value in typed.items()}

    def client(self, who: Who) -> FlaskClient:
        """Seat a reader at a browser without scripts."""
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            if who is Who.HOLDER:
                cookie["drafts"] = [seat_of(name) for name in DRAFTS]
                cookie["unkept"] = [self.things["code"]]
            elif who is not Who.EVERYONE:
                cookie["staff"] = seat_of(f"{who}-1")
        return client

    def _path(self, endpoint: str, page: Page, language: Language) -> str:
        parts = next(iter(self.app.url_map.iter_rules(endpoint))).arguments
        named = {part: page.places.get(part, part) for part in parts}
        values = {part: self.things.get(name, name) for part, name in named.items()}
        if "language" in parts:
            values["language"] = language.value
        path = self.app.url_map.bind("localhost").build(endpoint, typed(values))
        return path if "language" in parts else f"{path}?language={language}"


def typed(values: Mapping[str, str]) -> dict[str, object]:
    """Give each part of an address the type its rule takes."""
    return {part: int(value) if value.isdecimal() else value for part, value in values.items()}


def opened(database: Database, folder: Path, things: Mapping[str, str]) -> Portal:
    """Open a portal over a database; its files stand in a folder of its own."""
    url = database.url.render_as_string(hide_password=False)
    Blobs(folder / "blobs").keep(ORIGINAL)
    app = create_app(Settings(database_url=url, data_dir=folder, secret_key=KEY))
    app.testing = True
    return Portal(app, things)


def bare(session: Session) -> Things:
    """Nothing but staff, who are in no team."""
    seat(session, {name: staff(session, name) for name in TEAM})
    return {}


def closed(session: Session) -> Things:
    """The consultation that ships, after its closing; all that was received came late."""
    return quiet(session)[1] | {"late": received(session).reference}


def empty(session: Session) -> Things:
    """The consultation that ships, open; one draft has just been begun."""
    made, things = quiet(session)
    mark_sample(session, made.consultation)
    return things | begun(session, made, {}, {})


def furnished(session: Session) -> tuple[Room, Things]:
    """Open a consultation with one of everything that pages list, so that it can grow."""
    made, things = quiet(session)
    mark_sample(session, made.consultation)
    points = "\n\n".join(f"Point {number}: we ask for more time." for number in range(POINTS))
    read = made.lodged(ANSWERS | {"letter": {"text": points}})
    things |= {"reference": read.reference, "unread": made.lodged().reference}
    return made, things | begun(session, made, ANSWERS, None) | asked(session, made)


def grow(session: Session, made: Room, reference: str, numbers: range) -> None:
    """Add one more of everything that pages list, for each number."""
    read = session.scalars(select(Submission).where(Submission.reference == reference)).one()
    text = made.said(read, "letter").text_id
    assert text is not None
    for number in numbers:
        made.lodged()
        asked(session, made, number)
        if number < POINTS:
            made.tagged(made.marking(text, f"Point {number}: we", "4.1", "3.1"))


def full(session: Session) -> Things:
    """The consultation that ships, open and waiting for its samples; drafts and reports stand."""
    made, things = quiet(session)
    return things | begun(session, made, ANSWERS, None) | asked(session, made)


def sampled(session: Session) -> Things:
    """What there is to know of a portal whose samples are loaded: the longest read, one unread."""
    referred = (
        select(Submission.reference)
        .join(Text, Text.submission_id == Submission.id)
        .join(Passage, Passage.text_id == Text.id, isouter=True)
        .group_by(Submission.id, Submission.reference)
        .order_by(func.count(Passage.id), Submission.id)
    )
    references = session.scalars(referred).all()
    return {"reference": references[-1], "unread": references[0]}


def quiet(session: Session) -> tuple[Room, Things]:
    """Load the consultation that ships, and seat its team."""
    made = room(session)
    chief = staff(session, "administrator-1")
    appoint(session, made.consultation, chief.id, Role.ADMINISTRATOR, now=WHILE_OPEN)
    seat(session, {**made.staff, "administrator-1": chief})
    places = {
        "slug": SLUG,
        "key": "C4",
        "group_key": "approach",
        "position_id": "1",
        "note_id": "1",
        "letter_id": "1",
    }
    return made, {**places, "token": LINK}


def seat(session: Session, team: Mapping[str, Staff]) -> None:
    """Seat each member of a team."""
    for name, member in team.items():
        seat_staff(session, member.id, token_hash=token_hash(seat_of(name)), now=now())


def begun(
    session: Session,
    made: Room,
    answers: Mapping[str, Json],
    profile: dict[str, Json] | None,
) -> Things:
    """Begin a draft with these answers; lodge one, and leave one that answers what is gone."""
    open_draft = draft(session, made.consultation, answers=answers)
    if profile is not None:
        open_draft.profile = profile
    lead = hold(session, open_draft, "draft")
    things = {"code": open_draft.code, "holder_id": str(lead.id), "number": "1"}
    if answers:
        enclose_original(session, open_draft, LETTER)
        overtaken = draft(session, made.consultation, answers={"Q99": {"text": "Asked before."}})
        hold(session, overtaken, "overtaken")
        enclose(session, overtaken)
        things["overtaken"] = overtaken.code
        things["shared"] = shared(session, made, open_draft)
        things |= filed(session, made)
    return things


def filed(session: Session, made: Room) -> Things:
    """Lodge two drafts, and withdraw the second."""
    kept, taken_back = (draft(session, made.consultation) for _each in range(2))
    for held, name in ((kept, "lodged"), (taken_back, "withdrawn")):
        hold(session, held, name)
    enclose_original(session, kept, LETTER)
    receipt = lodge(session, kept, now=WHILE_OPEN)
    withdrawn = lodge(session, taken_back, now=WHILE_OPEN)
    submission = submission_of_draft(session, taken_back)
    assert submission is not None
    withdraw(session, submission, reason="", now=WHILE_OPEN)
    return {
        "lodged": kept.code,
        "withdrawn": taken_back.code,
        "receipt": receipt.reference,
        "withdrawn_receipt": withdrawn.reference,
        "fingerprint": receipt.record_sha256,
    }


def asked(session: Session, made: Room, number: int = 0) -> Things:
    """Ask for a report in each state of its making."""
    things: Things = {}
    digest = keep_snapshot(session, made.consultation.id, b"{}", now=WHILE_OPEN)
    for state in ReportState:
        report = _report(made, state, number)
        report.snapshot_sha256 = digest
        report.file_sha256 = digest if state is ReportState.DONE else None
        session.add(report)
        things[f"report_{state}"] = report.code
    session.flush()
    return things


def _report(made: Room, state: ReportState, number: int) -> Report:
    is_over = state in {ReportState.DONE, ReportState.FAILED}
    return Report(
        code=f"report-{state}-{number}",
        consultation_id=made.consultation.id,
        kind=ReportKind.SUMMARY,
        edition=Edition.PUBLIC,
        language=Language.EN,
        state=state,
        progress={ReportState.QUEUED: 0, ReportState.DONE: 100}.get(state, 40),
        asked_by_id=made.staff["official-1"].id,
        asked_at=WHILE_OPEN,
        log="The paper could not be set." if state is ReportState.FAILED else "",
        finished_at=WHILE_OPEN + timedelta(minutes=2) if is_over else None,
    )


def shelve(portal: Portal, folder: Path) -> None:
    """Put a file where that of the finished report belongs."""
    place(shelf_mark(folder, portal.things["report_done"]), b"%PDF-1.7\n")

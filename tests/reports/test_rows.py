"""From rows to a snapshot and from a report asked for to its file, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.conclusions.actions import assign, confirm
from portal.consultations.actions import load
from portal.db import Database
from portal.language import Language
from portal.reports.actions import (
    MOST_ATTEMPTS,
    advance,
    ask,
    claim,
    finish,
    give_up,
    keep_snapshot,
)
from portal.reports.asking import Asked, Asker
from portal.reports.edition import public
from portal.reports.jobs import Leases, compile_due, due
from portal.reports.models import Report, ReportState
from portal.reports.positions import Position, positions
from portal.reports.queries import reports_due, snapshot_of
from portal.reports.reading import read
from portal.reports.sections import report as written
from portal.reports.shelf import shelf_mark
from portal.reports.snapshot import Snapshot, write
from portal.submissions.decisions import Edition, Ruling, RulingKind
from portal.submissions.queries import register, state_of
from tests.coding.makers import Room, room
from tests.conclusions.makers import case
from tests.consultations.folders import edited, put, without_question
from tests.submissions.makers import ANSWERS, SLUG, WHILE_OPEN, received

LATER = WHILE_OPEN + timedelta(hours=1)
ASKED = Asked(Edition.PUBLIC, Language.EN)


@pytest.fixture
def made(session: Session) -> Room:
    """A consultation with its codeframe and team."""
    return room(session)


def gathered(made: Room, until: datetime | None = None) -> Snapshot:
    made.session.flush()
    return snapshot_of(made.session, SLUG, until=until)


def test_a_snapshot_holds_what_was_lodged_and_marked(made: Room) -> None:
    lodged = made.lodged()
    said = made.said(lodged, "letter")
    assert said.text_id is not None
    made.tagged(made.marking(said.text_id, "We write about clause 4.", "4.1"))

    found = gathered(made)

    [only] = found.submissions
    texts = {one.place: only.texts[one.text].words for one in only.answers if one.text is not None}
    assert only.reference == lodged.reference
    assert texts["letter"] == said.words
    assert texts["Q22.1.section"] == "3"
    [passage] = only.passages
    words = only.texts[passage.text].words
    assert words[passage.start : passage.end] == passage.quote == "We write about clause 4."
    assert [(one.theme, one.clause, one.coder) for one in passage.codings] == [
        ("4.1", "C4", "reviewer-1")
    ]
    assert positions(found)["C4"][lodged.reference].position is Position.SUPPORT_WITH_CHANGES
    assert read(write(found)) == found


def test_a_contact_detail_in_a_letter_is_kept_as_a_span_and_never_printed(made: Room) -> None:
    made.lodged({"letter": {"text": "We agree. Reply to OFFICE@Guild.example."}})

    found = gathered(made)

    [only] = found.submissions
    [span] = only.contacts
    assert only.texts[span.text].words[span.start : span.end] == "OFFICE@Guild.example"
    assert read(write(found)) == found
    assert "@" not in "".join(text.words for one in public(found).submissions for text in one.texts)


def test_an_unchanged_consultation_gives_the_same_bytes(made: Room) -> None:
    made.lodged()

    assert write(gathered(made)) == write(gathered(made))


def test_the_number_of_queries_does_not_grow_with_the_rows(made: Room) -> None:
    asked: list[str] = []
    engine = made.session.connection().engine
    made.lodged()
    made.session.flush()

    def count(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", count)
    gathered(made)
    few = len(asked)
    for _time in range(5):
        made.lodged()
    made.session.flush()
    asked.clear()
    gathered(made)
    event.remove(engine, "before_cursor_execute", count)

    assert len(asked) == few <= 20


def test_rows_made_later_are_not_in_an_earlier_snapshot(made: Room) -> None:
    lodged = made.lodged()
    made.session.add(
        Ruling(submission_id=lodged.id, kind=RulingKind.WITHDRAWN, reason="", made_at=LATER)
    )

    [before] = gathered(made, until=WHILE_OPEN).submissions
    [now] = gathered(made).submissions

    assert (before.status, bool(before.texts)) == ("standing", True)
    assert (now.status, now.texts, now.respondents) == ("withdrawn", (), ())
    assert gathered(made, until=WHILE_OPEN).as_at == "2026-01-20T04:00:00.000000Z"


def test_the_closing_moment_is_that_of_the_revision_that_stood(made: Room) -> None:
    extended = edited(put("consultation.json", "period", "closes", to="2026-03-27T18:00:00+08:00"))
    load(made.session, extended, now=LATER)

    before = gathered(made, until=WHILE_OPEN).consultation
    now = gathered(made).consultation

    assert (before.revision, before.closes_at) == (1, "2026-02-27T10:00:00.000000Z")
    assert (now.revision, now.closes_at) == (2, "2026-03-27T10:00:00.000000Z")


def test_a_snapshot_and_the_register_agree_on_what_is_late(made: Room) -> None:
    late = received(made.session)

    [found] = gathered(made).submissions

    assert found.status == state_of(made.session, late.id).value == "late_pending"


@pytest.mark.parametrize(
    "kinds",
    [
        (),
        (RulingKind.RETURNED,),
        (RulingKind.RETURNED, RulingKind.IDENTITY_SHOWN),
        (RulingKind.WITHDRAWN,),
        (RulingKind.LATE_REFUSED,),
    ],
)
def test_a_snapshot_and_the_register_agree_on_what_became_of_each(
    made: Room, kinds: tuple[RulingKind, ...]
) -> None:
    lodged = made.lodged()
    for kind in kinds:
        made.session.add(Ruling(submission_id=lodged.id, kind=kind, reason="", made_at=LATER))
        made.session.flush()

    found = [one.status for one in gathered(made).submissions]

    assert found == [one.state.value for one in register(made.session, made.consultation.id)]


def test_an_assigned_position_counts_when_confirmed(session: Session) -> None:
    given = case(session)
    made, held = given.room, given.held
    reviewers = [made.staff[name].id for name in ("reviewer-1", "reviewer-2")]
    assigned = replace(given.assignment("C9", "oppose"), is_across=True)

    row = assign(session, held, assigned, by=reviewers[0], now=WHILE_OPEN)
    waiting = positions(gathered(made))["C9"][given.submission.reference]
    confirm(session, held.version_id, row, by=reviewers[1], now=LATER)
    confirmed = positions(gathered(made))["C9"][given.submission.reference]

    assert waiting.position is not Position.OPPOSE
    assert (confirmed.position, confirmed.is_assigned) == (Position.OPPOSE, True)


@pytest.mark.parametrize("key", [key for key in ANSWERS if key.startswith("Q")])
def test_a_report_is_written_though_a_question_was_removed(made: Room, key: str) -> None:
    lodged = made.lodged()
    load(made.session, without_question(key), now=LATER)

    found = gathered(made)

    held = {clause: by[lodged.reference].position for clause, by in positions(found).items()}
    assert held["C4"] is Position.SUPPORT_WITH_CHANGES
    assert held.get("G1") is (None if key == "Q1" else Position.SUPPORT)
    for edition in Edition:
        assert written(found, "0" * 64, edition=edition, language=Language.EN).sections


def asker(made: Room) -> Asker:
    return Asker(made.staff["official-1"].id, "official-1")


def test_the_same_report_asked_twice_while_it_waits_is_asked_once(made: Room) -> None:
    first = ask(made.session, made.consultation, ASKED, by=asker(made), now=WHILE_OPEN)
    again = ask(made.session, made.consultation, ASKED, by=asker(made), now=LATER)

    assert again.id == first.id
    assert reports_due(made.session, now=LATER) == [first.id]


def test_a_report_is_claimed_once_and_again_when_its_lease_has_ended(made: Room) -> None:
    report = ask(made.session, made.consultation, ASKED, by=asker(made), now=WHILE_OPEN)

    assert claim(made.session, report.id, now=WHILE_OPEN) is report
    assert claim(made.session, report.id, now=WHILE_OPEN + timedelta(minutes=4)) is None
    first_lease = report.lease
    assert claim(made.session, report.id, now=LATER) is report
    assert report.lease != first_lease


def test_a_worker_whose_lease_has_passed_to_another_changes_nothing(made: Room) -> None:
    report = ask(made.session, made.consultation, ASKED, by=asker(made), now=WHILE_OPEN)
    claim(made.session, report.id, now=WHILE_OPEN)

    advance(made.session, report.id, "an older lease", 80, now=LATER)
    finish(made.session, report.id, "an older lease", "0" * 64, now=LATER)

    assert (report.state, report.progress) == (ReportState.WORKING, 0)


def test_a_report_that_fails_three_times_is_given_up_with_its_log(made: Room) -> None:
    report = ask(made.session, made.consultation, ASKED, by=asker(made), now=WHILE_OPEN)
    for _time in range(MOST_ATTEMPTS):
        claimed = claim(made.session, report.id, now=WHILE_OPEN)
        assert claimed is not None
        give_up(made.session, report.id, report.lease or "", "it burst", is_final=False, now=LATER)

    assert (report.state, report.log) == (ReportState.FAILED, "it burst")
    assert reports_due(made.session, now=LATER) == []


def test_a_snapshot_is_kept_once(made: Room) -> None:
    consultation_id = made.consultation.id

    first = keep_snapshot(made.session, consultation_id, b"{}", now=WHILE_OPEN)

    assert keep_snapshot(made.session, consultation_id, b"{}", now=LATER) == first


@pytest.mark.pdf
def test_the_worker_compiles_what_was_asked_for(database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        made = room(session)
        made.lodged()
        report_id = ask(session, made.consultation, ASKED, by=asker(made), now=WHILE_OPEN).id
    assert list(due(database, LATER)) == [report_id]

    compile_due(database, report_id, tmp_path, Leases())
    compile_due(database, report_id, tmp_path, Leases())

    with database.reading() as session:
        report = session.get_one(Report, report_id)
        assert (report.state, report.progress, report.attempts) == (ReportState.DONE, 100, 1)
        assert shelf_mark(tmp_path, report.code).read_bytes().startswith(b"%PDF")
    assert list(due(database, LATER)) == []

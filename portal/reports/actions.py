"""What can be done about reports: ask for one, work on it under a lease, finish or give it up."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.canonical import sha256
from portal.consultations.models import Consultation
from portal.journal import note
from portal.reports.asking import Asked, Asker, Made
from portal.reports.models import Report, ReportState, Snapshot

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 3
TERMINAL = "command line"
_LONGEST_LOG = 2000


def ask(
    session: Session, consultation: Consultation, asked: Asked, *, by: Asker, now: datetime
) -> Report:
    """Ask for a report; the same asked twice by the same person, while it waits, is asked once."""
    waiting = session.scalar(
        select(Report).where(
            Report.consultation_id == consultation.id,
            Report.kind == asked.kind,
            Report.edition == asked.edition,
            Report.language == asked.language,
            Report.asked_by_id == by.id,
            Report.state.in_((ReportState.QUEUED, ReportState.WORKING)),
        )
    )
    if waiting is not None:
        return waiting
    report = Report(
        code=secrets.token_urlsafe(12),
        consultation_id=consultation.id,
        kind=asked.kind,
        edition=asked.edition,
        language=asked.language,
        state=ReportState.QUEUED,
        asked_by_id=by.id,
        asked_at=now,
    )
    session.add(report)
    session.flush()
    subject = f"{consultation.slug}/{report.code}"
    note(
        session,
        "report.asked",
        subject,
        who=by.name,
        at=now,
        edition=asked.edition.value,
        language=asked.language.value,
    )
    return report


def export(session: Session, slug: str, exported: Mapping[str, str], *, now: datetime) -> None:
    """Journal that confidential words of a consultation leave the portal by a terminal.

    ``exported`` says what leaves: its snapshot, its edition and language.
    """
    note(session, "report.exported", slug, who=TERMINAL, at=now, **exported)


def shelve(
    session: Session, consultation: Consultation, made: Made, *, now: datetime
) -> Report | None:
    """Record a report that a terminal compiled, for officials to find; None if it stands there.

    The same bytes of the same edition and language are recorded once.
    """
    known = session.scalar(
        select(Report.id).where(
            Report.consultation_id == consultation.id,
            Report.edition == made.asked.edition,
            Report.language == made.asked.language,
            Report.file_sha256 == made.file_sha256,
        )
    )
    if known is not None:
        return None
    report = Report(
        code=secrets.token_urlsafe(12),
        consultation_id=consultation.id,
        kind=made.asked.kind,
        edition=made.asked.edition,
        language=made.asked.language,
        state=ReportState.DONE,
        progress=100,
        asked_at=now,
        snapshot_sha256=keep_snapshot(session, consultation.id, made.document, now=now),
        file_sha256=made.file_sha256,
        finished_at=now,
    )
    session.add(report)
    session.flush()
    note(session, "report.shelved", f"{consultation.slug}/{report.code}", who=TERMINAL, at=now)
    return report


def claim(session: Session, report_id: int, *, now: datetime) -> Report | None:
    """Take a report that is due, so that no other worker does; None if one was quicker.

    A report tried three times in vain is given up, with its log, for staff to see.
    """
    report = session.scalar(
        select(Report).where(Report.id == report_id).with_for_update(skip_locked=True)
    )
    if report is None or not _is_due(report, now):
        return None
    if report.attempts >= MOST_ATTEMPTS:
        report.state = ReportState.FAILED
        report.finished_at = now
        return None
    report.state = ReportState.WORKING
    report.attempts += 1
    report.progress = 0
    report.lease = secrets.token_hex(16)
    report.leased_until = now + LEASE
    return report


def _is_due(report: Report, now: datetime) -> bool:
    if report.state is ReportState.QUEUED:
        return True
    is_left = report.leased_until is None or report.leased_until < now
    return report.state is ReportState.WORKING and is_left


def keep_snapshot(session: Session, consultation_id: int, document: bytes, *, now: datetime) -> str:
    """Keep a snapshot document under its SHA-256, once, and return that."""
    digest = sha256(document)
    if session.get(Snapshot, digest) is None:
        session.add(
            Snapshot(sha256=digest, consultation_id=consultation_id, content=document, made_at=now)
        )
        session.flush()
    return digest


def begin(session: Session, report_id: int, lease: str, digest: str) -> None:
    """Note from which snapshot a report is compiled."""
    report = _leased(session, report_id, lease)
    if report is not None:
        report.snapshot_sha256 = digest


def advance(session: Session, report_id: int, lease: str, percent: int, *, now: datetime) -> None:
    """Note how far a report has come, and hold its lease for longer."""
    report = _leased(session, report_id, lease)
    if report is not None:
        report.progress = max(report.progress, min(percent, 100))
        report.leased_until = now + LEASE


def renew(session: Session, report_id: int, lease: str, *, now: datetime) -> None:
    """Hold a report's lease for longer, whatever its work is silent about."""
    report = _leased(session, report_id, lease)
    if report is not None:
        report.leased_until = now + LEASE


def give_back(session: Session, report_id: int, lease: str) -> None:
    """Let a report wait for another worker at once; an attempt that was cut short is none."""
    report = _leased(session, report_id, lease)
    if report is not None and report.state is ReportState.WORKING:
        report.state = ReportState.QUEUED
        report.attempts -= 1
        report.progress = 0
        report.lease = None
        report.leased_until = None


def finish(session: Session, report_id: int, lease: str, digest: str, *, now: datetime) -> None:
    """Note that a report is done, and the SHA-256 of its file."""
    report = _leased(session, report_id, lease)
    if report is not None:
        report.state = ReportState.DONE
        report.progress = 100
        report.file_sha256 = digest
        report.finished_at = now
        report.leased_until = None


def give_up(
    session: Session, report_id: int, lease: str, reason: str, *, is_final: bool, now: datetime
) -> None:
    """Note why an attempt failed; the report waits for another, unless this was the last."""
    report = _leased(session, report_id, lease)
    if report is None:
        return
    report.log = reason[-_LONGEST_LOG:]
    report.leased_until = None
    is_over = is_final or report.attempts >= MOST_ATTEMPTS
    report.state = ReportState.FAILED if is_over else ReportState.QUEUED
    report.finished_at = now if is_over else None


def _leased(session: Session, report_id: int, lease: str) -> Report | None:
    report = session.get(Report, report_id, with_for_update=True)
    return report if report is not None and report.lease == lease else None

"""What can be asked about a consultation's codeframe."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations.models import Consultation
from portal.themes.codeframe import EMPTY, Codeframe, Event, add_up
from portal.themes.models import CodeframeEvent, CodeframeVersion


def codeframe(
    session: Session, consultation: Consultation, version: int | None = None
) -> Codeframe:
    """Return the codeframe as published under a version, by default the latest.

    Empty, under version 0, where nothing has been published.
    """
    published = select(CodeframeVersion).where(CodeframeVersion.consultation_id == consultation.id)
    if version is not None:
        published = published.where(CodeframeVersion.number == version)
    row = session.scalar(published.order_by(CodeframeVersion.number.desc()).limit(1))
    if row is None:
        return EMPTY
    events = _events(session, consultation, up_to=row.up_to_ordinal)
    return add_up(events, version=row.number, version_id=row.id)


def codeframe_drafted(session: Session, consultation: Consultation) -> Codeframe:
    """Return the codeframe with every change made since it was last published."""
    return add_up(_events(session, consultation))


def latest_version(session: Session, consultation: Consultation) -> CodeframeVersion | None:
    """Find the version published last; None where none was."""
    return session.scalar(
        select(CodeframeVersion)
        .where(CodeframeVersion.consultation_id == consultation.id)
        .order_by(CodeframeVersion.number.desc())
        .limit(1)
    )


def last_ordinal(session: Session, consultation: Consultation) -> int:
    """Return the ordinal of the event that came last; 0 where nothing happened yet."""
    found = session.scalar(
        select(CodeframeEvent.ordinal)
        .where(CodeframeEvent.consultation_id == consultation.id)
        .order_by(CodeframeEvent.ordinal.desc())
        .limit(1)
    )
    return found or 0


def _events(
    session: Session, consultation: Consultation, *, up_to: int | None = None
) -> list[Event]:
    rows = (
        select(
            CodeframeEvent.ordinal,
            CodeframeEvent.kind,
            CodeframeEvent.theme_id,
            CodeframeEvent.payload,
        )
        .where(CodeframeEvent.consultation_id == consultation.id)
        .order_by(CodeframeEvent.ordinal)
    )
    if up_to is not None:
        rows = rows.where(CodeframeEvent.ordinal <= up_to)
    return [Event(*row) for row in session.execute(rows)]

"""What can be done about receipts: publish the root of a register."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations.models import Consultation
from portal.journal import note
from portal.receipts.models import Occasion, RegisterRoot
from portal.receipts.queries import closed_without_root, lines_at
from portal.receipts.statements import line
from portal.receipts.trees import root
from portal.submissions.registering import lock_register


def publish_root(
    session: Session,
    consultation: Consultation,
    *,
    as_at: datetime,
    occasion: Occasion,
    who: str,
    now: datetime,
) -> RegisterRoot:
    """Make the root of a register public, as it stood at a moment; one moment has one root."""
    lock_register(session, consultation.id)
    published = session.scalar(
        select(RegisterRoot).where(
            RegisterRoot.consultation_id == consultation.id, RegisterRoot.as_at == as_at
        )
    )
    if published is not None:
        return published
    lines = [line(each) for each in lines_at(session, consultation.id, as_at)]
    made = RegisterRoot(
        consultation_id=consultation.id,
        occasion=occasion,
        as_at=as_at,
        size=len(lines),
        sha256=root(lines),
        published_at=now,
    )
    session.add(made)
    session.flush()
    subject = f"consultation:{consultation.slug}"
    note(session, "register.publish", subject, who=who, at=now, sha256=made.sha256, size=made.size)
    return made


def publish_at_closing(session: Session, consultation_id: int, *, now: datetime) -> None:
    """Publish the root of a register as it stood when its consultation closed, once."""
    if consultation_id in closed_without_root(session, now):
        consultation = session.get_one(Consultation, consultation_id)
        publish_root(
            session,
            consultation,
            as_at=consultation.closes_at,
            occasion=Occasion.CLOSING,
            who="worker",
            now=now,
        )

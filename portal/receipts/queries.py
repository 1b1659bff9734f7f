"""What can be asked about receipts: what they state, the register's lines, roots and proofs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from portal.consultations.models import Consultation
from portal.receipts.models import Occasion, RegisterRoot
from portal.receipts.statements import Inclusion, Statement, line, utc
from portal.receipts.trees import path
from portal.submissions.models import Respondent, Submission, Version
from portal.submissions.queries import Receipt, restrictions_standing


def statement_of(receipt: Receipt) -> Statement:
    """Put what a receipt says into the words that are signed."""
    return Statement(
        consultation=receipt.slug,
        reference=receipt.reference,
        register_number=receipt.register_number,
        version=receipt.version,
        lodged_at=utc(receipt.lodged_at),
        record_sha256=receipt.record_sha256,
    )


def revision_filed_for(session: Session, version_id: int) -> int:
    """Find the revision of the paper that a version answers."""
    return session.scalars(select(Version.revision_id).where(Version.id == version_id)).one()


def is_nothing_confidential(session: Session, submission_id: int, version_id: int) -> bool:
    """Whether all that a version says, and who says it, may be published."""
    if restrictions_standing(session, [submission_id]).get(submission_id):
        return False
    withheld = exists(Respondent.version_id).where(
        Respondent.version_id == version_id, Respondent.is_named.is_(False)
    )
    return not session.scalar(select(withheld))


def lines_at(session: Session, consultation_id: int, as_at: datetime) -> list[Statement]:
    """Give the register's lines at a moment, by number: the latest version of each until then."""
    rows = session.execute(_latest(consultation_id, as_at).order_by(Submission.register_number))
    return [
        Statement(
            consultation=row.slug,
            reference=row.reference,
            register_number=row.register_number,
            version=row.number,
            lodged_at=utc(row.lodged_at),
            record_sha256=row.record_sha256,
        )
        for row in rows
    ]


def _latest(consultation_id: int, as_at: datetime) -> Select[str, str, int, int, datetime, str]:
    latest = (
        select(Version.submission_id, func.max(Version.number).label("number"))
        .join(Submission, Submission.id == Version.submission_id)
        .where(Submission.consultation_id == consultation_id, Version.lodged_at <= as_at)
        .group_by(Version.submission_id)
        .subquery()
    )
    return (
        select(
            Consultation.slug,
            Submission.reference,
            Submission.register_number,
            Version.number,
            Version.lodged_at,
            Version.record_sha256,
        )
        .join(Submission, Submission.id == Version.submission_id)
        .join(Consultation, Consultation.id == Submission.consultation_id)
        .join(
            latest,
            (latest.c.submission_id == Version.submission_id) & (latest.c.number == Version.number),
        )
    )


def roots_of(session: Session, consultation_id: int) -> Sequence[RegisterRoot]:
    """List the roots that were published of a register, the newest first."""
    return session.scalars(
        select(RegisterRoot)
        .where(RegisterRoot.consultation_id == consultation_id)
        .order_by(RegisterRoot.as_at.desc())
    ).all()


def inclusion_of(session: Session, receipt: Receipt) -> Inclusion | None:
    """Prove that the register holds a version, by the first root that does; None without."""
    consultation_id = session.scalars(
        select(Consultation.id).where(Consultation.slug == receipt.slug)
    ).one()
    root = session.scalar(
        select(RegisterRoot)
        .where(
            RegisterRoot.consultation_id == consultation_id,
            RegisterRoot.as_at >= receipt.lodged_at,
        )
        .order_by(RegisterRoot.as_at)
        .limit(1)
    )
    if root is None:
        return None
    lines = lines_at(session, consultation_id, root.as_at)
    stated = statement_of(receipt)
    if stated not in lines:
        return None
    index = lines.index(stated)
    return Inclusion(
        root=root.sha256,
        size=root.size,
        index=index,
        path=path([line(each) for each in lines], index),
        published_at=utc(root.published_at),
    )


def is_root_published(session: Session, slug: str, root: str) -> bool:
    """Whether a consultation's register ever had this root."""
    found = exists(RegisterRoot.id).where(
        RegisterRoot.sha256 == root,
        RegisterRoot.consultation_id == Consultation.id,
        Consultation.slug == slug,
    )
    return bool(session.scalar(select(found)))


def closed_without_root(session: Session, now: datetime) -> Sequence[int]:
    """List the consultations that have closed, whose register has no root of that moment yet."""
    published = exists(RegisterRoot.id).where(
        RegisterRoot.consultation_id == Consultation.id,
        RegisterRoot.occasion == Occasion.CLOSING,
        RegisterRoot.as_at == Consultation.closes_at,
    )
    return session.scalars(
        select(Consultation.id)
        .where(Consultation.closes_at <= now, Consultation.is_sample.is_(False), ~published)
        .order_by(Consultation.id)
    ).all()

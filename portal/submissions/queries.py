"""What can be asked about submissions: receipts, the register, versions and what they say."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.consultations.models import Consultation
from portal.drafting.models import Draft, Holder, HolderRole
from portal.errors import NotFoundError
from portal.submissions.decisions import Clearance, Edition, Outcome, Restriction, RulingKind
from portal.submissions.models import Answer, Record, Submission, Text, Version
from portal.submissions.places import in_reading_order
from portal.submissions.said import Said
from portal.submissions.secrecy import standing_of
from portal.submissions.states import LATENESS, SubmissionState, is_late, ruling_standing, state


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a respondent can quote and verify: one version under its reference."""

    slug: str
    reference: str
    register_number: int
    version_id: int
    version: int
    lodged_at: datetime
    record_sha256: str
    draft_code: str | None


@dataclass(frozen=True, slots=True)
class Lateness:
    """What was decided about a late submission, why and by whom; no ruling has the row 0."""

    ruling_id: int = 0
    is_taken: bool = False
    reason: str = ""
    by: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the register."""

    submission_id: int
    reference: str
    register_number: int
    channel: str
    received_at: datetime
    state: SubmissionState


def submission_referred(session: Session, slug: str, reference: str) -> Submission:
    """Find a submission by its reference in the consultation of an address.

    Raises NotFoundError.
    """
    found = session.scalar(
        select(Submission)
        .join(Consultation, Consultation.id == Submission.consultation_id)
        .where(Submission.reference == reference, Consultation.slug == slug)
    )
    if found is None:
        raise NotFoundError
    return found


def submission_of_draft(session: Session, draft: Draft) -> Submission | None:
    """Find what was lodged from a draft; None before it was."""
    return session.scalar(
        select(Submission)
        .join(Version, Version.submission_id == Submission.id)
        .where(Version.draft_id == draft.id)
        .limit(1)
    )


def latest_numbers() -> Select[int, int]:
    """Select (submission, number of its latest version): the version that counts."""
    return select(Version.submission_id, func.max(Version.number).label("number")).group_by(
        Version.submission_id
    )


def latest_version(session: Session, submission_id: int) -> Version:
    """Return the version of a submission that counts."""
    return session.scalars(
        select(Version)
        .where(Version.submission_id == submission_id)
        .order_by(Version.number.desc())
        .limit(1)
    ).one()


def receipt_of(session: Session, slug: str, reference: str) -> Receipt:
    """Return the receipt of a submission's latest version. Raises NotFoundError."""
    asked = _receipts().where(Submission.reference == reference, Consultation.slug == slug)
    return _receipt(session, asked.order_by(Version.number.desc()))


def receipt_of_version(session: Session, version_id: int) -> Receipt:
    """Return the receipt of one version. Raises NotFoundError."""
    return _receipt(session, _receipts().where(Version.id == version_id))


def receipts_verified(session: Session, reference: str, record_sha256: str) -> Receipt | None:
    """Find the version whose receipt bears both a reference and a hash; None if no one does."""
    asked = _receipts().where(
        Submission.reference == reference, Version.record_sha256 == record_sha256
    )
    row = session.execute(asked.limit(1)).one_or_none()
    return Receipt(*row) if row else None


def _receipts() -> Select[str, str, int, int, int, datetime, str, str]:
    return (
        select(
            Consultation.slug,
            Submission.reference,
            Submission.register_number,
            Version.id,
            Version.number,
            Version.lodged_at,
            Version.record_sha256,
            Draft.code,
        )
        .join(Submission, Submission.id == Version.submission_id)
        .join(Consultation, Consultation.id == Submission.consultation_id)
        .outerjoin(Draft, Draft.id == Version.draft_id)
    )


def _receipt(
    session: Session, asked: Select[str, str, int, int, int, datetime, str, str]
) -> Receipt:
    row = session.execute(asked.limit(1)).one_or_none()
    if row is None:
        raise NotFoundError
    return Receipt(*row)


def record_of(session: Session, version_id: int) -> bytes:
    """Return the record of a version as it was filed. Raises NotFoundError once disposed of."""
    content = session.scalar(select(Record.content).where(Record.version_id == version_id))
    if content is None:
        raise NotFoundError
    return content


def said_in(session: Session, version_id: int, keys: Sequence[str] = ()) -> list[Said]:
    """List what a version says in reading order; `keys` gives the paper's own order."""
    return said_in_versions(session, [version_id], keys).get(version_id, [])


def said_in_versions(
    session: Session, version_ids: Sequence[int], keys: Sequence[str] = ()
) -> dict[int, list[Said]]:
    """Map each version to what it says in reading order, by one query for all of them."""
    rows = session.execute(
        select(Answer, Text.words, Text.language)
        .outerjoin(Text, Text.id == Answer.text_id)
        .where(Answer.version_id.in_(version_ids))
    )
    said: dict[int, dict[str, Said]] = {}
    for answer, words, language in rows:
        said.setdefault(answer.version_id, {})[answer.place] = Said(
            place=answer.place,
            options=tuple(answer.options or ()),
            number=answer.number,
            text_id=answer.text_id,
            words=words,
            language=language,
            question_id=answer.question_id,
            clause_id=answer.clause_id,
        )
    return {
        version_id: [places[place] for place in in_reading_order(places, keys)]
        for version_id, places in said.items()
    }


def register(session: Session, consultation_id: int) -> Iterator[Registered]:
    """Yield the register of a consultation in its order, withdrawn submissions included."""
    rows = session.execute(
        select(
            Submission.id,
            Submission.reference,
            Submission.register_number,
            Submission.channel,
            Submission.received_at,
            state(),
        )
        .where(Submission.consultation_id == consultation_id)
        .order_by(Submission.register_number)
    )
    for submission_id, reference, number, channel, received_at, became in rows:
        yield Registered(
            submission_id, reference, number, channel, received_at, SubmissionState(became)
        )


def state_of(session: Session, submission_id: int) -> SubmissionState:
    """Tell what has become of a submission."""
    became = session.scalars(select(state()).where(Submission.id == submission_id)).one()
    return SubmissionState(became)


def restrictions_standing(
    session: Session, submission_ids: Sequence[int]
) -> dict[int, list[Restriction]]:
    """Map each submission to the restrictions that stand: nothing confidential is forgotten."""
    rows = session.scalars(
        select(Restriction)
        .where(Restriction.submission_id.in_(submission_ids))
        .order_by(Restriction.id)
    )
    return standing_of(rows)


def clearance_standing(session: Session, version_id: int, edition: Edition) -> Clearance | None:
    """Return the latest clearance of a version for an edition; None before the first."""
    return session.scalar(
        select(Clearance)
        .where(Clearance.version_id == version_id, Clearance.edition == edition)
        .order_by(Clearance.id.desc())
        .limit(1)
    )


def was_ever_cleared(session: Session, version_id: int, edition: Edition) -> bool:
    """Whether a version was ever cleared for an edition, even if it was withheld later."""
    cleared = exists().where(
        Clearance.version_id == version_id,
        Clearance.edition == edition,
        Clearance.outcome != Outcome.WITHHELD,
    )
    return bool(session.scalar(select(cleared)))


def lateness_of(session: Session, submission_id: int) -> Lateness | None:
    """Tell what was decided about a late submission, if anything; None for one that is not late."""
    late = session.scalars(select(is_late()).where(Submission.id == submission_id)).one()
    if not late:
        return None
    ruling = ruling_standing(session, submission_id, LATENESS)
    if ruling is None:
        return Lateness()
    return Lateness(
        ruling.id,
        is_taken=ruling.kind is RulingKind.LATE_ACCEPTED,
        reason=ruling.reason or "",
        by=session.scalar(select(Staff.name).where(Staff.id == ruling.made_by_id)) or "",
        made_at=ruling.made_at,
    )


def external_ids_known(
    session: Session, consultation_id: int, external_ids: Sequence[str]
) -> Mapping[str, str | None]:
    """Map those external ids that were imported already to the hash of their content."""
    rows = session.execute(
        select(Submission.external_id, Submission.content_sha256).where(
            Submission.consultation_id == consultation_id,
            Submission.external_id.in_(external_ids),
        )
    )
    return {external_id: content for external_id, content in rows if external_id is not None}


def submission_imported(session: Session, consultation_id: int, external_id: str) -> Submission:
    """Find a submission by the id it was imported under. Raises NotFoundError."""
    found = session.scalar(
        select(Submission).where(
            Submission.consultation_id == consultation_id, Submission.external_id == external_id
        )
    )
    if found is None:
        raise NotFoundError
    return found


def is_led_by(session: Session, draft: Draft, holder_ids: Set[int]) -> bool:
    """Whether one of these holders may lodge a draft: its lead, and nobody else."""
    leads = session.scalars(
        select(Holder.id).where(Holder.draft_id == draft.id, Holder.role == HolderRole.LEAD)
    )
    return not holder_ids.isdisjoint(leads)

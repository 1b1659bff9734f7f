"""What can be asked about reports: those asked for, their snapshots, and a snapshot of now."""

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.consultations.models import Consultation, Revision
from portal.consultations.queries import clauses_of, consultation_named, questions_of
from portal.errors import NotFoundError
from portal.reports import gathering as gather
from portal.reports import loaded, snapshot
from portal.reports.assembling import Gathered, submission_of
from portal.reports.contacts import details
from portal.reports.enclosed import attachments
from portal.reports.models import Report, ReportState
from portal.reports.models import Snapshot as KeptSnapshot
from portal.reports.paper import Codeframe, Theme
from portal.submissions.models import Contact
from portal.themes.models import CodeframeVersion
from portal.themes.queries import codeframe as codeframe_published

_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def snapshot_of(session: Session, slug: str, *, until: datetime | None = None) -> snapshot.Snapshot:
    """Gather a whole consultation as it stood at a moment: rows made until then, and no others.

    Raises NotFoundError for a consultation that is not there, or had no revision yet.
    """
    consultation = consultation_named(session, slug)
    gathering = gather.Gathering(session, consultation.id, until or _EVER)
    asked = _consultation(gathering, consultation)
    frame, codes = _codeframe(gathering, consultation)
    gathered = Gathered(
        consultation=asked,
        codes=codes,
        rulings=gather.rulings(gathering),
        respondents=gather.respondents(gathering),
        answers=gather.answers(gathering),
        restrictions=gather.restrictions(gathering),
        clearances=gather.clearances(gathering),
        passages=gather.passages(gathering),
        codings=gather.codings(gathering),
        positions=gather.positions(gathering),
        sources=gather.sources(gathering),
        contacts=details(_contact_values(gathering)),
        attachments=attachments(gathering),
    )
    submissions = tuple(submission_of(one, gathered) for one in gather.lodged(gathering))
    return snapshot.Snapshot(moment(gathering.met[0]), asked, frame, submissions)


def moment(at: datetime) -> str:
    """Write a moment as snapshots do: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _consultation(gathering: gather.Gathering, consultation: Consultation) -> snapshot.Consultation:
    revision = gathering.session.scalar(
        select(Revision)
        .where(Revision.consultation_id == consultation.id, Revision.loaded_at <= gathering.until)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    if revision is None:
        raise NotFoundError
    gathering.meet(revision.loaded_at)
    opens_at, closes_at = loaded.period(revision.manifest)
    questions = (row.body for row in questions_of(gathering.session, revision))
    scales = revision.layout.get("scales")
    groups = revision.layout.get("groups")
    return snapshot.Consultation(
        slug=consultation.slug,
        revision=revision.number,
        revision_sha256=revision.sha256,
        is_sample=consultation.is_sample,
        opens_at=moment(opens_at),
        closes_at=moment(closes_at),
        manifest=revision.manifest,
        notices=revision.notices,
        clauses=loaded.clauses(row.body for row in clauses_of(gathering.session, revision)),
        groups=loaded.groups(
            one for one in (groups if isinstance(groups, list) else []) if isinstance(one, dict)
        ),
        questions=loaded.questions(questions, scales if isinstance(scales, dict) else {}),
        sectors=loaded.sectors(revision.sectors),
    )


def _codeframe(
    gathering: gather.Gathering, consultation: Consultation
) -> tuple[Codeframe, dict[int, str]]:
    """Give the codeframe as last published, and the code of each theme by its row."""
    published = gathering.session.scalar(
        select(CodeframeVersion)
        .where(
            CodeframeVersion.consultation_id == consultation.id,
            CodeframeVersion.published_at <= gathering.until,
        )
        .order_by(CodeframeVersion.number.desc())
        .limit(1)
    )
    if published is None:
        return Codeframe(), {}
    gathering.meet(published.published_at)
    frame = codeframe_published(gathering.session, consultation, published.number)
    codes = {one.id: one.code for one in frame.themes.values()}
    themes = tuple(
        Theme(
            en=one.names.get("en", ""),
            zh_hant=one.names.get("zh_hant", ""),
            zh_hans=one.names.get("zh_hans", ""),
            code=one.code,
            level=one.level,
            parent=one.parent,
            definition=dict(one.definition),
            is_retired=one.is_retired,
            into=codes.get(one.into) if one.into is not None else None,
        )
        for one in frame.themes.values()
        if one.is_published
    )
    return Codeframe(published.number, published.sha256, themes), codes


def _contact_values(gathering: gather.Gathering) -> set[str]:
    """List the contact details of a consultation: a snapshot keeps where they stand, not them."""
    latest = gathering.latest()
    rows = gathering.session.execute(
        select(Contact.email, Contact.telephone).join(
            latest, latest.c.submission_id == Contact.submission_id
        )
    )
    return {value for row in rows for value in row if value}


def reports_of(session: Session, slug: str) -> list[Report]:
    """List the reports asked for in a consultation, the latest first."""
    return list(
        session.scalars(
            select(Report)
            .join(Consultation, Consultation.id == Report.consultation_id)
            .where(Consultation.slug == slug)
            .order_by(Report.id.desc())
        )
    )


def report_coded(session: Session, slug: str, code: str) -> Report:
    """Return the report of a code in the consultation of an address. Raises NotFoundError."""
    found = session.scalar(
        select(Report)
        .join(Consultation, Consultation.id == Report.consultation_id)
        .where(Consultation.slug == slug, Report.code == code)
    )
    if found is None:
        raise NotFoundError
    return found


def reports_due(session: Session, *, now: datetime) -> list[int]:
    """List the reports that wait for a worker, or whose worker has let its lease end."""
    is_left = (Report.state == ReportState.WORKING) & (Report.leased_until < now)
    query = select(Report.id).where((Report.state == ReportState.QUEUED) | is_left)
    return list(session.scalars(query.order_by(Report.id)))


def reports_ahead(session: Session, report: Report) -> int:
    """Count the reports, of any consultation, that the worker makes before one that waits."""
    unmade = Report.state.in_((ReportState.QUEUED, ReportState.WORKING))
    ahead = select(func.count()).select_from(Report).where(unmade, Report.id < report.id)
    return session.scalar(ahead) or 0


def slug_of(session: Session, report: Report) -> str:
    """Name the consultation of a report."""
    return session.scalars(
        select(Consultation.slug).where(Consultation.id == report.consultation_id)
    ).one()


def content_of(session: Session, sha256: str) -> bytes:
    """Return a kept snapshot's document. Raises NotFoundError where it has been disposed of."""
    content = session.scalar(select(KeptSnapshot.content).where(KeptSnapshot.sha256 == sha256))
    if content is None:
        raise NotFoundError
    return content

"""Keeping versions for ever: a record with its hash, texts, answers, respondents, consents."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from portal.consultations.paper import Paper
from portal.db import Base
from portal.submissions.attachments import Attachment
from portal.submissions.decisions import Restriction
from portal.submissions.models import Answer, Consent, Contact, Record, Respondent, Text, Version
from portal.submissions.recording import Heading, fields_of
from portal.submissions.records import SALT_BYTES
from portal.submissions.records import Record as Summed
from portal.submissions.records import record as summed
from portal.submissions.registering import Arrival, Entered
from portal.submissions.rows import (
    Lodged,
    Row,
    answer_rows,
    attachment_rows,
    consent_rows,
    contact_rows,
    notice_hashes,
    respondent_rows,
    restriction_rows,
)
from portal.submissions.tongues import tongue_of

Arriving = Sequence[tuple[Entered, Arrival]]


def keep(session: Session, paper: Paper, arriving: Arriving, *, now: datetime) -> list[Lodged]:
    """Keep one version of each submission, in a few statements for all of them together."""
    records = _records(paper, arriving)
    version_ids = _keep_versions(session, paper, arriving, records, now)
    texts = _keep_texts(session, arriving)
    lodged = [
        Lodged(entered, arrival, version_id, kept.sha256, held)
        for (entered, arrival), version_id, kept, held in zip(
            arriving, version_ids, records, texts, strict=True
        )
    ]
    _insert(session, Answer, [row for each in lodged for row in answer_rows(paper, each)])
    _insert(session, Respondent, [row for each in lodged for row in respondent_rows(each)])
    _insert(session, Consent, [row for each in lodged for row in consent_rows(paper, each, now)])
    _insert(session, Restriction, [row for each in lodged for row in restriction_rows(each, now)])
    _insert(session, Attachment, [row for each in lodged for row in attachment_rows(each)])
    _keep_contacts(session, lodged)
    return lodged


def _records(paper: Paper, arriving: Arriving) -> list[Summed]:
    notices = notice_hashes(paper)
    records = []
    for entered, arrival in arriving:
        heading = Heading(
            consultation=paper.slug,
            revision=paper.revision_number,
            reference=entered.reference,
            register_number=entered.register_number,
            version=entered.version,
            received_at=arrival.received_at,
        )
        fields = fields_of(heading, arrival.filing, notices)
        salts = {path: secrets.token_bytes(SALT_BYTES) for path in fields}
        records.append(summed(fields, salts))
    return records


def _keep_versions(
    session: Session, paper: Paper, arriving: Arriving, records: list[Summed], now: datetime
) -> list[int]:
    versions: list[Row] = [
        {
            "submission_id": entered.submission_id,
            "number": entered.version,
            "draft_id": arrival.draft_id,
            "draft_revision": arrival.draft_revision,
            "revision_id": paper.revision_id,
            "language": arrival.filing.language,
            "record_sha256": kept.sha256,
            "lodged_at": now,
        }
        for (entered, arrival), kept in zip(arriving, records, strict=True)
    ]
    _insert(session, Version, versions)
    ids = _latest_versions(session, [entered.submission_id for entered, _arrival in arriving])
    contents = [
        {"version_id": version_id, "content": kept.content}
        for version_id, kept in zip(ids, records, strict=True)
    ]
    _insert(session, Record, contents)
    return ids


def _latest_versions(session: Session, submission_ids: Sequence[int]) -> list[int]:
    """Find the newest version of each submission, in their order."""
    rows = session.execute(
        select(Version.submission_id, Version.id)
        .where(Version.submission_id.in_(submission_ids))
        .order_by(Version.number)
    )
    newest = {row.submission_id: row.id for row in rows}
    return [newest[submission_id] for submission_id in submission_ids]


def _keep_texts(session: Session, arriving: Arriving) -> list[dict[str, int]]:
    """Keep the words that no earlier version says at the same place; map places to texts."""
    held: list[dict[str, int]] = []
    waiting: list[tuple[dict[str, int], str]] = []
    rows: list[Row] = []
    for entered, arrival in arriving:
        texts: dict[str, int] = {}
        held.append(texts)
        for entry in arrival.filing.entries:
            earlier = entered.texts.get(entry.place)
            if earlier is not None and earlier[1] == entry.words:
                texts[entry.place] = earlier[0]
            elif entry.words is not None:
                waiting.append((texts, entry.place))
                rows.append(_text_row(entered, arrival, entry.words))
    if rows:
        table = _table(Text)
        ids = session.scalars(
            insert(table).returning(table.c.id, sort_by_parameter_order=True), rows
        )
        for (texts, place), text_id in zip(waiting, ids, strict=True):
            texts[place] = text_id
    return held


def _text_row(entered: Entered, arrival: Arrival, words: str) -> Row:
    language = tongue_of(words, declared=arrival.filing.language)
    return {"submission_id": entered.submission_id, "language": language, "words": words}


def _keep_contacts(session: Session, lodged: list[Lodged]) -> None:
    amended = [each.entered.submission_id for each in lodged if each.entered.version > 1]
    if amended:
        session.execute(delete(Contact).where(Contact.submission_id.in_(amended)))
    _insert(session, Contact, [row for each in lodged for row in contact_rows(each)])


def _insert(session: Session, table: type[Base], rows: Iterable[Row]) -> None:
    listed = list(rows)
    if listed:
        session.execute(insert(_table(table)), listed)


def _table(of: type[Base]) -> Table:
    """Give a table as Core knows it: rows by the thousand need nothing of the ORM."""
    return Base.metadata.tables[of.__tablename__]

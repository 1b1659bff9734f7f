"""What each table is given of a version that is kept: plain rows, made of values alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.canonical import fingerprint
from portal.consultations.paper import Paper
from portal.document.kinds import Kind
from portal.submissions.decisions import Level, Scope
from portal.submissions.filing import FiledRestriction
from portal.submissions.models import ConsentKind
from portal.submissions.places import parse
from portal.submissions.registering import Arrival, Entered

NOTICES = {
    ConsentKind.DECLARATION: "declaration",
    ConsentKind.PUBLICATION: "what_will_be_published",
}

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Lodged:
    """A version that was kept; `texts` maps each place with words to its text."""

    entered: Entered
    arrival: Arrival
    version_id: int
    record_sha256: str
    texts: Mapping[str, int]


def notice_hashes(paper: Paper) -> dict[str, str]:
    """Map each kind of consent to the hash of the notice, in all its languages, agreed to."""
    return {
        kind.value: fingerprint(dict(paper.notices.get(notice, {})))
        for kind, notice in NOTICES.items()
    }


def answer_rows(paper: Paper, lodged: Lodged) -> Iterator[Row]:
    """Yield a row for each place where something was said."""
    questions = {question.key: question.id for question in paper.questions}
    clauses = {clause.key: clause.id for clause in paper.clauses}
    for entry in lodged.arrival.filing.entries:
        key = parse(entry.place).key
        yield {
            "version_id": lodged.version_id,
            "place": entry.place,
            "question_id": questions.get(key),
            "clause_id": clauses.get(key),
            "options": list(entry.options) or None,
            "number": entry.number,
            "text_id": lodged.texts.get(entry.place),
        }


def respondent_rows(lodged: Lodged) -> Iterator[Row]:
    """Yield a row for each body that answers."""
    for ordinal, party in enumerate(lodged.arrival.filing.respondents, start=1):
        yield {
            "version_id": lodged.version_id,
            "ordinal": ordinal,
            "name_en": party.name.get("en"),
            "name_zh_hant": party.name.get("zh_hant"),
            "name_zh_hans": party.name.get("zh_hans"),
            "kind": party.kind,
            "sectors": list(party.sectors),
            "main_sector": party.main_sector,
            "capacity": party.capacity,
            "members": party.members,
            "consulted": party.consulted,
            "interests": party.interests,
            "is_named": party.is_named,
        }


def contact_rows(lodged: Lodged) -> Iterator[Row]:
    """Yield how to reach the respondent, where they told."""
    contact = lodged.arrival.filing.contact
    if contact:
        yield {
            "submission_id": lodged.entered.submission_id,
            "name": contact.name,
            "email": contact.email,
            "telephone": contact.telephone,
        }


def consent_rows(paper: Paper, lodged: Lodged, now: datetime) -> Iterator[Row]:
    """Yield a row for each thing the respondent agreed to."""
    hashes = notice_hashes(paper)
    for kind in lodged.arrival.filing.consents:
        yield {
            "version_id": lodged.version_id,
            "kind": ConsentKind(kind),
            "notice_sha256": hashes[kind],
            "given_at": now,
        }


def attachment_rows(lodged: Lodged) -> Iterator[Row]:
    """Yield a row for each file that was lodged."""
    for file in lodged.arrival.filing.files:
        yield {
            "version_id": lodged.version_id,
            "number": file.number,
            "kind": Kind(file.kind),
            "size": file.size,
            "about": file.about,
            "is_as_it_is": file.is_as_it_is,
            "name": file.name,
            "caption": file.caption or None,
            "sha256": file.sha256,
        }


def restriction_rows(lodged: Lodged, now: datetime) -> Iterator[Row]:
    """Yield a row for each mark that no earlier version set already."""
    for mark in lodged.arrival.filing.restrictions:
        scope = scope_of(mark)
        text = lodged.texts.get(mark.place or "") if scope is Scope.WORDS else None
        if (scope.value, mark.place, text, mark.start, mark.stop) in lodged.entered.marks:
            continue
        yield {
            "submission_id": lodged.entered.submission_id,
            "version_id": lodged.version_id,
            "scope": scope,
            "place": mark.place,
            "text_id": text,
            "start": mark.start,
            "stop": mark.stop,
            "level": Level.CONFIDENTIAL,
            "reason": mark.reason or None,
            "made_at": now,
        }


def scope_of(mark: FiledRestriction) -> Scope:
    """Tell how much a mark covers."""
    if mark.place is None:
        return Scope.ALL
    return Scope.PLACE if mark.start is None else Scope.WORDS

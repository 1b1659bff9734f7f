"""Rows gathered about one submission, put into its record of the snapshot, in a fixed order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from portal.coding.models import Passage as PassageRow
from portal.reports import snapshot
from portal.reports.contacts import Details
from portal.reports.gathering import Assigned, Coded, Lodged
from portal.reports.places import order
from portal.submissions import decisions, models
from portal.submissions.attachments import Attachment
from portal.submissions.enclosures import place_of
from portal.submissions.states import SubmissionState, became


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything gathered about submissions, by submission; codings by passage."""

    consultation: snapshot.Consultation
    codes: Mapping[int, str]
    rulings: Mapping[int, Sequence[decisions.Ruling]]
    respondents: Mapping[int, Sequence[models.Respondent]]
    answers: Mapping[int, Sequence[tuple[models.Answer, models.Text | None]]]
    restrictions: Mapping[int, Sequence[decisions.Restriction]]
    clearances: Mapping[int, Mapping[str, decisions.Clearance]]
    passages: Mapping[int, Sequence[PassageRow]]
    codings: Mapping[int, Sequence[Coded]]
    positions: Mapping[int, Mapping[str, Assigned]]
    sources: Mapping[int, Sequence[int]]
    contacts: Details
    attachments: Mapping[int, Sequence[Attachment]]


def submission_of(lodged: Lodged, gathered: Gathered) -> snapshot.Submission:
    """Put together one submission; of a withdrawn one the register line alone."""
    row = lodged.submission
    status = status_of(lodged, gathered)
    bare = snapshot.Submission(
        reference=row.reference,
        register_number=row.register_number,
        channel=row.channel.value,
        received_at=_moment(row.received_at),
        status=status.value,
        language=lodged.version.language.value,
        version=lodged.version.number,
    )
    if status is SubmissionState.WITHDRAWN:
        return bare
    said = {one.place: (one, text) for one, text in gathered.answers.get(row.id, ())}
    answers, texts, numbers = _said(said, gathered.consultation)
    passages, ranks = _passages(gathered.passages.get(row.id, ()), numbers, gathered)
    return replace(
        bare,
        respondents=tuple(_respondent(one) for one in gathered.respondents.get(row.id, ())),
        answers=answers,
        texts=texts,
        restrictions=tuple(_restrictions(gathered.restrictions.get(row.id, ()), numbers)),
        contacts=tuple(
            snapshot.Span(index, *span)
            for index, text in enumerate(texts)
            for span in gathered.contacts.spans(text.words)
        ),
        clearances=tuple(
            snapshot.Clearance(edition, one.outcome.value, lodged.version.number)
            for edition, one in sorted(gathered.clearances.get(row.id, {}).items())
        ),
        passages=passages,
        positions=tuple(_positions(gathered.positions.get(row.id, {}), ranks, gathered)),
        files=tuple(_files(gathered.attachments.get(row.id, ()))),
    )


def status_of(lodged: Lodged, gathered: Gathered) -> SubmissionState:
    """Tell what had become of a submission."""
    made = [one.kind for one in gathered.rulings.get(lodged.submission.id, ())]
    return became(made, is_late=_is_late(lodged, gathered.consultation))


def _is_late(lodged: Lodged, consultation: snapshot.Consultation) -> bool:
    closes_at = datetime.fromisoformat(consultation.closes_at)
    return lodged.submission.received_at >= closes_at and not lodged.is_from_draft


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _said(
    said: Mapping[str, tuple[models.Answer, models.Text | None]],
    consultation: snapshot.Consultation,
) -> tuple[tuple[snapshot.Answer, ...], tuple[snapshot.Text, ...], dict[int, int]]:
    """Give answers in reading order, texts in the order they are met, and each text's number."""
    bare = [snapshot.Answer(place) for place in said]
    texts: list[snapshot.Text] = []
    answers: list[snapshot.Answer] = []
    numbers: dict[int, int] = {}
    for one in order(bare, consultation.questions, consultation.clauses):
        answer, text = said[one.place]
        index = None
        if text is not None and text.words:
            if text.id not in numbers:
                numbers[text.id] = len(texts)
                texts.append(snapshot.Text(text.language.value, text.words))
            index = numbers[text.id]
        options = tuple(answer.options or ())
        answers.append(snapshot.Answer(one.place, options, answer.number, index))
    return tuple(answers), tuple(texts), numbers


def _files(rows: Sequence[Attachment]) -> Iterator[snapshot.File]:
    """Give what files are; one that was disposed of is not there any more."""
    for row in rows:
        if row.sha256 is not None:
            yield snapshot.File(
                place=place_of(row.number),
                name=row.name or "",
                kind=row.kind.value,
                size=row.size,
                sha256=row.sha256,
                caption=row.caption or "",
            )


def _respondent(row: models.Respondent) -> snapshot.Respondent:
    names = {"en": row.name_en, "zh_hant": row.name_zh_hant, "zh_hans": row.name_zh_hans}
    return snapshot.Respondent(
        name={key: name for key, name in names.items() if name},
        kind=row.kind,
        sectors=tuple(row.sectors),
        main_sector=row.main_sector,
        capacity=row.capacity.value,
        members=row.members,
        is_named=row.is_named,
    )


def _restrictions(
    rows: Sequence[decisions.Restriction], numbers: Mapping[int, int]
) -> Iterator[snapshot.Restriction]:
    for row in sorted(rows, key=_restricted):
        if row.text_id is None:
            yield snapshot.Restriction(row.scope.value, row.place)
        elif row.text_id in numbers:
            number = numbers[row.text_id]
            yield snapshot.Restriction(row.scope.value, row.place, number, row.start, row.stop)


def _restricted(row: decisions.Restriction) -> tuple[str, str, int, int]:
    return row.scope.value, row.place or "", row.start or 0, row.stop or 0


def _passages(
    rows: Sequence[PassageRow], numbers: Mapping[int, int], gathered: Gathered
) -> tuple[tuple[snapshot.Passage, ...], dict[int, int]]:
    """Give passages in reading order, and the rank of each row among them.

    One of which every coding was taken back is none any more.
    """
    coded = {
        row.id: tuple(_codings(gathered.codings.get(row.id, ()), gathered.codes)) for row in rows
    }
    standing = [row for row in rows if row.text_id in numbers and row.quote and coded[row.id]]
    standing.sort(key=lambda row: (numbers[row.text_id], row.start, row.stop))
    found = tuple(
        snapshot.Passage(
            text=numbers[row.text_id],
            start=row.start,
            end=row.stop,
            quote=row.quote or "",
            codings=coded[row.id],
        )
        for row in standing
    )
    return found, {row.id: rank for rank, row in enumerate(standing)}


def _codings(rows: Sequence[Coded], codes: Mapping[int, str]) -> Iterator[snapshot.Coding]:
    found = [
        snapshot.Coding(
            codes[row.coding.theme_id],
            row.coding.stance.value,
            row.clause,
            row.coder,
            row.codeframe,
        )
        for row in rows
        if row.coding.theme_id in codes
    ]
    yield from sorted(found, key=lambda one: (one.theme, one.coder, one.stance, one.clause or ""))


def _positions(
    rows: Mapping[str, Assigned], ranks: Mapping[int, int], gathered: Gathered
) -> Iterator[snapshot.Position]:
    for clause, row in sorted(rows.items()):
        passages = gathered.sources.get(row.position.id, ())
        yield snapshot.Position(
            clause=clause,
            position=row.position.position.value,
            by=row.by,
            confirmed_by=row.confirmed_by,
            passages=tuple(sorted(ranks[one] for one in passages if one in ranks)),
        )

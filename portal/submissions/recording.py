"""What of a response goes into its record: every field by its path, and never how to reach it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.canonical import Json
from portal.submissions.filing import Entry, FiledFile, FiledRespondent, FiledRestriction, Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the register says of a version: where it was filed, under what, and when."""

    consultation: str
    revision: int
    reference: str
    register_number: int
    version: int
    received_at: datetime


def fields_of(heading: Heading, filing: Filing, notices: Mapping[str, str]) -> dict[str, Json]:
    """Map the path of every field of a record to its value.

    Paths are a place and what stands there (`Q3.text`, `Q7.options`, `C4.view.text`), or
    `respondent.1.name.en`, `submission.reference`, `restriction.1`, `consent.declaration`,
    `file.1.sha256`.
    `notices` maps each kind of consent to the hash of the words agreed to.
    """
    fields: dict[str, Json] = {
        "submission.channel": filing.channel,
        "submission.consultation": heading.consultation,
        "submission.language": filing.language,
        "submission.received_at": heading.received_at.astimezone(UTC).isoformat(),
        "submission.reference": heading.reference,
        "submission.register_number": heading.register_number,
        "submission.revision": heading.revision,
        "submission.version": heading.version,
    }
    return fields | dict(_told(filing, notices))


def _told(filing: Filing, notices: Mapping[str, str]) -> Iterator[tuple[str, Json]]:
    for ordinal, party in enumerate(filing.respondents, start=1):
        yield from _of_respondent(f"respondent.{ordinal}", party)
    for entry in filing.entries:
        yield from _of_entry(entry)
    for ordinal, mark in enumerate(filing.restrictions, start=1):
        yield f"restriction.{ordinal}", _of_restriction(mark)
    for kind in filing.consents:
        yield f"consent.{kind}", notices[kind]
    for file in filing.files:
        yield from _of_file(f"file.{file.number}", file)


def _of_respondent(path: str, party: FiledRespondent) -> Iterator[tuple[str, Json]]:
    for key, name in party.name.items():
        yield f"{path}.name.{key}", name
    yield f"{path}.kind", party.kind
    yield f"{path}.sectors", list(party.sectors)
    yield f"{path}.capacity", party.capacity
    yield f"{path}.named", party.is_named
    for part in ("main_sector", "members", "consulted", "interests"):
        value: Json = getattr(party, part)
        if value is not None:
            yield f"{path}.{part}", value


def _of_entry(entry: Entry) -> Iterator[tuple[str, Json]]:
    if entry.options:
        yield f"{entry.place}.options", list(entry.options)
    if entry.number is not None:
        yield f"{entry.place}.number", entry.number
    if entry.words is not None:
        yield f"{entry.place}.text", entry.words


def _of_file(path: str, file: FiledFile) -> Iterator[tuple[str, Json]]:
    """Yield what a file is, and the hash of its bytes; its words stand at its place."""
    yield f"{path}.name", file.name
    yield f"{path}.kind", file.kind
    yield f"{path}.size", file.size
    yield f"{path}.sha256", file.sha256
    yield f"{path}.lodged_as_it_is", file.is_as_it_is
    for part in ("about", "caption"):
        value: Json = getattr(file, part)
        if value:
            yield f"{path}.{part}", value


def _of_restriction(mark: FiledRestriction) -> dict[str, Json]:
    return {
        "on": mark.place or "all",
        "start": mark.start,
        "stop": mark.stop,
        "reason": mark.reason,
    }

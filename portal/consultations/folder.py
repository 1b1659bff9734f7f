"""A consultation folder as a whole: every fault at once, or the folder itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from portal.canonical import Json, canonical, sha256
from portal.consultations.documents import (
    FILES,
    Documents,
    UnreadableDocumentError,
    at,
    decode,
    entries,
    mapping,
    string,
)
from portal.consultations.faults import Fault, Finding, place
from portal.consultations.headings import codeframe_findings, sector_findings
from portal.consultations.manifests import manifest_findings, moment_of
from portal.consultations.references import reference_findings
from portal.consultations.wordings import blanks, wording_findings

Breaches: TypeAlias = Callable[[str, Json], Iterator[Finding]]

CHECKS: Final = (
    manifest_findings,
    wording_findings,
    reference_findings,
    codeframe_findings,
    sector_findings,
)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder without fault; its parts are the JSON of its files."""

    documents: Documents

    @property
    def manifest(self) -> Mapping[str, Json]:
        """What the consultation is: consultation.json."""
        return mapping(self.documents["consultation"])

    @property
    def slug(self) -> str:
        """The name of the consultation in addresses."""
        return string(self.manifest["slug"])

    @property
    def reference_prefix(self) -> str:
        """What every submission's reference begins with."""
        return string(self.manifest["reference_prefix"])

    @property
    def opens_at(self) -> datetime:
        """The moment from which submissions are taken."""
        return self._moment("opens")

    @property
    def closes_at(self) -> datetime:
        """The moment from which submissions are late."""
        return self._moment("closes")

    @property
    def clauses(self) -> list[Mapping[str, Json]]:
        """Clauses and general headings, in reading order."""
        return [each for _, each in entries(self.documents["clauses"])]

    @property
    def questions(self) -> list[Mapping[str, Json]]:
        """The questions, in order."""
        return [each for _, each in entries(at(self.documents["questions"], "questions"))]

    @property
    def layout(self) -> Mapping[str, Json]:
        """The scales and groups of questions.json."""
        held = mapping(self.documents["questions"])
        return {"scales": held["scales"], "groups": held["groups"]}

    @property
    def codeframe(self) -> list[Mapping[str, Json]]:
        """Themes and sub-themes, in order; they are loaded and compared where themes live."""
        return [each for _, each in entries(self.documents["codeframe"])]

    @property
    def sectors(self) -> Mapping[str, Json]:
        """Kinds of body, sectors and reporting groups."""
        return mapping(self.documents["sectors"])

    @property
    def notices(self) -> Mapping[str, Json]:
        """What respondents are told; the collection statement in its parts."""
        return mapping(self.documents["notices"])

    @property
    def sha256(self) -> str:
        """The hash of all but the codeframe, which has a history of its own."""
        held = {name: self.documents[name] for name in FILES if name != "codeframe"}
        return sha256(canonical(held))

    @property
    def blanks(self) -> list[Fault]:
        """The places with words in brackets that an official has yet to fill in."""
        return [_placed(self.documents, finding) for finding in blanks(self.documents)]

    def _moment(self, key: str) -> datetime:
        moment = moment_of(string(at(self.documents["consultation"], "period", key)))
        if moment is None:
            msg = f"a folder without fault has a moment at which it {key}"
            raise ValueError(msg)
        return moment


def inspect(files: Mapping[str, bytes], breaches: Breaches) -> tuple[Folder, list[Fault]]:
    """Read a folder's files (name to content) and list everything wrong with them, in order.

    `breaches` tells where one document departs from its published schema. What the files say of
    each other is looked at once all six can be read. Only a folder without fault may be used.
    """
    faults = list(_unexpected(files))
    documents: dict[str, Json] = {}
    for name in FILES:
        documents[name] = _read(name, files, faults)
    readable = {name: value for name, value in documents.items() if value is not None}
    found = [finding for name, value in readable.items() for finding in breaches(name, value)]
    if len(readable) == len(FILES):
        found.extend(finding for check in CHECKS for finding in check(documents))
    faults.extend(_placed(documents, finding) for finding in found)
    rank = {f"{name}.json": number for number, name in enumerate(FILES)}
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: rank.get(fault.file, len(rank)))
    return Folder(documents), ordered


def _unexpected(files: Mapping[str, bytes]) -> Iterator[Fault]:
    for name in sorted(files):
        if name.endswith(".json") and name.removesuffix(".json") not in FILES:
            yield Fault(name, "", "no file of a consultation has this name")


def _read(name: str, files: Mapping[str, bytes], faults: list[Fault]) -> Json:
    file = f"{name}.json"
    if file not in files:
        faults.append(Fault(file, "", "the file is missing"))
        return None
    try:
        document, repeated = decode(files[file])
    except UnreadableDocumentError as error:
        faults.append(Fault(file, error.place, error.reason))
        return None
    faults.extend(Fault(file, key, "the key stands twice in one object") for key in repeated)
    if document is None:
        faults.append(Fault(file, "", "null is no content"))
    return document


def _placed(documents: Documents, finding: Finding) -> Fault:
    written = place(documents[finding.document], finding.path)
    return Fault(f"{finding.document}.json", written, finding.message)

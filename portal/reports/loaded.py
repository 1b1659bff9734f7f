"""The paper as a folder holds it, put into the records of a snapshot."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from portal.canonical import Json
from portal.consultations.documents import at, string
from portal.consultations.manifests import moment_of
from portal.reports import shape
from portal.reports.paper import Clause, Codeframe, Group, Question, Sectors, Theme


def period(manifest: Mapping[str, Json]) -> tuple[datetime, datetime]:
    """Read when a manifest opens and closes its consultation. Raises ShapeError."""
    opens, closes = (moment_of(string(at(manifest, "period", key))) for key in ("opens", "closes"))
    if opens is None or closes is None:
        raise shape.ShapeError("$.manifest.period", "a moment with its offset is needed")
    return opens, closes


def clauses(bodies: Iterable[Mapping[str, object]]) -> tuple[Clause, ...]:
    """Read clauses; keys that a report has no use for are passed over."""
    return tuple(shape.read(Clause, body, at="$.clauses", is_strict=False) for body in bodies)


def questions(
    bodies: Iterable[Mapping[str, object]], scales: Mapping[str, object]
) -> tuple[Question, ...]:
    """Read questions, giving each that is answered on a scale the options of that scale."""
    found = []
    for body in bodies:
        scale = scales.get(str(body.get("kind", "")).partition("+")[0])
        whole = body if "options" in body or scale is None else {**body, "options": scale}
        found.append(shape.read(Question, whole, at="$.questions", is_strict=False))
    return tuple(found)


def groups(bodies: Iterable[Mapping[str, object]]) -> tuple[Group, ...]:
    """Read the pages of the questionnaire."""
    return tuple(shape.read(Group, body, at="$.groups", is_strict=False) for body in bodies)


def sectors(body: Mapping[str, object]) -> Sectors:
    """Read kinds of body, sectors and reporting groups."""
    return shape.read(Sectors, body, at="$.sectors", is_strict=False)


def codeframe(bodies: Iterable[Mapping[str, object]], *, version: int, digest: str) -> Codeframe:
    """Read the themes of a published codeframe."""
    themes = (shape.read(Theme, body, at="$.codeframe", is_strict=False) for body in bodies)
    return Codeframe(version, digest, tuple(themes))

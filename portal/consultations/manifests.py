"""Whether a manifest's dates, languages and marks agree with each other and with the folder."""

from collections.abc import Iterator
from datetime import datetime

from portal.consultations.documents import Documents, at, entries, string, strings
from portal.consultations.faults import Finding
from portal.consultations.references import names, repeated, unknown


def manifest_findings(documents: Documents) -> Iterator[Finding]:
    """Yield dates that cannot be, languages undeclared, marks left out, sectors unknown."""
    manifest = documents["consultation"]
    yield from _period(documents)
    languages = strings(at(manifest, "languages"))
    default = string(at(manifest, "default_language"))
    if default and languages and default not in languages:
        yield Finding("consultation", ("default_language",), f"{default} is not among languages")
    yield from _marks(documents)
    for key in ("businesses_affected", "documents"):
        yield from repeated("consultation", (key,), at(manifest, key))
    sectors = set(names(at(documents["sectors"], "sectors")))
    for place, business in entries(at(manifest, "businesses_affected")):
        path = ("businesses_affected", place, "sectors")
        listed = strings(business.get("sectors"))
        yield from unknown("consultation", path, listed, sectors, "sector")


def moment_of(written: str) -> datetime | None:
    """Read a moment with its offset; None for one without, or for a day that does not exist."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _period(documents: Documents) -> Iterator[Finding]:
    read: dict[str, datetime] = {}
    for key in ("opens", "closes"):
        written = string(at(documents["consultation"], "period", key))
        moment = moment_of(written)
        if moment is not None:
            read[key] = moment
        elif written:
            message = f"{written} is no moment with an offset, as 2026-02-27T18:00:00+08:00 is"
            yield Finding("consultation", ("period", key), message)
    if len(read) == 2 and read["closes"] <= read["opens"]:  # noqa: PLR2004 (both of the two)
        yield Finding("consultation", ("period", "closes"), "closes before it opens")


def _marks(documents: Documents) -> Iterator[Finding]:
    """Yield reconstructed wording that nothing would mark as such on page and paper."""
    manifest = documents["consultation"]
    if string(at(manifest, "origin")) == "reconstructed":
        if at(manifest, "status_mark") is None:
            message = "missing, although the origin is reconstructed"
            yield Finding("consultation", ("status_mark",), message)
        if at(documents["notices"], "reconstruction") is None:
            message = "missing, although the origin in consultation.json is reconstructed"
            yield Finding("notices", ("reconstruction",), message)
        return
    for name, path in (("clauses", ()), ("questions", ("questions",))):
        for place, entry in entries(at(documents[name], *path)):
            if string(entry.get("origin")) == "reconstructed":
                message = "reconstructed, although the origin in consultation.json is official"
                yield Finding(name, (*path, place, "origin"), message)

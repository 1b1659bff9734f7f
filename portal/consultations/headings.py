"""Whether the codeframe is a tree with words to find it by, and the sectors fall into groups."""

from collections import Counter
from collections.abc import Iterator, Mapping

from portal.canonical import Json
from portal.consultations.documents import Documents, Path, at, entries, listing, string, strings
from portal.consultations.faults import Finding
from portal.consultations.references import names, repeated, unknown
from portal.consultations.wordings import declared_keys


def codeframe_findings(documents: Documents) -> Iterator[Finding]:
    """Yield themes out of their tree, without words to suggest them, or told apart by nothing."""
    codeframe = documents["codeframe"]
    yield from repeated("codeframe", (), codeframe)
    parents = Counter(string(theme.get("parent")) for _, theme in entries(codeframe))
    levels = {string(theme.get("code")): theme.get("level") for _, theme in entries(codeframe)}
    residual = 0
    for place, theme in entries(codeframe):
        yield from _standing(place, theme, levels)
        if theme.get("level") == 1 and not parents[string(theme.get("code"))]:
            yield Finding("codeframe", (place,), "has no sub-theme: passages could not be coded")
        yield from _keywords(place, theme, declared_keys(documents))
        residual += theme.get("residual") is True
        if theme.get("residual") is True and residual > 1:
            yield Finding("codeframe", (place, "residual"), "one theme takes the rest already")


def _standing(
    place: int, theme: Mapping[str, Json], levels: Mapping[str, Json]
) -> Iterator[Finding]:
    code, parent, level = string(theme.get("code")), string(theme.get("parent")), theme.get("level")
    if code and level != code.count(".") + 1:
        yield Finding("codeframe", (place, "level"), f"is not the level that {code} stands on")
    if not parent:
        return
    if parent not in levels:
        yield Finding("codeframe", (place, "parent"), f"there is no theme {parent}")
    elif levels[parent] != 1:
        yield Finding("codeframe", (place, "parent"), f"{parent} is not a theme of level 1")
    elif not code.startswith(f"{parent}."):
        yield Finding("codeframe", (place, "parent"), f"{code} does not stand under {parent}")


def _keywords(
    place: int, theme: Mapping[str, Json], declared: tuple[str, ...]
) -> Iterator[Finding]:
    if theme.get("level") == 1 or theme.get("residual") is True:
        return
    needed = {"keywords_en" if key == "en" else "keywords_zh" for key in declared}
    for key in sorted(needed):
        if not listing(theme.get(key)):
            yield Finding("codeframe", (place, key), "no keywords: nothing would suggest the theme")


def sector_findings(documents: Documents) -> Iterator[Finding]:
    """Yield codes that stand twice, and sectors in no reporting group or in two."""
    document = documents["sectors"]
    for key in ("body_kinds", "sectors", "reporting_groups"):
        yield from repeated("sectors", (key,), at(document, key))
    sectors = names(at(document, "sectors"))
    grouped: dict[str, str] = {}
    for place, group in entries(at(document, "reporting_groups")):
        path: Path = ("reporting_groups", place, "sectors")
        listed = strings(group.get("sectors"))
        yield from unknown("sectors", path, listed, set(sectors), "sector")
        for number, sector in enumerate(listed):
            if sector in grouped:
                message = f"{sector} stands in the group {grouped[sector]} already"
                yield Finding("sectors", (*path, number), message)
            grouped.setdefault(sector, string(group.get("code")))
    for place, sector in enumerate(sectors):
        if sector and sector not in grouped:
            yield Finding("sectors", ("sectors", place), "stands in no reporting group")

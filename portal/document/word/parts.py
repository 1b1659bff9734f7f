"""The parts of a Word file by what they are for: its text, lists, notes, heads, drawings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from portal.document.archives import Archive
from portal.document.dangers import MismatchedError
from portal.document.markup import attribute, child, children, local, parsed

_ROOT: Final = "_rels/.rels"
_TRUE: Final = frozenset({"", "1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Parts:
    """A Word file, its parts found by the relations between them."""

    archive: Archive
    main: str

    @property
    def body(self) -> Element | None:
        """The text itself."""
        return child(parsed(self.archive.part(self.main)), "body")

    def of(self, kind: str) -> Element | None:
        """Read the part of a kind, such as `styles`; None where the file has none."""
        for relation in self._relations(self.main):
            if _kind(relation) == kind:
                return self._read(self._beside(self.main, attribute(relation, "Target")))
        return None

    def related(self, relation_id: str) -> Element | None:
        """Read the part that the text names by a relation; None for no such one."""
        for relation in self._relations(self.main):
            if attribute(relation, "Id") == relation_id:
                return self._read(self._beside(self.main, attribute(relation, "Target")))
        return None

    def _relations(self, of: str) -> Iterator[Element]:
        folder, _, name = of.rpartition("/")
        beside = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if beside in self.archive:
            yield from children(parsed(self.archive.part(beside)), "Relationship")

    def _read(self, name: str) -> Element | None:
        is_written = name in self.archive and name.endswith(".xml")
        return parsed(self.archive.part(name)) if is_written else None

    def _beside(self, of: str, target: str) -> str:
        if target.startswith("/"):
            return target[1:]
        steps = of.split("/")[:-1]
        for step in target.split("/"):
            if step == "..":
                steps = steps[:-1]
            elif step != ".":
                steps = [*steps, step]
        return "/".join(steps)


def parts_of(archive: Archive) -> Parts:
    """Find the text of a Word file. Raises MismatchedError where there is none."""
    if _ROOT in archive:
        for relation in children(parsed(archive.part(_ROOT)), "Relationship"):
            target = attribute(relation, "Target").lstrip("/")
            if _kind(relation) == "officeDocument" and target in archive:
                return Parts(archive, target)
    raise MismatchedError


def heads_and_feet(parts: Parts, body: Element) -> Iterator[tuple[str, Element]]:
    """Yield the heads and feet that pages show, each part once, as (header or footer, part)."""
    settings = parts.of("settings")
    has_even = is_said(child(settings, "evenAndOddHeaders"))
    seen: set[str] = set()
    for section in (each for each in body.iter() if local(each) == "sectPr"):
        has_first = is_said(child(section, "titlePg"))
        shown = {"default", *(["first"] if has_first else []), *(["even"] if has_even else [])}
        for each in section:
            name, named = local(each), attribute(each, "id")
            if name not in {"headerReference", "footerReference"} or named in seen:
                continue
            if attribute(each, "type", "default") in shown:
                seen.add(named)
                part = parts.related(named)
                if part is not None:
                    yield name.removesuffix("Reference"), part


def is_said(element: Element | None) -> bool:
    """Whether a setting that is on or off is there, and on."""
    return element is not None and attribute(element, "val").lower() in _TRUE


def _kind(relation: Element) -> str:
    return attribute(relation, "Type").rpartition("/")[2]

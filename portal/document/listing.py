"""The numbers that OpenDocument lists and headings carry, counted level by level."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from portal.document.figures import OPEN_DOCUMENT, counted_letters, figure
from portal.document.markup import attribute, children, local

_PLACE: Final = re.compile(r"%(\d{1,2})%")
_LEVELS: Final = 10


@dataclass(frozen=True, slots=True)
class Shape:
    """How one level of a list is written; `whole` is the label with places such as `%2%`."""

    number: str = ""
    whole: str = ""
    start: int = 1
    is_bullet: bool = False
    is_synced: bool = False

    def written(self, count: int) -> str:
        """Write one number of the level."""
        if self.is_synced:
            return counted_letters(count)
        return OPEN_DOCUMENT.get(self.number, figure)(count)


Shapes = Mapping[int, Shape]


@dataclass
class Counter:
    """How far a list has come on each of its levels."""

    shapes: Shapes
    reached: dict[int, int] = field(default_factory=dict)
    cited: dict[int, str] = field(default_factory=dict)

    def next(self, level: int, start: int | None = None) -> tuple[str, str]:
        """Count one entry; give its label, and the label with those that it stands under."""
        shape = self.shapes.get(level, Shape())
        begun = self.reached.get(level)
        counted = shape.start if begun is None else begun + 1
        self.reached[level] = counted if start is None else start
        for below in [each for each in self.reached if each > level]:
            del self.reached[below]
        if shape.is_bullet:
            return shape.whole, ""
        label = _PLACE.sub(self._number, shape.whole).strip()
        is_own = _PLACE.findall(shape.whole) == [str(level)]
        above = next((self.cited[at] for at in range(level - 1, 0, -1) if at in self.cited), "")
        bare = label.rstrip(".")
        self.cited[level] = f"{above}{bare}" if is_own and level > 1 else bare
        return label, self.cited[level]

    def _number(self, place: re.Match[str]) -> str:
        level = int(place[1])
        shape = self.shapes.get(level, Shape())
        return shape.written(self.reached.get(level, shape.start))


def shapes_of(style: Element) -> Shapes:
    """Read the levels of a list style, or of the style of headings."""
    found: dict[int, Shape] = {}
    for each in style:
        level = attribute(each, "level")
        if level.isdecimal() and 0 < int(level) <= _LEVELS:
            found[int(level)] = _shape(each, int(level))
    return found


def _shape(element: Element, level: int) -> Shape:
    if "bullet" in local(element):
        return Shape(whole=attribute(element, "bullet-char"), is_bullet=True)
    number = attribute(element, "num-format")
    start = attribute(element, "start-value")
    return Shape(
        number=number,
        whole=attribute(element, "num-list-format") or _composed(element, number, level),
        start=int(start) if start.isdecimal() else 1,
        is_synced=attribute(element, "num-letter-sync") == "true",
    )


def _composed(element: Element, number: str, level: int) -> str:
    """Compose a label of what stands before, the numbers of the levels shown, and what follows."""
    if not number:
        return ""
    shown = attribute(element, "display-levels")
    count = min(int(shown), level) if shown.isdecimal() and int(shown) else 1
    places = ".".join(f"%{at}%" for at in range(level - count + 1, level + 1))
    return f"{attribute(element, 'num-prefix')}{places}{attribute(element, 'num-suffix')}"


def list_styles(*roots: Element | None) -> dict[str, Shapes]:
    """Map the names of list styles to their levels; headings are numbered by "" ."""
    found: dict[str, Shapes] = {}
    for root in roots:
        for each in root.iter() if root is not None else ():
            if local(each) == "list-style":
                found[attribute(each, "name")] = shapes_of(each)
            elif local(each) == "outline-style":
                found[""] = shapes_of(each)
    return found


def list_children(element: Element) -> list[Element]:
    """List the entries of a list, those without a number too."""
    return [*children(element, "list-header"), *children(element, "list-item")]

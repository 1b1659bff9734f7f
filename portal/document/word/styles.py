"""The styles of a Word file, as far as they decide what is shown and how it is numbered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from portal.document.markup import attribute, child, children, whole

_OFF: Final = frozenset({"0", "false", "off"})
_DEEPEST: Final = 20
NOT_OUTLINED: Final = 9


def is_on(properties: Element | None, name: str) -> bool | None:
    """Tell whether a property that is on or off is given: None where it is not said."""
    found = child(properties, name)
    if found is None:
        return None
    return attribute(found, "val", "true").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """One style by what its own definition says; `parent` is the style that it is based on."""

    parent: str
    hides: bool | None
    numbering: str | None
    level: int | None
    outline: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by their ids, and the one of paragraphs that name none."""

    known: Mapping[str, Style] = field(default_factory=dict)
    usual: str = ""
    hides_all: bool = False

    def chain(self, style: str) -> list[Style]:
        """List a style and those it is based on, the nearest first."""
        found: list[Style] = []
        while style in self.known and len(found) < _DEEPEST:
            found.append(self.known[style])
            style = found[-1].parent
        return found

    def hides(self, style: str) -> bool:
        """Whether text in a style is hidden."""
        return next((each.hides for each in self.chain(style) if each.hides is not None), False)

    def outline(self, style: str) -> int:
        """Tell the outline level of a style: 0 is a chief heading, 9 is none."""
        levels = (each.outline for each in self.chain(style) if each.outline is not None)
        return next(levels, NOT_OUTLINED)

    def numbering(self, style: str) -> tuple[str, int | None]:
        """Give the list that a style numbers its paragraphs in, and the level if it is said."""
        number, level = None, None
        for each in self.chain(style):
            number = each.numbering if number is None else number
            level = each.level if level is None else level
        return number or "", level


def styles_of(root: Element | None) -> Styles:
    """Read the part `styles.xml`."""
    known: dict[str, Style] = {}
    usual = ""
    for each in children(root, "style"):
        name = attribute(each, "styleId")
        known[name] = _style(each)
        is_default = attribute(each, "default").lower() in {"1", "true", "on"}
        if attribute(each, "type") == "paragraph" and is_default:
            usual = name
    everywhere = child(root, "docDefaults", "rPrDefault", "rPr")
    return Styles(known, usual, hides_all=is_on(everywhere, "vanish") is True)


def _style(element: Element) -> Style:
    paragraph, numbering = child(element, "pPr"), child(element, "pPr", "numPr")
    outline = child(paragraph, "outlineLvl")
    number, level = child(numbering, "numId"), child(numbering, "ilvl")
    return Style(
        parent=attribute(child(element, "basedOn"), "val"),
        hides=is_on(child(element, "rPr"), "vanish"),
        numbering=attribute(number, "val") if number is not None else None,
        level=whole(attribute(level, "val")) if level is not None else None,
        outline=whole(attribute(outline, "val")) if outline is not None else None,
    )

"""The numbers that Word computes before paragraphs, counted as Word counts them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from portal.document.figures import WORD, figure
from portal.document.markup import attribute, child, children, whole
from portal.document.word.styles import Styles, is_on

_LEVELS: Final = 9
_BULLET: Final = "bullet"
_STOPS: Final = ".、\uff0e"
_PLACE: Final = re.compile(r"%([1-9])")
# Signs that the fonts Symbol and Wingdings keep where no other program finds them.
_SIGNS: Final = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–", 0xF076: "❖"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it is written, and what it is printed with.

    `restarts` is the level (from 1) after which it starts anew, 0 for never, None for any above.
    """

    start: int = 1
    shape: str = "decimal"
    text: str = ""
    restarts: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of one paragraph: as printed, and with the numbers that it stands under."""

    label: str = ""
    cited: str = ""


@dataclass
class _Count:
    """How far the levels of one list have come; None is a level not begun, or begun anew."""

    reached: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    cited: list[str] = field(default_factory=lambda: [""] * _LEVELS)


class Lists:
    """The lists of a file, counting the paragraphs that are asked for in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Read the part `numbering.xml`."""
        self._styles = styles
        self._abstract = {
            attribute(each, "abstractNumId"): each for each in children(root, "abstractNum")
        }
        self._numbers = {attribute(each, "numId"): each for each in children(root, "num")}
        self._levels: dict[str, Mapping[int, Level]] = {}
        self._counts: dict[str, _Count] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, properties: Element | None, style: str) -> Numbered:
        """Count one paragraph by its properties and style; what is not numbered has no label."""
        number, level = self._place(properties, style)
        if number not in self._numbers:
            return Numbered()
        levels = self._levels_of(number)
        count = self._counts.setdefault(self._list_of(number), _Count())
        self._move_on(number, level, levels, count)
        label = _label(level, levels, count)
        count.cited[level] = _cited(label, level, levels, count)
        return Numbered(label, count.cited[level] if levels[level].shape != _BULLET else "")

    def _place(self, properties: Element | None, style: str) -> tuple[str, int]:
        """Tell the list and level of a paragraph: its own, else those of its style."""
        own = child(properties, "numPr")
        by_style, styled_level = self._styles.numbering(style)
        own_number = child(own, "numId")
        number = attribute(own_number, "val") if own_number is not None else by_style
        own_level = child(own, "ilvl")
        if own_level is not None:
            level = whole(attribute(own_level, "val"))
        elif own_number is None and number in self._numbers:
            level = self._level_of_style(number, style, styled_level or 0)
        else:
            level = 0 if own_number is not None else styled_level or 0
        return number, min(max(level, 0), _LEVELS - 1)

    def _level_of_style(self, number: str, style: str, missing: int) -> int:
        named = (at for at, level in self._levels_of(number).items() if level.style == style)
        return next(named, missing)

    def _list_of(self, number: str) -> str:
        """Name the list that a number counts in: those made from one definition count together."""
        return attribute(child(self._numbers[number], "abstractNumId"), "val")

    def _levels_of(self, number: str) -> Mapping[int, Level]:
        if number not in self._levels:
            found = self._defined(self._list_of(number))
            levels = {whole(attribute(each, "ilvl")): _level(each) for each in found}
            for override in children(self._numbers[number], "lvlOverride"):
                own = child(override, "lvl")
                if own is not None:
                    levels[whole(attribute(override, "ilvl"))] = _level(own)
            self._levels[number] = {at: levels.get(at, Level()) for at in range(_LEVELS)}
        return self._levels[number]

    def _defined(self, abstract: str) -> list[Element]:
        """List the levels of a definition, or of the one that its list style is defined by."""
        element = self._abstract.get(abstract)
        link = attribute(child(element, "numStyleLink"), "val")
        if link:
            linked = (
                each
                for each in self._abstract.values()
                if attribute(child(each, "styleLink"), "val") == link
            )
            element = next(linked, element)
        return list(children(element, "lvl"))

    def _move_on(self, number: str, level: int, levels: Mapping[int, Level], count: _Count) -> None:
        for above in range(level):
            if count.reached[above] is None:
                count.reached[above] = levels[above].start
        reached = count.reached[level]
        override = self._override(number, level)
        if override is not None:
            count.reached[level] = override
        else:
            count.reached[level] = levels[level].start if reached is None else reached + 1
        for below in range(level + 1, _LEVELS):
            restarts = levels[below].restarts
            if restarts is None or level < restarts:
                count.reached[below] = None

    def _override(self, number: str, level: int) -> int | None:
        """Give the number at which a list starts anew, the first time that it is used."""
        if (number, level) in self._begun:
            return None
        self._begun.add((number, level))
        for override in children(self._numbers[number], "lvlOverride"):
            start = child(override, "startOverride")
            if whole(attribute(override, "ilvl")) == level and start is not None:
                return whole(attribute(start, "val"), 1)
        return None


def _level(element: Element) -> Level:
    restarts = child(element, "lvlRestart")
    return Level(
        start=whole(attribute(child(element, "start"), "val")),
        shape=attribute(child(element, "numFmt"), "val", "decimal"),
        text=attribute(child(element, "lvlText"), "val"),
        restarts=None if restarts is None else whole(attribute(restarts, "val")),
        is_legal=is_on(element, "isLgl") is True,
        style=attribute(child(element, "pStyle"), "val"),
    )


def _label(level: int, levels: Mapping[int, Level], count: _Count) -> str:
    own = levels[level]
    if own.shape == _BULLET:
        return own.text.translate(_SIGNS).strip()

    def written(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at > level:
            return ""
        shape = WORD.get(levels[at].shape, figure)
        is_plain = own.is_legal and levels[at].shape != "none"
        return (figure if is_plain else shape)(count.reached[at] or 0)

    return _PLACE.sub(written, own.text).strip()


def _cited(label: str, level: int, levels: Mapping[int, Level], count: _Count) -> str:
    """Put the numbers above before a number that does not say them itself: 2.3 before (b)."""
    bare = label.rstrip(_STOPS)
    named = {int(place) - 1 for place in _PLACE.findall(levels[level].text)}
    missing = [at for at in range(level) if at not in named]
    if not missing or named - {level}:
        return bare
    above = next((count.cited[at] for at in reversed(missing) if count.cited[at]), "")
    return f"{above}{bare}"

"""The geometry of every chart: values in, shapes out; page and paper draw the same shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

_GAP = 2.0
_HATCH = 6.0


class Kind(StrEnum):
    """What a bar stands for; the drawing gives each a shape or a pattern besides its colour."""

    SUPPORT = "support"
    CHANGE = "change"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    NONE = "none"
    WAITING = "waiting"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An upright rectangle; ``hatch`` is the path of its hatching, if any.

    What reviewers assigned is drawn as an outline over a tint, what respondents declared is filled.
    """

    kind: Kind
    x: float
    y: float
    width: float
    height: float
    hatch: str = ""
    is_assigned: bool = False
    shape: str = field(default="rectangle", init=False)


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a chart: on a bar (then ``kind`` says on which), or beside one."""

    words: str
    x: float
    y: float
    size: float
    anchor: str = "start"
    kind: Kind | None = None
    is_quiet: bool = False
    is_assigned: bool = False
    shape: str = field(default="label", init=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line: an axis, a tick or a grid line."""

    path: str
    is_axis: bool = True
    shape: str = field(default="rule", init=False)


Shape = Rectangle | Label | Rule


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with the words that stand for it where it cannot be seen."""

    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: filled where declared by respondents, outlined where assigned."""

    kind: Kind
    declared: int
    assigned: int = 0

    @property
    def count(self) -> int:
        """Count both."""
        return self.declared + self.assigned


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart: its name and its parts, in the order in which they are drawn."""

    name: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """Count all parts."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a chart is drawn, in its own units."""

    width: float = 476
    names: float = 124
    bar: float = 14
    step: float = 19
    letters: float = 8


def bars(title: str, description: str, rows: Sequence[Bar], sizes: Sizes = Sizes()) -> Chart:
    """Draw one bar a row, as long as its count, parted by what its parts stand for."""
    most = max((row.count for row in rows), default=0) or 1
    room = sizes.width - sizes.names - 3 * sizes.letters
    shapes: list[Shape] = []
    for index, row in enumerate(rows):
        top = index * sizes.step + 1
        base = top + sizes.bar / 2 + sizes.letters * 0.36
        shapes.append(Label(row.name, 0, round(base, 1), sizes.letters))
        right = sizes.names
        for part in row.parts:
            width = room * part.count / most
            if part.count:
                shapes.extend(_part(part, right, top, width - _GAP, sizes))
            right += width
        total = Label(f"{row.count}", round(right + 4, 1), round(base, 1), sizes.letters)
        shapes.append(Label(total.words, total.x, total.y, total.size, is_quiet=True))
    return Chart(title, description, sizes.width, sizes.step * len(rows), tuple(shapes))


def _part(part: Part, x: float, y: float, width: float, sizes: Sizes) -> Iterator[Shape]:
    share = width * part.declared / part.count
    if part.declared:
        yield from _counted(part.kind, part.declared, (x, y, share, sizes.bar), sizes.letters)
    if part.assigned:
        box = (x + share, y, width - share, sizes.bar)
        yield from _counted(part.kind, part.assigned, box, sizes.letters, is_assigned=True)


_Box = tuple[float, float, float, float]


def _counted(
    kind: Kind, count: int, box: _Box, size: float, *, is_assigned: bool = False
) -> Iterator[Shape]:
    yield _segment(kind, box, is_assigned=is_assigned)
    x, y, width, height = box
    if width >= size * (0.62 * len(f"{count}") + 0.3):
        middle = round(y + height / 2 + size * 0.36, 1)
        right = round(x + width / 2, 1)
        yield Label(f"{count}", right, middle, size, "middle", kind, is_assigned=is_assigned)


def _segment(kind: Kind, box: _Box, *, is_assigned: bool = False) -> Rectangle:
    x, y, width, height = box
    hatch = _hatching(x, y, width, height) if kind is Kind.CHANGE else ""
    is_outlined = is_assigned or kind not in {Kind.SUPPORT, Kind.OPPOSE, Kind.COUNT}
    inset = 0.4 if is_outlined else 0.0
    return Rectangle(
        kind,
        round(x + inset, 2),
        round(y + inset, 2),
        round(max(width - 2 * inset, 0.6), 2),
        round(height - 2 * inset, 2),
        hatch,
        is_assigned,
    )


def _hatching(x: float, y: float, width: float, height: float) -> str:
    """Give slanting strokes, clipped by arithmetic so that every renderer draws the same."""
    strokes = []
    for count in range(1, int((width + height) / _HATCH) + 1):
        top = x + count * _HATCH
        x1, y1, x2, y2 = top, y, top - height, y + height
        if x1 > x + width:
            y1, x1 = y1 + x1 - (x + width), x + width
        if x2 < x:
            y2, x2 = y2 - (x - x2), x
        strokes.append(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")
    return "".join(strokes)


def strip(title: str, parts: Sequence[Part], *, width: float = 80, height: float = 8) -> Chart:
    """Draw a balance as one thin bar, to stand in a line of a table."""
    total = sum(part.count for part in parts) or 1
    shapes: list[Shape] = []
    x = 0.0
    for part in parts:
        wide = width * part.count / total
        if part.count:
            shapes.append(_segment(part.kind, (x, 0, wide - 1.2, height)))
        x += wide
    return Chart(title, "", width, height, tuple(shapes))


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark under a column: which column, its words, and how they stand to it."""

    column: int
    words: str
    anchor: str = "middle"


def columns(
    title: str, description: str, values: Sequence[int], ticks: Sequence[Tick], width: float = 391
) -> Chart:
    """Draw a column for each value, over an axis with ticks, on a grid of whole numbers.

    A tick whose words would run into those of another is left out; the first and last stand.
    """
    height, top, left, letters = 96.0, 8.0, 18.0, 7.4
    base = height - 16
    most = max(values, default=0) or 1
    each = (width - left) / max(len(values), 1)
    shapes: list[Shape] = []
    for level in sorted({0, most // 2, most}):
        y = round(base - (base - top) * level / most, 1)
        shapes.append(Rule(f"M{left - 2:.0f} {y}H{width:.0f}", is_axis=level == 0))
        shapes.append(Label(f"{level}", left - 6, y + 2.6, letters, "end", is_quiet=True))
    for index, value in enumerate(values):
        high = (base - top) * value / most
        if value:
            box = (left + index * each, base - high, max(each - 1.2, 0.8), high)
            shapes.append(_segment(Kind.COUNT, box))
    placed = [(round(left + (tick.column + 0.5) * each, 1), tick) for tick in ticks]
    for middle, tick in _apart(placed, letters):
        shapes.append(Rule(f"M{middle} {base}v3"))
        shapes.append(Label(tick.words, middle, base + 12, letters, tick.anchor, is_quiet=True))
    return Chart(title, description, width, height, tuple(shapes))


def _apart(placed: Sequence[tuple[float, Tick]], size: float) -> list[tuple[float, Tick]]:
    """Leave out ticks whose words run into those before them, or into those of the last."""
    kept = list(placed[:1])
    for each in placed[1:-1]:
        if _stand_apart(kept[-1], each, size) and _stand_apart(each, placed[-1], size):
            kept.append(each)
    return [*kept, *placed[1:][-1:]]


def _stand_apart(one: tuple[float, Tick], other: tuple[float, Tick], size: float) -> bool:
    return _extent(one, size)[1] + size <= _extent(other, size)[0]


def _extent(placed: tuple[float, Tick], size: float) -> tuple[float, float]:
    """Tell from where to where the words of a tick reach, at most."""
    at, tick = placed
    wide = sum(size * (0.6 if one.isascii() else 1.0) for one in tick.words)
    start = at - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[tick.anchor]
    return start, start + wide


def spread(places: Sequence[int], apart: int) -> list[int]:
    """Keep the first place, the last, and those between that stand far enough from both."""
    if not places:
        return []
    kept = [places[0]]
    for before, place in pairwise(places):
        is_free = place - kept[-1] >= apart and places[-1] - place >= apart
        if before != place and (is_free or place == places[-1]):
            kept.append(place)
    return kept

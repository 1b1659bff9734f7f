"""What a page of a report is made of: plain records that a template sets and a test can read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from portal.charts import Chart


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 2 stands in the contents and the bookmarks."""

    words: str
    level: int = 2
    id: str = ""
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph, by which the report is cited.

    ``lead`` is set apart before it; one that is kept stays on the page of what follows.
    """

    number: str
    words: str
    lead: str = ""
    is_kept: bool = False
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Note:
    """Small print without a number."""

    words: str
    kind: str = field(default="note", init=False)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The text that was consulted on, under a line that says what it is; each text has a tag."""

    number: str
    label: str
    texts: tuple[str, ...]
    kind: str = field(default="proposal", init=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A submission and a paragraph of it; ``target`` is empty where its text is not printed."""

    words: str
    paragraph: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a respondent as written; ``speech`` is their BCP 47 language, ``tag`` its mark.

    ``marks`` open and close them.
    """

    lines: tuple[str, ...]
    marks: tuple[str, str]
    speech: str
    tag: str
    group: str
    reference: Reference
    kind: str = field(default="quotation", init=False)


@dataclass(frozen=True, slots=True)
class References:
    """A line of references with words before and after it."""

    before: str
    items: tuple[Reference, ...]
    after: str = ""
    kind: str = field(default="references", init=False)


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A mark of a chart and its name."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart under its caption; its figures stand in the table that follows.

    ``below`` names marks that are told apart besides those of the legend.
    """

    id: str
    caption: str
    chart: Chart
    legend: tuple[LegendItem, ...] = ()
    below: tuple[LegendItem, ...] = ()
    note: str = ""
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: words, perhaps in another language, a small chart, or a link inside the report.

    With a target and no words it shows the page on which the target stands.
    """

    words: str = ""
    speech: str = ""
    chart: Chart | None = None
    target: str = ""
    small: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: "sum" is a total, "head" and below it "subhead" head the lines after.

    A single cell spans all columns.
    """

    cells: tuple[Cell, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, whether it holds figures, its width (0: what the others leave).

    A turned head reads upwards, so that a narrow column can have its whole name.
    """

    words: str
    is_figure: bool = False
    millimetres: int = 0
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its head."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    style: str = ""
    legend: tuple[LegendItem, ...] = ()
    kind: str = field(default="table", init=False)

    @property
    def bodies(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Give the rows in runs of one style, as they are set."""
        runs = groupby(self.rows, key=lambda row: row.style)
        return tuple((style, tuple(rows)) for style, rows in runs)


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that begin with a mark their writer typed, hung on it; or plain lines (no mark)."""

    mark: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of a submission's own text, by its number there."""

    number: str
    id: str
    entries: tuple[Entry, ...]
    speech: str
    kind: str = field(default="said", init=False)


Block = Heading | Paragraph | Note | Proposal | Quotation | References | Figure | Table | Said


@dataclass(frozen=True, slots=True)
class Section:
    """A section that begins a page; ``over`` stands small above its title, ``also`` below it."""

    id: str
    part: str
    title: str
    blocks: tuple[Block, ...]
    over: str = ""
    also: str = ""
    also_speech: str = ""
    style: str = ""
    number: str = ""
    title_speech: str = ""
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says."""

    what: str
    title: tuple[str, ...]
    also: str
    also_speech: str
    also_what: str
    upright: str
    bureau: str
    facts: tuple[Fact, ...]
    edition: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report as data: what its pages say, before anything is set."""

    title: str
    author: str
    running: str
    edition: str
    snapshot: str
    watermark: str
    cover: Cover
    sections: tuple[Section, ...]


class Writer:
    """Puts the blocks of one section in order and numbers its paragraphs (C5.1, C5.2)."""

    def __init__(self, prefix: str) -> None:
        """Begin a section whose numbers begin with ``prefix``."""
        self._prefix = prefix
        self._count = 0
        self._blocks: list[Block] = []

    def number(self) -> str:
        """Give the next number."""
        self._count += 1
        return f"{self._prefix}.{self._count}"

    def add(self, *blocks: Block) -> None:
        """Set blocks that carry no number of this section."""
        self._blocks.extend(blocks)

    def heading(self, words: str, level: int = 2) -> None:
        """Set a heading."""
        self.add(Heading(words, level, f"{self._prefix}-{len(self._blocks)}".lower()))

    def say(self, words: str, lead: str = "", *, is_kept: bool = False) -> None:
        """Set a numbered paragraph; nothing is set where there are no words."""
        if words or lead:
            self.add(Paragraph(self.number(), words, lead, is_kept))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give the blocks set so far."""
        return tuple(self._blocks)


def cells(*words: str) -> tuple[Cell, ...]:
    """Give plain cells."""
    return tuple(Cell(one) for one in words)


def figures(counts: Iterable[int]) -> tuple[Cell, ...]:
    """Give cells of figures."""
    return tuple(Cell(f"{count:,}") for count in counts)

"""A Word file read from its beginning to its end, as someone reads who accepts every change."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from portal.document.archives import Archive
from portal.document.markup import attribute, child, children, local
from portal.document.readings import Fault, Finding, Paragraph, Reading, Where, shortened
from portal.document.word.numbering import Lists, Numbered
from portal.document.word.parts import Parts, heads_and_feet, parts_of
from portal.document.word.spoken import Listener, Spoken, chosen, tracked_marks
from portal.document.word.styles import NOT_OUTLINED, is_on, styles_of

_GROUPS: Final = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "Choice", "Fallback"}
)
_NOTES: Final = ("footnote", "endnote")


def read(archive: Archive) -> Reading:
    """Read a Word file: words, labels, pages, and what its sender may not know to be in it.

    Raises MismatchedError for an archive that holds no Word text.
    """
    parts = parts_of(archive)
    return _Reader(parts).read()


class _Reader:
    """Goes through one file; every list, note and page is counted on the way."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.styles = styles_of(parts.of("styles"))
        self.lists = Lists(parts.of("numbering"), self.styles)
        self.body = parts.body
        laid_out = self.body is not None and any(
            local(each) == "lastRenderedPageBreak" for each in self.body.iter()
        )
        self.listener = Listener(self.styles, counts_breaks=not laid_out)
        self.notes = {
            (kind, attribute(note, "id")): note
            for kind in _NOTES
            for note in children(parts.of(f"{kind}s"), kind)
        }
        self.page = 1
        self.findings: list[Finding] = []
        self.waiting: list[str] = []

    def read(self) -> Reading:
        if self.body is None:
            return Reading()
        found = list(self.blocks(self.body, Where.BODY))
        if self.waiting:
            found.append(Paragraph("".join(self.waiting).strip(), page=self.page))
        heads = list(self._heads())
        self._hear_comments()
        pages = self.page > 1
        counted = found if pages else [_without_page(each) for each in found]
        before = [each for each in heads if each.where is Where.HEADER]
        after = [each for each in heads if each.where is Where.FOOTER]
        return Reading((*before, *counted, *after), tuple(self.findings))

    def blocks(self, container: Element, where: Where) -> Iterator[Paragraph]:
        """Read paragraphs and tables in order."""
        for each in container:
            name = local(each)
            if name == "p":
                yield from self._paragraph(each, where)
            elif name == "tbl":
                yield from self._table(each, where)
            elif name == "AlternateContent":
                yield from self.blocks(chosen(each), where)
            elif name in _GROUPS:
                yield from self.blocks(each, where)

    def _paragraph(self, element: Element, where: Where) -> Iterator[Paragraph]:
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val") or self.styles.usual
        mark = child(properties, "rPr")
        spoken = self.listener.hear(element)
        self._tell(spoken, properties, mark)
        self.page += self.listener.counts_breaks and is_on(properties, "pageBreakBefore") is True
        page = self.page + spoken.pages_before
        self.page += spoken.pages
        words = "".join(spoken.words)
        is_joined = any(child(mark, name) is not None for name in ("del", "moveFrom"))
        if is_joined or attribute(child(properties, "framePr"), "dropCap"):
            self.waiting.append(words)
        else:
            is_gone = bool(spoken.hidden) and not words.strip() and is_on(mark, "vanish") is True
            number = Numbered() if is_gone else self.lists.next(properties, style)
            words, self.waiting = "".join((*self.waiting, words)), []
            sort = where if where is not Where.BODY else self._sort(properties, style)
            if words.strip() or number.label:
                yield Paragraph(words.strip(), sort, number.label, number.cited, page)
        yield from self._boxes(spoken, where)
        yield from self._notes(spoken)

    def _sort(self, properties: Element | None, style: str) -> Where:
        own = child(properties, "outlineLvl")
        level = attribute(own, "val") if own is not None else str(self.styles.outline(style))
        return Where.BODY if level == str(NOT_OUTLINED) else Where.HEADING

    def _tell(self, spoken: Spoken, properties: Element | None, mark: Element | None) -> None:
        """Note what of a paragraph was tracked or hidden."""
        words = "".join(spoken.words)
        self._find(Fault.TRACKED, "".join(spoken.deleted), "− ")
        self._find(Fault.TRACKED, "".join(spoken.added), "+ ")
        self._find(Fault.HIDDEN, "".join(spoken.hidden))
        self._find(Fault.HIDDEN, "".join(spoken.faint))
        has_changed = any(True for _ in tracked_marks(properties)) or any(
            child(mark, name) is not None for name in ("ins", "del", "moveFrom", "moveTo")
        )
        if has_changed and not spoken.deleted and not spoken.added:
            self._find(Fault.TRACKED, words or "¶", "± ")

    def _find(self, fault: Fault, words: str, sign: str = "") -> None:
        if words.strip():
            self.findings.append(Finding(fault, f"{sign}{shortened(words)}"))

    def _table(self, table: Element, where: Where) -> Iterator[Paragraph]:
        for row in _rows(table):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or is_on(properties, "hidden"):
                is_hidden = child(properties, "del") is None
                words = " ".join(each.text or "" for each in row.iter() if local(each) in _TEXTS)
                fault = Fault.HIDDEN if is_hidden else Fault.TRACKED
                self._find(fault, words, "" if is_hidden else "− ")
                continue
            inside = Where.TABLE if where is Where.BODY else where
            cells = [list(self._cell(cell, inside)) for cell in _cells(row)]
            yield from _as_line([cell for cell in cells if cell])

    def _cell(self, cell: Element, where: Where) -> Iterator[Paragraph]:
        if child(cell, "tcPr", "cellDel") is not None:
            words = " ".join(each.text or "" for each in cell.iter() if local(each) in _TEXTS)
            self._find(Fault.TRACKED, words, "− ")
            return
        yield from self.blocks(cell, where)

    def _boxes(self, spoken: Spoken, where: Where) -> Iterator[Paragraph]:
        """Read what stands in the drawings of a paragraph: text boxes, diagrams, lettering."""
        inside = Where.TEXTBOX if where in {Where.BODY, Where.TABLE} else where
        for drawing in spoken.boxes:
            is_hidden = any(
                local(each) == "docPr" and attribute(each, "hidden") in {"1", "true"}
                for each in drawing.iter()
            )
            if is_hidden:
                self._find(Fault.HIDDEN, " ".join(_said(drawing)))
                continue
            yield from self._drawn(drawing, inside)

    def _drawn(self, element: Element, where: Where) -> Iterator[Paragraph]:
        for each in element:
            name = local(each)
            if name == "txbxContent":
                yield from self.blocks(each, where)
            elif name == "AlternateContent":
                yield from self._drawn(chosen(each), where)
            elif name == "textpath":
                yield Paragraph(attribute(each, "string").strip(), where, page=self.page)
            elif name == "relIds":
                yield from _lettered(self.parts.related(attribute(each, "dm")), where, self.page)
            elif name == "chart":
                yield from _lettered(self.parts.related(attribute(each, "id")), where, self.page)
            elif name == "txBody":
                yield from _lettered(each, where, self.page)
            else:
                yield from self._drawn(each, where)

    def _notes(self, spoken: Spoken) -> Iterator[Paragraph]:
        for named in spoken.notes:
            if named in self.notes:
                found = list(self.blocks(self.notes[named], Where.FOOTNOTE))
                yield from _marked(found, self.listener.numbers.get(named, ""))

    def _heads(self) -> Iterator[Paragraph]:
        """Read the heads and feet of pages, each wording once."""
        seen: set[str] = set()
        if self.body is None:
            return
        for kind, part in heads_and_feet(self.parts, self.body):
            for each in self.blocks(part, Where(kind)):
                if each.whole not in seen:
                    seen.add(each.whole)
                    yield _without_page(each)

    def _hear_comments(self) -> None:
        for comment in children(self.parts.of("comments"), "comment"):
            words = " ".join(
                "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
                for paragraph in comment.iter()
                if local(paragraph) == "p"
            )
            self._find(Fault.COMMENT, words or "…")


_TEXTS: Final = frozenset({"t", "delText"})


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, also those that stand in a control."""
    for each in table:
        if local(each) == "tr":
            yield each
        elif local(each) in _GROUPS:
            yield from _rows(each)


def _cells(row: Element) -> Iterator[Element]:
    for each in row:
        if local(each) == "tc":
            yield each
        elif local(each) in _GROUPS:
            yield from _cells(each)


def _as_line(cells: list[list[Paragraph]]) -> Iterator[Paragraph]:
    """Give a row as one paragraph, its cells parted by bars, where no cell holds several."""
    if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
        first, *others = (cell[0] for cell in cells)
        words = " | ".join((first.words, *(each.whole for each in others)))
        yield Paragraph(words, first.where, first.label, first.cited, first.page)
        return
    for cell in cells:
        yield from cell


def _marked(found: list[Paragraph], mark: str) -> Iterable[Paragraph]:
    """Put the mark of a note before its first paragraph."""
    if not found or not mark:
        return found
    first = found[0]
    words = first.whole
    return [Paragraph(words, first.where, mark, mark, first.page), *found[1:]]


def _lettered(part: Element | None, where: Where, page: int) -> Iterator[Paragraph]:
    """Read the paragraphs of a diagram, a chart or a drawn shape."""
    if part is None:
        return
    for paragraph in (each for each in part.iter() if local(each) == "p"):
        words = "".join(_said(paragraph)).strip()
        if words:
            yield Paragraph(words, where, page=page)


def _said(element: Element) -> Iterator[str]:
    return (each.text or "" for each in element.iter() if local(each) == "t")


def _without_page(paragraph: Paragraph) -> Paragraph:
    return Paragraph(paragraph.words, paragraph.where, paragraph.label, paragraph.cited)

"""OpenDocument texts (.odt), read from their XML: what a reader of the printed page would see."""

from collections.abc import Callable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from portal.document.archives import Archive
from portal.document.dangers import DamagedError
from portal.document.hiding import hiding_styles
from portal.document.listing import Counter, list_children, list_styles
from portal.document.markup import attribute, child, children, local, parsed, whole
from portal.document.readings import Fault, Finding, Paragraph, Reading, Where, shortened

_SHAPES: Final = frozenset(
    {"frame", "custom-shape", "rect", "ellipse", "circle", "polygon", "polyline", "path", "line"}
    | {"connector", "caption", "regular-polygon", "measure", "page-thumbnail", "control"}
)
_SPACES: Final = {"s": " ", "tab": "\t", "line-break": "\n"}
_UNHEARD: Final = frozenset({"hidden-paragraph", "tracked-changes"})
_USUAL_PAGE: Final = "Standard"
_CONTAINERS: Final = frozenset(
    {"section", "index-body", "index-title", "table-of-content", "numbered-paragraph"}
    | {"alphabetical-index", "illustration-index", "table-index", "object-index", "user-index"}
    | {"bibliography", "list-header", "text-box", "g", "a"}
)


def read(archive: Archive) -> Reading:
    """Read an OpenDocument text. Raises DamagedError where it has no body."""
    return _Reader(archive).read()


class _Reader:
    """Goes through one text, counting lists, notes and pages on the way."""

    def __init__(self, archive: Archive) -> None:
        root = parsed(archive.part("content.xml"))
        styles = parsed(archive.part("styles.xml")) if "styles.xml" in archive else None
        body = child(root, "body", "text")
        if body is None:
            raise DamagedError
        self.root, self.body, self.masters = root, body, child(styles, "master-styles")
        self.lists = list_styles(styles, root)
        self.headings = Counter(self.lists.get("", {}))
        self.hiding, self.showing = hiding_styles(styles, root)
        self.unlisted = {
            attribute(each, "name")
            for each in root.iter()
            if local(each) == "style" and attribute(each, "list-style-name", "-") == ""
        }
        self.before: dict[str, Counter] = {}
        self.named: dict[str, Counter] = {}
        self.findings: list[Finding] = []
        self.page = 1
        self.notes = 0
        self.ways: dict[str, Callable[[Element, Where], Iterator[Paragraph]]] = {
            "h": self._heading,
            "p": self._paragraph,
            "list": self._list,
            "table": self._table,
            "soft-page-break": self._turn,
            **dict.fromkeys(_CONTAINERS, self._inside),
            **dict.fromkeys(_SHAPES, self._frame),
        }

    def read(self) -> Reading:
        self._hear_changes()
        found = list(self.blocks(self.body, Where.BODY))
        heads = list(self._heads())
        if self.page == 1:
            found = [Paragraph(each.words, each.where, each.label, each.cited) for each in found]
        before = [each for each in heads if each.where is Where.HEADER]
        after = [each for each in heads if each.where is Where.FOOTER]
        return Reading((*before, *found, *after), tuple(self.findings))

    def blocks(self, container: Element, where: Where) -> Iterator[Paragraph]:
        """Read paragraphs, lists and tables in order."""
        for each in container:
            way = self.ways.get(local(each))
            if way is not None:
                yield from way(each, where)

    def _inside(self, container: Element, where: Where) -> Iterator[Paragraph]:
        if attribute(container, "display") == "none":
            self._find(Fault.HIDDEN, " ".join(container.itertext()))
        else:
            yield from self.blocks(container, where)

    def _frame(self, frame: Element, where: Where) -> Iterator[Paragraph]:
        yield from self.blocks(frame, Where.TEXTBOX if where is Where.BODY else where)

    def _turn(self, _break: Element, _where: Where) -> Iterator[Paragraph]:
        self.page += 1
        yield from ()

    def _heading(self, element: Element, where: Where) -> Iterator[Paragraph]:
        level = attribute(element, "outline-level", "1")
        label, cited = "", ""
        is_counted = attribute(element, "is-list-header") != "true"
        is_counted = is_counted and attribute(element, "style-name") not in self.unlisted
        if is_counted and level.isdecimal() and self.headings.shapes:
            start = attribute(element, "start-value")
            label, cited = self.headings.next(int(level), int(start) if start.isdecimal() else None)
        sort = Where.HEADING if where is Where.BODY else where
        yield from self._paragraph(element, sort, label, cited)

    def _paragraph(
        self, element: Element, where: Where, label: str = "", cited: str = ""
    ) -> Iterator[Paragraph]:
        if attribute(element, "style-name") in self.hiding:
            self._find(Fault.HIDDEN, " ".join(element.itertext()))
            return
        words: list[str] = []
        apart: list[Element] = []
        page = self.page
        self._hear(element, words, apart)
        said = "".join(words).strip()
        if said or label:
            yield Paragraph(said, where, label, cited, page)
        for each in apart:
            yield from self._apart(each, where)

    def _hear(self, element: Element, words: list[str], apart: list[Element]) -> None:
        is_aside = local(element) == "ruby-text"
        words.append(f"({element.text or ''}" if is_aside else element.text or "")
        for each in element:
            self._hear_one(each, words, apart)
            words.append(each.tail or "")
        words.append(")" if is_aside else "")

    def _hear_one(self, element: Element, words: list[str], apart: list[Element]) -> None:
        name = local(element)
        if name in _SPACES:
            words.append(_SPACES[name] * whole(attribute(element, "c"), 1))
        elif name == "soft-page-break":
            self.page += 1
        elif name == "note" or name in _SHAPES:
            self.notes += name == "note"
            words.append(f"[{self._mark(element)}]" if name == "note" else "")
            apart.append(element)
        elif name == "annotation":
            said = (" ".join(each.itertext()) for each in element if local(each) in {"p", "list"})
            self._find(Fault.COMMENT, " ".join(said) or "…")
        elif name == "hidden-text":
            self._find(Fault.HIDDEN, attribute(element, "string-value") or element.text or "")
        elif name == "span" and attribute(element, "style-name") in self.hiding:
            self._hear_hidden(element, words, apart)
        elif name not in _UNHEARD:
            self._hear(element, words, apart)

    def _hear_hidden(self, element: Element, words: list[str], apart: list[Element]) -> None:
        """Note what is hidden; a span within that is shown by its own style is heard."""
        hidden = [element.text or ""]
        for each in element:
            if attribute(each, "style-name") in self.showing:
                self._hear_one(each, words, apart)
            else:
                hidden.append("".join(each.itertext()))
            hidden.append(each.tail or "")
        self._find(Fault.HIDDEN, "".join(hidden))

    def _mark(self, note: Element) -> str:
        cited = child(note, "note-citation")
        return ("".join(cited.itertext()) if cited is not None else "") or str(self.notes)

    def _apart(self, element: Element, where: Where) -> Iterator[Paragraph]:
        if local(element) in _SHAPES:
            yield from self.blocks(element, where if where is not Where.BODY else Where.TEXTBOX)
            return
        body = child(element, "note-body")
        mark = f"[{self._mark(element)}]"
        for each in self.blocks(body, Where.FOOTNOTE) if body is not None else ():
            yield Paragraph(each.whole, each.where, mark, mark, each.page) if mark else each
            mark = ""

    def _list(
        self, element: Element, where: Where, level: int = 1, counter: Counter | None = None
    ) -> Iterator[Paragraph]:
        counting = counter or self._counter(element)
        for item in list_children(element):
            is_counted = local(item) == "list-item"
            start = attribute(item, "start-value")
            first = True
            for each in item:
                name = local(each)
                if name == "list":
                    yield from self._list(each, where, level + 1, counting)
                elif name in {"p", "h"} and first and is_counted:
                    first = False
                    number = counting.next(level, int(start) if start.isdecimal() else None)
                    sort = Where.HEADING if name == "h" and where is Where.BODY else where
                    yield from self._paragraph(each, sort, *number)
                else:
                    yield from self.blocks(_only(each), where)

    def _counter(self, element: Element) -> Counter:
        """Give the counter of a list: that of the list it continues, else a fresh one."""
        style = attribute(element, "style-name")
        continued = self.named.get(attribute(element, "continue-list"))
        if continued is None and attribute(element, "continue-numbering") == "true":
            continued = self.before.get(style)
        counter = continued or Counter(self.lists.get(style, {}))
        self.before[style] = self.named[attribute(element, "id")] = counter
        return counter

    def _table(self, table: Element, where: Where) -> Iterator[Paragraph]:
        inside = Where.TABLE if where is Where.BODY else where
        for row in _rows(table):
            if attribute(row, "visibility") in {"collapse", "filter"}:
                self._find(Fault.HIDDEN, " ".join(row.itertext()))
                continue
            cells = [list(self.blocks(cell, inside)) for cell in children(row, "table-cell")]
            yield from _as_line([cell for cell in cells if cell])

    def _heads(self) -> Iterator[Paragraph]:
        seen: set[str] = set()
        for page in _pages_used(self.masters, self.root):
            for each in page:
                name = local(each)
                if name in {"header", "footer"} and attribute(each, "display") != "false":
                    for said in self.blocks(each, Where(name)):
                        if said.whole not in seen:
                            seen.add(said.whole)
                            yield Paragraph(said.words, said.where, said.label, said.cited)

    def _hear_changes(self) -> None:
        for region in children(child(self.body, "tracked-changes"), "changed-region"):
            for change in region:
                kind = local(change)
                said = [each for each in change if local(each) in {"p", "h", "list", "table"}]
                words = " ".join(" ".join(each.itertext()) for each in said)
                sign = {"deletion": "− ", "insertion": "+ "}.get(kind, "± ")
                self._find(Fault.TRACKED, words or "¶", sign)

    def _find(self, fault: Fault, words: str, sign: str = "") -> None:
        if words.strip():
            self.findings.append(Finding(fault, f"{sign}{shortened(words)}"))


def _pages_used(masters: Element | None, root: Element) -> Iterator[Element]:
    """Yield the kinds of pages that a text begins, or goes on to, by the styles that name them."""
    known = {attribute(each, "name"): each for each in children(masters, "master-page")}
    named = [attribute(each, "master-page-name") for each in root.iter()]
    left = list(dict.fromkeys([*filter(None, named), _USUAL_PAGE]))
    while left:
        page = known.pop(left.pop(0), None)
        if page is not None:
            yield page
            left.append(attribute(page, "next-style-name"))


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, those of its head and of its groups too, in order."""
    for each in table:
        if local(each) == "table-row":
            yield each
        elif local(each) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(each)


def _only(element: Element) -> Element:
    holder = Element("holder")
    holder.append(element)
    return holder


def _as_line(cells: list[list[Paragraph]]) -> Iterator[Paragraph]:
    """Give a row as one paragraph, its cells parted by bars, where no cell holds several."""
    if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
        first, *others = (cell[0] for cell in cells)
        words = " | ".join((first.words, *(each.whole for each in others)))
        yield Paragraph(words, first.where, first.label, first.cited, first.page)
        return
    for cell in cells:
        yield from cell

"""The words of one paragraph of a Word file: shown, hidden, added, or deleted by a change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from portal.document.figures import roman
from portal.document.markup import attribute, child, children, local
from portal.document.word.styles import Styles, is_on

_ADDED: Final = frozenset({"ins", "moveTo"})
_DELETED: Final = frozenset({"del", "moveFrom"})
_SIGNS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "",
}
# What stands in a paragraph and is none of its words, or is read elsewhere.
_APART: Final = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "delInstrText", "instrText", "proofErr"}
    | {"txbxContent", "docPr", "cNvPr", "ctrlPr", "rubyPr", "oMathParaPr", "fldData", "textpath"}
)
_WHITE: Final = frozenset({"FFFFFF"})
_TINIEST: Final = 4  # half points


@dataclass
class Spoken:
    """What one paragraph says, as its words are met; `notes` are (kind, id) of notes in it.

    `boxes` are drawings in which more words may stand; `pages` counts the pages begun in it, and
    `pages_before` those before its first word.
    """

    words: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    faint: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pages: int = 0
    pages_before: int = 0

    def turn(self) -> None:
        """Begin a page; before any words, it is the page of them all."""
        self.pages += 1
        self.pages_before += not "".join(self.words).strip()


class Listener:
    """Hears the words of paragraphs one after another; fields may begin in one and end in another.

    `counts_breaks` says whether breaks of pages count, or only what Word noted of the pages that
    it had laid out. `numbers` maps the notes met so far to their marks.
    """

    def __init__(self, styles: Styles, *, counts_breaks: bool) -> None:
        """Begin outside of any field."""
        self._styles = styles
        self.counts_breaks = counts_breaks
        self._in_code: list[bool] = []
        self.numbers: dict[tuple[str, str], str] = {}

    def hear(self, paragraph: Element) -> Spoken:
        """Hear one paragraph."""
        spoken = Spoken()
        style = attribute(child(paragraph, "pPr", "pStyle"), "val") or self._styles.usual
        self._walk(paragraph, spoken, _Voice(style=style))
        return spoken

    def _walk(self, element: Element, spoken: Spoken, voice: "_Voice") -> None:
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each, spoken, voice)
            elif name in _DELETED:
                _delete(each, spoken)
            elif name == "AlternateContent":
                self._walk(chosen(each), spoken, voice)
            elif name in _ADDED:
                self._walk(each, spoken, voice.when_added())
            elif name not in _APART:
                self._walk(each, spoken, voice)

    def _run(self, run: Element, spoken: Spoken, voice: "_Voice") -> None:
        properties = child(run, "rPr")
        if child(properties, "del") is not None or child(properties, "moveFrom") is not None:
            _delete(run, spoken)
            return
        heard = voice.of_run(
            is_hidden=self._hides(properties, voice.style), is_faint=_is_faint(properties)
        )
        for each in run:
            self._piece(each, spoken, heard)

    def _piece(self, piece: Element, spoken: Spoken, voice: "_Voice") -> None:
        name = local(piece)
        if name == "AlternateContent":
            for each in chosen(piece):
                self._piece(each, spoken, voice)
        elif name == "fldChar":
            self._field(attribute(piece, "fldCharType"))
        elif name not in _APART and not any(self._in_code):
            self._sign(name, piece, spoken, voice)

    def _sign(self, name: str, piece: Element, spoken: Spoken, voice: "_Voice") -> None:
        if name in {"footnoteReference", "endnoteReference"}:
            self._note(name, piece, spoken, voice)
        elif name in {"drawing", "pict", "object"}:
            (spoken.boxes if not voice.is_hidden else []).append(piece)
        elif name == "ruby":
            self._ruby(piece, spoken, voice)
        else:
            if self._is_of_page(piece):
                spoken.turn()
            voice.say(_words(name, piece), spoken)

    def _is_of_page(self, piece: Element) -> bool:
        """Whether a page begins here."""
        if self.counts_breaks:
            return local(piece) == "br" and attribute(piece, "type") == "page"
        return local(piece) == "lastRenderedPageBreak"

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._in_code.append(True)
        elif kind == "separate" and self._in_code:
            self._in_code[-1] = False
        elif kind == "end" and self._in_code:
            self._in_code.pop()

    def _note(self, name: str, piece: Element, spoken: Spoken, voice: "_Voice") -> None:
        if voice.is_hidden:
            return
        note = (name.removesuffix("Reference"), attribute(piece, "id"))
        spoken.notes.append(note)
        if not attribute(piece, "customMarkFollows"):
            if note not in self.numbers:
                count = sum(kind == note[0] for kind, _ in self.numbers) + 1
                self.numbers[note] = f"[{roman(count) if note[0] == 'endnote' else count}]"
            voice.say(self.numbers[note], spoken)

    def _ruby(self, ruby: Element, spoken: Spoken, voice: "_Voice") -> None:
        """Say the characters, then what is written small beside them, in brackets."""
        base, reading = child(ruby, "rubyBase"), child(ruby, "rt")
        if base is not None:
            self._walk(base, spoken, voice)
        if reading is not None:
            voice.say("(", spoken)
            self._walk(reading, spoken, voice)
            voice.say(")", spoken)

    def _hides(self, properties: Element | None, style: str) -> bool:
        """Whether a run is hidden: as it says itself, else as one of its two styles does."""
        own = is_on(properties, "vanish")
        if own is not None:
            return own
        by_run = self._styles.hides(attribute(child(properties, "rStyle"), "val"))
        by_paragraph = self._styles.hides(style)
        return by_run != by_paragraph or (self._styles.hides_all and not by_run)


@dataclass(frozen=True, slots=True)
class _Voice:
    """In what way words are said: in which paragraph style, added, hidden, or hardly seen."""

    style: str = ""
    is_added: bool = False
    is_hidden: bool = False
    is_faint: bool = False

    def when_added(self) -> "_Voice":
        return _Voice(self.style, is_added=True)

    def of_run(self, *, is_hidden: bool, is_faint: bool) -> "_Voice":
        return _Voice(self.style, self.is_added, is_hidden, is_faint)

    def say(self, words: str, spoken: Spoken) -> None:
        if self.is_hidden:
            spoken.hidden.append(words)
            return
        spoken.words.append(words)
        if self.is_added:
            spoken.added.append(words)
        if self.is_faint:
            spoken.faint.append(words)


def chosen(alternatives: Element) -> Element:
    """Choose what a reader of today's Word sees; the other choice says the same over again."""
    found = [each for each in alternatives if local(each) in {"Choice", "Fallback"}]
    telling = [each for each in found if any(has_words(inner) for inner in each.iter())]
    return (telling or found or [alternatives])[0]


def has_words(element: Element) -> bool:
    """Whether an element itself holds words that are shown."""
    return local(element) == "t" and bool((element.text or "").strip())


def _delete(element: Element, spoken: Spoken) -> None:
    spoken.deleted.extend(
        each.text or "" for each in element.iter() if local(each) in {"delText", "t"}
    )


def _words(name: str, piece: Element) -> str:
    if name == "t":
        return piece.text or ""
    if name == "sym":
        return _sign(attribute(piece, "char"))
    return _SIGNS.get(name, "")


def _sign(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _is_faint(properties: Element | None) -> bool:
    """Whether a run is white on nothing, or too small to be seen: it is said, and told."""
    if properties is None:
        return False
    size = attribute(child(properties, "sz"), "val", "20")
    is_tiny = size.isdecimal() and int(size) <= _TINIEST
    is_white = attribute(child(properties, "color"), "val").upper() in _WHITE
    is_backed = any(child(properties, each) is not None for each in ("shd", "highlight"))
    return is_tiny or (is_white and not is_backed)


def tracked_marks(properties: Element | None) -> Iterator[str]:
    """Yield the names of tracked changes of formatting in a paragraph's properties."""
    for each in ("pPrChange", "numberingChange", "sectPrChange"):
        yield from (local(found) for found in children(properties, each))

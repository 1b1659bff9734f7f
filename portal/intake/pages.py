"""The edge that reads the words of a PDF, page by page, and the notes that people left on it."""

import io
from collections.abc import Iterator
from statistics import median
from typing import Final

import pikepdf
import pypdfium2

from portal.document.readings import Fault, Finding, Paragraph, Reading, shortened
from portal.text import blocks

MOST_PAGES: Final = 1_000
_ENDS: Final = (".", ":", ";", "?", "!", "。", "：", "；", "？", "！", ")", "）", "”", "」")
_SHORT: Final = 0.8
_NOTES: Final = frozenset(
    {"/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Stamp", "/Ink"}
)


def read(content: bytes) -> Reading:
    """Read a PDF: paragraphs with their pages, and the comments on it. It must be sound."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        findings = tuple(_comments(opened))
    return Reading(tuple(_paragraphs(content)), findings)


def _paragraphs(content: bytes) -> Iterator[Paragraph]:
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(min(len(document), MOST_PAGES)):
            for words in joined(_words(document[number])):
                yield Paragraph(words, page=number + 1)
    finally:
        document.close()


def _words(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        # PDFium writes a hyphen that ends a line as a mark of its own.
        return str(text.get_text_bounded()).replace("\ufffe", "-")
    finally:
        text.close()
        page.close()


def joined(words: str) -> Iterator[str]:
    """Put the lines of a page together to paragraphs; no line is lost.

    A paragraph ends at a blank line, before a typed mark such as "2." or "(a)", and after a line
    that ends a sentence well before the margin.
    """
    lines = [line.strip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    usual = median(len(line) for line in lines if line) if any(lines) else 0
    held: list[str] = []
    for line in lines:
        is_new = not line or (held and (_is_marked(line) or _is_last(held[-1], usual)))
        if is_new and held:
            yield "\n".join(held)
            held = []
        if line:
            held.append(line)
    if held:
        yield "\n".join(held)


def _is_marked(line: str) -> bool:
    return any(block.items for block in blocks(line))


def _is_last(line: str, usual: float) -> bool:
    return line.endswith(_ENDS) and len(line) < _SHORT * usual


def _comments(opened: pikepdf.Pdf) -> Iterator[Finding]:
    for page in opened.pages:
        for note in page.get("/Annots") or ():
            if isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype", "")) in _NOTES:
                words = str(note.get("/Contents", ""))
                if words.strip():
                    yield Finding(Fault.COMMENT, shortened(words))

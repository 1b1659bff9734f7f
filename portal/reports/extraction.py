"""The edge that reads a PDF back: its pages, metadata, bookmarks, attachments and hidden words."""

import io
from collections.abc import Iterator
from threading import Lock

import pikepdf
import pypdfium2

from portal.reports.leaks import PAGE_END, TEXT

# PDFium ends the whole process when two threads are inside it.
_IN_PDFIUM = Lock()


def parts_of(pdf: bytes) -> dict[str, str]:
    """Give all that a PDF says, by part: text, metadata, bookmarks, attachments, structure.

    In the text, PAGE_END stands between the pages.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            TEXT: PAGE_END.join(_pages(pdf)),
            "metadata": "\n".join(_metadata(opened)),
            "bookmarks": "\n".join(_bookmarks(opened)),
            "attachments": "\n".join(_attachments(opened)),
            "structure": "\n".join(_strings(opened)),
        }


def attached(pdf: bytes, name: str) -> bytes | None:
    """Give the file of that name inside a PDF; None where there is none, or where it is no PDF."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            found = opened.attachments.get(name)
            return found.get_file().read_bytes() if found is not None else None
    except pikepdf.PdfError:
        return None


def _pages(pdf: bytes) -> list[str]:
    with _IN_PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_words(page) for page in document]
        finally:
            document.close()


def _words(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        # PDFium writes a hyphen that ends a line as a mark of its own.
        return str(text.get_text_bounded()).replace("\ufffe", "-").replace(PAGE_END, " ")
    finally:
        text.close()
        page.close()


def _metadata(opened: pikepdf.Pdf) -> Iterator[str]:
    yield from (str(value) for value in opened.docinfo.values())
    metadata = opened.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream):
        yield metadata.read_bytes().decode("utf-8", "replace")


def _bookmarks(opened: pikepdf.Pdf) -> Iterator[str]:
    with opened.open_outline() as outline:
        left = list(outline.root)
        while left:
            item = left.pop()
            yield str(item.title)
            left.extend(item.children)


def _attachments(opened: pikepdf.Pdf) -> Iterator[str]:
    for name, attached in opened.attachments.items():
        yield name
        yield attached.description
        yield attached.get_file().read_bytes().decode("utf-8", "replace")


def _strings(opened: pikepdf.Pdf) -> Iterator[str]:
    """Yield every string of every object: alternative texts, expansions, names of targets."""
    for thing in opened.objects:
        yield from _strings_in(thing)


def _strings_in(thing: pikepdf.Object) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            if not _is_indirect(one):
                yield from _strings_in(one)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for one in dict(thing.items()).values():
            if not _is_indirect(one):
                yield from _strings_in(one)


def _is_indirect(thing: object) -> bool:
    return isinstance(thing, pikepdf.Object) and thing.is_indirect

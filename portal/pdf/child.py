"""The press's child: it alone knows WeasyPrint, and sets what its parent asks for.

It imports nothing of the portal, so that this file can be run by itself.
"""

import base64
import io
import json
import logging
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pikepdf
import pydyf
import weasyprint

VARIANT = "pdf/ua-1"
# How far a document is (per cent) when WeasyPrint says that it begins a step; as was measured.
STEPS = {2: 5, 3: 6, 4: 17, 5: 25, 6: 70, 7: 90}
LAID_OUT = 60
# So many characters of HTML make a page, roughly: nobody knows how many pages there will be.
PAGE = 3800


class MiscountError(RuntimeError):
    """The file does not hold as many quotations as the data it was set from."""


class SealedFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
    """Fetches nothing at all, and says so; only the pictures that came with the order are there."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        """Allow no protocol and follow nothing."""
        super().__init__(allowed_protocols=set(), allow_redirects=False, fail_on_errors=True)
        self.pictures = pictures

    def fetch(self, url: str, headers: object = None) -> object:
        """Hand out a picture of the order; refuse whatever else a document asks for."""
        del headers
        if url in self.pictures:
            kind = {"Content-Type": "image/svg+xml"}
            return weasyprint.urls.URLFetcherResponse(url, self.pictures[url].encode(), kind)
        raise weasyprint.urls.FatalURLFetchingError(url[:80])


class Teller(logging.Handler):
    """Tells the parent how far the document is, a whole number of per cent a line."""

    def __init__(self, html: str) -> None:
        """Expect as many pages as such a document usually has."""
        super().__init__()
        self.expected = 1 + len(html) // PAGE
        self.told = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on a step that was not told yet."""
        percent = reached(record.getMessage(), self.expected)
        if percent > self.told:
            self.told = percent
            sys.stdout.write(f"{percent}\n")
            sys.stdout.flush()


def reached(said: str, expected: int) -> int:
    """Read from what WeasyPrint says how far it is, in per cent; 0 for what says nothing."""
    step = re.match(r"Step (\d)(?:.* Page (\d+)$)?", said)
    if step is None:
        return 0
    begun = STEPS.get(int(step[1]), 0)
    page = min(int(step[2] or 0), expected)
    return begun + (LAID_OUT - begun) * page // expected if page else begun


def _remember_pages() -> None:
    """Let the references of pages be counted once, not once for each of 100,000 elements.

    WeasyPrint asks for the whole list at every element that it tags: pages times elements.
    """
    count = pydyf.PDF.page_references.fget
    kept: dict[int, tuple[bytes, ...]] = {}

    def remembered(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        pages = len(pdf.pages["Kids"])
        if pages not in kept:
            kept.clear()
            kept[pages] = count(pdf)
        return kept[pages]

    pydyf.PDF.page_references = property(remembered)


def _press(order: dict[str, object]) -> bytes:
    """Do what the parent asks; the order's shape is that of ``render``."""
    _remember_pages()
    html, css = str(order["html"]), order["css"]
    weasyprint.PROGRESS_LOGGER.addHandler(Teller(html))
    weasyprint.PROGRESS_LOGGER.setLevel(logging.INFO)
    pictures = order["pictures"]
    fetcher = SealedFetcher(pictures if isinstance(pictures, dict) else {})
    document = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher)
    sheets = [weasyprint.CSS(string=one, base_url=None, url_fetcher=fetcher) for one in _list(css)]
    attachments = [_attachment(one, fetcher) for one in _list(order["attachments"])]
    made = document.write_pdf(
        stylesheets=sheets,
        attachments=attachments or None,
        pdf_variant=VARIANT,
        presentational_hints=False,
    )
    return finished(made, [str(one) for one in _list(order["quotations"])])


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _attachment(one: object, fetcher: SealedFetcher) -> weasyprint.Attachment:
    given = one if isinstance(one, dict) else {}
    at = datetime.fromisoformat(given["at"])
    return weasyprint.Attachment(
        string=base64.b64decode(given["content"]),
        name=given["name"],
        description=given["description"],
        created=at,
        modified=at,
        url_fetcher=fetcher,
        base_url=None,
        relationship="Source",
    )


def finished(pdf: bytes, quotations: Sequence[str]) -> bytes:
    """Give each quotation its language in the structure tree, and the file a fixed identity.

    Raises MiscountError if there are not as many quotations in the file as languages given.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(_block_quotes(opened))
        if quotations and len(found) != len(quotations):
            reason = f"{len(quotations)} quotations were set, {len(found)} are tagged"
            raise MiscountError(reason)
        for element, language in zip(found, quotations, strict=False):
            element["/Lang"] = pikepdf.String(language)
        target = io.BytesIO()
        opened.save(target, deterministic_id=True)
        return target.getvalue()


def _block_quotes(opened: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the quotations of the structure tree in reading order, whatever its depth."""
    left = [opened.Root.get("/StructTreeRoot")]
    while left:
        element = left.pop()
        if isinstance(element, pikepdf.Array):
            left.extend(reversed(list(element)))
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == "/BlockQuote":
                yield element
            left.append(element.get("/K"))


def main() -> int:
    """Be the child: read an order from standard input, set it, write the file it names."""
    order = json.loads(sys.stdin.buffer.read().decode("utf-8", "surrogatepass"))
    Path(order["target"]).write_bytes(_press(order))
    return 0


if __name__ == "__main__":
    sys.exit(main())

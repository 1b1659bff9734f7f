"""The press: HTML to tagged PDF, sealed off from network and files, in a child process with limits.

The parent only talks to the child; the child alone knows WeasyPrint. It imports nothing of the
portal, so this file can be run by itself.
"""

import base64
import io
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pikepdf
import pydyf
import weasyprint

VARIANT = "pdf/ua-1"
# The child's whole surroundings: one language, one time zone, one order of hashes, everywhere.
_SURROUNDINGS = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PATH": "/usr/bin:/bin"}


class PressError(RuntimeError):
    """The press could not set a document: it took too much, or its content cannot be set."""

    def __init__(self, reason: str = "it took too long") -> None:
        """Say why."""
        super().__init__(f"The PDF could not be made: {reason}.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds of processor time, bytes of memory, bytes of output."""

    seconds: int = 900
    memory: int = 6 << 30
    output: int = 512 << 20


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF; ``at`` is its moment (ISO 8601), never the clock's."""

    name: str
    description: str
    content: bytes
    at: str


def render(
    html: str,
    css: str | Sequence[str],
    *,
    attachments: Sequence[Attachment] = (),
    quotations: Sequence[str] = (),
    limits: Limits = Limits(),
) -> bytes:
    """Set a document and give its PDF: tagged, the same bytes whenever and wherever it is set.

    ``quotations`` gives the BCP 47 language of each ``blockquote`` in turn. Nothing is fetched:
    no address, no file, no data: URL. Raises PressError if the child fails or exceeds ``limits``.
    """
    order = {
        "html": html,
        "css": [css] if isinstance(css, str) else list(css),
        "quotations": list(quotations),
        "limits": asdict(limits),
        "attachments": [
            {**asdict(one), "content": base64.b64encode(one.content).decode("ascii")}
            for one in attachments
        ],
    }
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        target = Path(folder) / "page.pdf"
        _ask(json.dumps({**order, "target": str(target)}), folder, limits)
        return target.read_bytes()


def _ask(order: str, folder: str, limits: Limits) -> None:
    try:
        answer = subprocess.run(  # noqa: S603 (our own file, no shell)
            [sys.executable, "-P", "-B", "-W", "ignore", str(Path(__file__).resolve())],
            input=order.encode("utf-8", "surrogatepass"),
            capture_output=True,
            cwd=folder,
            env={**_SURROUNDINGS, "HOME": folder},
            timeout=limits.seconds * 2,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PressError from error
    if answer.returncode:
        lines = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PressError(lines[-1] if lines else f"the press ended with {answer.returncode}")


class SealedFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
    """Fetches nothing at all, and says so."""

    def __init__(self) -> None:
        """Allow no protocol and follow nothing."""
        super().__init__(allowed_protocols=set(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: object = None) -> object:
        """Refuse whatever a document asks for."""
        del headers
        raise weasyprint.urls.FatalURLFetchingError(url[:80])


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
    html, css = order["html"], order["css"]
    fetcher = SealedFetcher()
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

    Raises PressError if there are not as many quotations in the file as languages given.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(_block_quotes(opened))
        if quotations and len(found) != len(quotations):
            reason = f"{len(quotations)} quotations were set, {len(found)} are tagged"
            raise PressError(reason)
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
    limits = order["limits"]
    for kind, most in (
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["output"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    Path(order["target"]).write_bytes(_press(order))
    return 0


if __name__ == "__main__":
    sys.exit(main())

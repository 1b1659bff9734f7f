"""E-mails kept as files (.eml): who wrote, about what, and the letter itself."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Final

from portal.document.dangers import DamagedError, EmbeddedError, MismatchedError
from portal.document.readings import Paragraph, Reading, Where
from portal.text import TextError, paragraphs, prose

MOST_PARTS: Final = 50
_HEADS: Final = ("From", "To", "Date", "Subject")
_BREAKING: Final = frozenset({"p", "li", "h2", "h3", "h4", "tr", "blockquote", "caption", "hr"})


def read(content: bytes) -> Reading:
    """Read an e-mail: its head, then its letter, plain where it was sent so.

    Raises MismatchedError for what is none, EmbeddedError where files are enclosed, which are
    uploaded by themselves, and DamagedError.
    """
    mail = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    if not mail.get("From") or b"\0" in content:
        raise MismatchedError
    parts = list(mail.walk())
    if len(parts) > MOST_PARTS or any(_is_enclosed(part) for part in parts):
        raise EmbeddedError
    try:
        heads = [f"{name}: {mail[name]}" for name in _HEADS if mail[name]]
        letter = mail.get_body(("plain", "html"))
        said = str(letter.get_content()) if letter is not None else ""
        is_html = letter is not None and letter.get_content_subtype() == "html"
        found = tuple(of_html(said) if is_html else of_plain(said))
    except (LookupError, ValueError, TextError) as error:
        raise DamagedError from error
    return Reading((*(Paragraph(each, Where.HEADER) for each in heads), *found))


def _is_enclosed(part: EmailMessage) -> bool:
    kind = part.get_content_maintype()
    return kind not in {"text", "multipart"} or part.get_content_disposition() == "attachment"


def of_plain(words: str) -> Iterator[Paragraph]:
    """Read the paragraphs of a plain letter, as blank lines part them."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    yield from (Paragraph(lines[start:stop].strip()) for start, stop in paragraphs(lines))


def of_html(html: str) -> Iterator[Paragraph]:
    """Read the paragraphs of a formatted letter, cleaned as prose, with the numbers of its lists.

    Raises TextError for a letter too long or too tangled to be cleaned.
    """
    listener = _Listener()
    listener.feed(str(prose(html)))
    listener.close()
    listener.end()
    yield from listener.found


class _Listener(HTMLParser):
    """Hears cleaned HTML: where paragraphs end, and how the entries of lists are numbered."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self._said: list[str] = []
        self._label = ""
        self._counts: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a list, an entry, a line or a paragraph."""
        del attrs
        if tag in {"ol", "ul"}:
            self.end()
            self._counts.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.end()
            self._label = self._number()
        elif tag == "br":
            self._said.append("\n")
        elif tag in {"td", "th"} and self._said:
            self._said.append(" | ")
        elif tag in _BREAKING:
            self.end()

    def handle_endtag(self, tag: str) -> None:
        """End a list or a paragraph."""
        if tag in {"ol", "ul"}:
            self.end()
            self._counts = self._counts[:-1]
        elif tag in _BREAKING:
            self.end()

    def handle_data(self, data: str) -> None:
        """Hear words; line ends of the source are spaces."""
        self._said.append(" ".join(data.replace("\n", " ").split(" ")))

    def end(self) -> None:
        """End the paragraph that is being heard."""
        lines = [" ".join(line.split()) for line in "".join(self._said).split("\n")]
        words = "\n".join(lines).strip()
        self._said = []
        if words:
            self.found.append(Paragraph(words, label=self._label, cited=self._label.rstrip(".")))
            self._label = ""

    def _number(self) -> str:
        if not self._counts or self._counts[-1] is None:
            return "•" if self._counts else ""
        self._counts[-1] += 1
        return f"{self._counts[-1]}."

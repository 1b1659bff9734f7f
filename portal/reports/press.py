"""From a snapshot to the bytes of a PDF: sections, template, styles, manifest, leak check."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal import pdf
from portal.canonical import canonical, sha256
from portal.language import Language, speaking
from portal.reports import tools
from portal.reports.blocks import Quotation, Report
from portal.reports.edition import public
from portal.reports.extraction import attached, parts_of
from portal.reports.leaks import Leak, leaks
from portal.reports.outlines import across
from portal.reports.reading import read
from portal.reports.sections import report
from portal.reports.snapshot import FORMAT, Snapshot
from portal.reports.tracing import told
from portal.submissions.decisions import Edition
from portal.templating import environment

KIND = "summary"
MANIFEST = "manifest.json"


class LeakError(RuntimeError):
    """A public build holds what it may not; the message tells staff where, never the words."""

    def __init__(self, told: str, found: Sequence[Leak]) -> None:
        """Keep what was found, and say what `tracing` tells of it."""
        self.leaks = tuple(found)
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report of a snapshot is wanted."""

    edition: Edition
    language: Language
    kind: str = KIND


def compile_report(
    document: bytes,
    wanted: Wanted,
    *,
    tell: Callable[[int], None] = lambda _percent: None,
) -> bytes:
    """Give the PDF of a snapshot document; ``tell`` hears how many per cent are done.

    Raises ShapeError for a document of another format, PressError, and LeakError.
    """
    snapshot = read(document)
    digest = sha256(document)
    tell(5)
    made = report(snapshot, digest, edition=wanted.edition, language=wanted.language)
    page = html(made, wanted)
    tell(15)
    attachment = pdf.Attachment(
        name=MANIFEST,
        description=f"Snapshot {digest}",
        content=manifest(digest, wanted),
        at=snapshot.as_at,
    )
    printed = pdf.render(
        page,
        css(wanted),
        beside=pdf.Beside([attachment], quotation_languages(made), across(made.watermark)),
        tell=lambda percent: tell(15 + percent * 75 // 100),
    )
    tell(90)
    if wanted.edition is Edition.PUBLIC:
        _checked(snapshot, printed)
    tell(100)
    return printed


def _checked(snapshot: Snapshot, printed: bytes) -> None:
    shown = public(snapshot)
    found = leaks(snapshot, shown, parts_of(printed))
    if found:
        raise LeakError(told(found, snapshot, shown), found)


def html(made: Report, wanted: Wanted) -> str:
    """Set a report's data into its template."""
    with speaking(wanted.language):
        template = environment().get_template("reports/paper.html")
        return template.render(
            report=made,
            language=wanted.language,
            faces=_faces(wanted.language),
            is_internal=wanted.edition is Edition.INTERNAL,
        )


def _faces(language: Language) -> str:
    if language is Language.ZH_HANS:
        return "'Noto Sans','Noto Sans CJK SC','Noto Sans CJK HK'"
    return "'Noto Sans','Noto Sans CJK HK'"


def css(wanted: Wanted) -> list[str]:
    """Give the style sheets of an edition in a language."""
    names = ["report", "draft"]
    if wanted.edition is Edition.INTERNAL:
        names.append("internal")
    sheets = tools.styles(*names)
    if wanted.language is Language.ZH_HANS:
        return [*(_mainland_first(sheet) for sheet in sheets), *tools.styles("simplified")]
    return sheets


def _mainland_first(sheet: str) -> str:
    """Name the Mainland face before the Hong Kong one, in every rule and margin box."""
    for family in ("Noto Serif CJK", "Noto Sans CJK"):
        sheet = sheet.replace(f'"{family} HK"', f'"{family} SC", "{family} HK"')
    return sheet


def quotation_languages(made: Report) -> list[str]:
    """Give the language of each quotation, in the order in which they are set."""
    return [
        block.speech
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Quotation)
    ]


def is_made_of(printed: bytes, document: bytes, wanted: Wanted) -> bool:
    """Whether a PDF is the one that this snapshot document would give again, with these tools."""
    return attached(printed, MANIFEST) == manifest(sha256(document), wanted)


def manifest(digest: str, wanted: Wanted) -> bytes:
    """Say what a PDF was made from and with: the same for the same snapshot and tools."""
    return canonical(
        {
            "format": "portal-report/1",
            "snapshot": {"format": FORMAT, "sha256": digest},
            "kind": wanted.kind,
            "edition": wanted.edition.value,
            "language": wanted.language.value,
            "sources": tools.sources(wanted.language),
            "programs": tools.programs(),
            "libraries": tools.libraries(),
            "fonts": tools.fonts(),
        }
    )

"""What was filed, printed: the PDF that a respondent can show to a committee, or keep."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from portal import pdf
from portal.consultations.paper import Paper
from portal.errors import PortalError, marked
from portal.language import Language, spoken
from portal.receipts.filed import filed
from portal.submissions.queries import Receipt
from portal.submissions.records import fields_in
from portal.templating import environment
from portal.text import broken

# A submission of 100,000 characters in each of ten answers takes 40 seconds.
LIMITS: Final = pdf.Limits(seconds=120, memory=3 << 30, output=64 << 20)
_STYLES: Final = Path(__file__).with_name("css") / "filed.css"


class UnprintableError(PortalError):
    """The press could not set what was filed, in the time and memory it has."""

    status = 503
    message = marked(
        "The PDF could not be made at the moment. The record holds the same words, and is there to"
        " be downloaded."
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: a receipt, the paper it was filed for, the record, and when it is printed.

    `withdrawn_at` is the moment of its withdrawal, or None.
    """

    receipt: Receipt
    paper: Paper
    record: bytes
    withdrawn_at: datetime | None = None


def print_filed(what: Printed) -> bytes:
    """Give the PDF of everything a record holds, in the language spoken now.

    The same record and language give the same bytes. Raises UnprintableError.
    """
    language = spoken()
    page = (
        environment()
        .get_template("receipts/filed.html")
        .render(
            receipt=what.receipt,
            paper=what.paper,
            filed=filed(fields_in(what.record), what.paper),
            withdrawn_at=what.withdrawn_at,
            language=language,
            broken=broken,
        )
    )
    try:
        return pdf.render(page, _styles(language), limits=LIMITS)
    except pdf.PressError as error:
        raise UnprintableError from error


def _styles(language: Language) -> str:
    """Give the style sheet; the Mainland face comes first where that is what is read."""
    sheet = _STYLES.read_text("utf-8")
    if language is not Language.ZH_HANS:
        return sheet
    for family in ("Noto Serif CJK", "Noto Sans CJK"):
        sheet = sheet.replace(f'"{family} HK"', f'"{family} SC", "{family} HK"')
    return sheet

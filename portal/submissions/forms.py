"""What respondents and the public may send: a declaration, a withdrawal, a receipt to verify."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import FileStorage

from portal.forms import HiddenNumber, LongText, PlainText, PortalForm, Tick
from portal.forms.fields import PortalField
from portal.language import gettext, lazy
from portal.submissions.filing import FilingFault
from portal.submissions.places import is_place, label
from portal.submissions.records import RecordError, verify
from portal.submissions.references import tidied

LARGEST_RECORD: Final = 8 * 1024 * 1024

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class LodgeForm(PortalForm):
    """The declaration, and the revision of the draft it is made for."""

    revision = HiddenNumber()
    declares = Tick(
        lazy("I declare this"),
        needed=lazy("Tick the box to make the declaration. Nothing has been submitted yet."),
    )

    def handed(self) -> int:
        """Hand on the revision that was looked through; -1, which none has, when unreadable."""
        return -1 if self.revision.number is None else self.revision.number

    def refuse_filing(self, faults: Iterable[FilingFault]) -> None:
        """Tell each fault of the draft, with the name of its place."""
        for fault in faults:
            if is_place(fault.place):
                told = lazy("%(place)s: %(fault)s")
                self.refuse(None, told, place=label(fault.place), fault=fault.message)
            else:
                self.refuse(None, fault.message)


class WithdrawForm(PortalForm):
    """The wish to take a submission back, and perhaps why."""

    reason = LongText(
        lazy("Reason"), hint=lazy("You may leave this blank; it is never published."), limit=2_000
    )
    wishes = Tick(
        lazy("I withdraw this submission, and know that it cannot be submitted again"),
        needed=lazy("Tick the box to withdraw the submission. Nothing has been withdrawn yet."),
    )


class RecordFile(PortalField):
    """A record.json handed back; nothing of it is kept."""

    @property
    def typed(self) -> str:
        """Nothing: a browser does not give a file twice."""
        return ""

    @property
    def sum(self) -> str:
        """The hash of the record, or "" when none was given."""
        return str(self.data or "")

    def process_formdata(self, valuelist: list[object]) -> None:
        """Sum the record, or refuse it with a sentence."""
        self.data = None
        given = valuelist[0] if valuelist else None
        if not isinstance(given, FileStorage) or not given.filename:
            return
        content = given.stream.read(LARGEST_RECORD + 1)
        try:
            self.data = verify(content) if len(content) <= LARGEST_RECORD else None
        except RecordError as error:
            raise ValueError(gettext(error.message)) from error
        if self.data is None:
            raise ValueError(gettext(RecordError.message))


@dataclass(frozen=True, slots=True)
class Claim:
    """A reference and the hash it is said to stand for."""

    reference: str
    record_sha256: str


class VerifyForm(PortalForm):
    """A receipt to be verified: its reference, and its fingerprint or the record itself."""

    reference = PlainText(
        lazy("Reference"),
        needed=lazy("Enter the reference, such as ETD-7K2M-Q954."),
        hint=lazy("As it stands on the receipt; spaces and small letters do not matter."),
    )
    fingerprint = PlainText(
        lazy("Fingerprint (SHA-256)"), hint=lazy("64 letters and figures, with or without spaces.")
    )
    record = RecordFile(lazy("Or the file record.json"))

    def check(self) -> None:
        """Ask for the fingerprint or the record, whichever is at hand."""
        if self.record.errors:
            return
        if not self.fingerprint.words and not self.record.sum:
            self.refuse(
                self.fingerprint, lazy("Enter the fingerprint, or choose the file record.json.")
            )
        elif not self.record.sum and not _HASH.fullmatch(self._fingerprint()):
            self.refuse(
                self.fingerprint,
                lazy("A fingerprint has 64 letters and figures: 0 to 9 and a to f."),
            )

    def handed(self) -> Claim:
        """Hand on what is claimed; the record itself is believed before a typed fingerprint."""
        return Claim(tidied(self.reference.words), self.record.sum or self._fingerprint())

    def _fingerprint(self) -> str:
        return "".join(self.fingerprint.words.split()).lower().removeprefix("sha-256")

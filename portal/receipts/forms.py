"""What anyone may send to have a receipt verified."""

import re
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import FileStorage

from portal.errors import InvalidInputError
from portal.forms import PlainText, PortalForm
from portal.forms.fields import PortalField
from portal.language import gettext, lazy
from portal.receipts.statements import ReceiptFile, is_receipt, read
from portal.submissions.records import RecordError, verify
from portal.submissions.references import tidied

LARGEST_FILE: Final = 8 * 1024 * 1024

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class ProofFile(PortalField):
    """A record.json or receipt.json handed back; nothing of it is kept."""

    @property
    def typed(self) -> str:
        """Nothing: a browser does not give a file twice."""
        return ""

    @property
    def sum(self) -> str:
        """The hash of the record that was given, or "" when it was none."""
        return self.data if isinstance(self.data, str) else ""

    @property
    def receipt(self) -> ReceiptFile | None:
        """The receipt that was given, or none."""
        return self.data if isinstance(self.data, ReceiptFile) else None

    def process_formdata(self, valuelist: list[object]) -> None:
        """Sum a record, read a receipt, and refuse anything else with a sentence."""
        self.data = None
        given = valuelist[0] if valuelist else None
        if not isinstance(given, FileStorage) or not given.filename:
            return
        content = given.stream.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise ValueError(gettext(RecordError.message))
        try:
            self.data = read(content) if is_receipt(content) else verify(content)
        except InvalidInputError as error:
            raise ValueError(gettext(error.message)) from error


@dataclass(frozen=True, slots=True)
class Claim:
    """A reference and the hash it is said to stand for, and the receipt file that says so."""

    reference: str
    record_sha256: str
    receipt: ReceiptFile | None = None


class VerifyForm(PortalForm):
    """A receipt to be verified: its file; or its reference with its fingerprint or record."""

    reference = PlainText(
        lazy("Reference"),
        hint=lazy("As it stands on the receipt; spaces and small letters do not matter."),
    )
    fingerprint = PlainText(
        lazy("Fingerprint (SHA-256)"), hint=lazy("64 letters and figures, with or without spaces.")
    )
    proof = ProofFile(
        lazy("Or a file"),
        hint=lazy("receipt.json by itself, or record.json with the reference."),
    )

    def check(self) -> None:
        """Ask for what is lacking: a receipt file says all, a record its fingerprint."""
        if self.proof.errors or self.proof.receipt:
            return
        if not self.reference.words:
            self.refuse(self.reference, lazy("Enter the reference, such as ETD-7K2M-Q954."))
        if self.proof.sum:
            return
        if not self.fingerprint.words:
            self.refuse(self.fingerprint, lazy("Enter the fingerprint, or choose a file."))
        elif not _HASH.fullmatch(self._fingerprint()):
            self.refuse(
                self.fingerprint,
                lazy("A fingerprint has 64 letters and figures: 0 to 9 and a to f."),
            )

    def handed(self) -> Claim:
        """Hand on what is claimed; a file is believed before what was typed."""
        receipt = self.proof.receipt
        if receipt is not None:
            stated = receipt.statement
            return Claim(stated.reference, stated.record_sha256, receipt)
        return Claim(tidied(self.reference.words), self.proof.sum or self._fingerprint())

    def _fingerprint(self) -> str:
        return "".join(self.fingerprint.words.split()).lower().removeprefix("sha-256")

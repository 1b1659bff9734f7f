"""What respondents and the public may send: a declaration, a withdrawal, a receipt to verify."""

import re
from collections.abc import Iterable
from typing import Final

from portal.forms import HiddenNumber, LongText, PortalForm, Tick
from portal.language import lazy
from portal.submissions.filing import FilingFault
from portal.submissions.places import is_place, label

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

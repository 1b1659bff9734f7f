"""What a browser may send while drafting: who answers, a letter, and the presses of buttons."""

from collections.abc import Iterable
from typing import Final

from portal.drafting.writing import LETTER, NOTHING, Seen, Written, sums
from portal.forms import Address, Hidden, LongText, PlainText, PortalForm, Tick
from portal.forms.fields import PortalField
from portal.language import lazy

WHY: Final = lazy("Give a short reason, such as “contains commercial terms”.")
OVERTAKEN: Final = lazy(
    "Somebody else has changed this since you opened the page. Their words are shown beside"
    " yours; press the button again to keep yours."
)


class PressForm(PortalForm):
    """The press of a button, and perhaps the key of what it is about; nothing is typed."""

    keeps_words = False
    key = Hidden()

    def handed(self) -> str:
        """Hand on the key; empty where there is none."""
        return self.key.words


class BeginForm(PortalForm):
    """The beginning of a draft, and where its private link is sent."""

    email = Address(
        lazy("E-mail address"),
        hint=lazy(
            "We send your private link there, and again if you lose it. Without an address you"
            " must keep the link yourself."
        ),
    )

    def handed(self) -> str:
        """Hand on the address; empty where none was given."""
        return self.email.words


class LostForm(BeginForm):
    """The address whose private links were lost."""

    email = Address(
        lazy("E-mail address"),
        needed=lazy("Give the address that you began the draft with."),
        hint=lazy("The address that you gave when you began."),
    )


class SeenField(Hidden):
    """What the page had shown of each answer, as sums, written `Q1=9f2c Q2=41d8`."""

    limit = 20_000

    @property
    def sums(self) -> dict[str, str]:
        """Map each key to the sum of what the page had shown under it."""
        pairs = (pair.partition("=") for pair in self.words.split())
        return {key: sum_ for key, _, sum_ in pairs}

    def renew(self, seen: Seen) -> None:
        """Let the page send what stands now when it is sent again."""
        self.data = told(seen)
        self.raw_data = [self.data]


class DraftForm(PortalForm):
    """A page of a draft: it knows what it had shown, so that nobody's words are overwritten."""

    seen = SeenField()

    def refuse_overtaken(self, keys: Iterable[str], standing: Seen) -> None:
        """Tell what somebody else changed meanwhile; sent once more, the page has its way."""
        for key in sorted(keys):
            self.refuse(self.field_of(key), OVERTAKEN)
        self.seen.renew(standing)

    def field_of(self, key: str) -> PortalField | None:
        """Find the field at which to tell what is wrong under a key."""
        raise NotImplementedError


def told(seen: Seen) -> str:
    """Write sums for a SeenField."""
    return " ".join(f"{key}={sum_}" for key, sum_ in seen.items())


class LetterForm(DraftForm):
    """A letter in place of answers, or beside them."""

    text = LongText(
        lazy("Your letter"),
        hint=lazy("Leave a blank line between paragraphs. Headings and numbers are kept as typed."),
    )
    confidential = Tick(lazy("Keep the letter confidential"))
    reason = PlainText(lazy("Why it is confidential"))

    def check(self) -> None:
        """Ask why a confidential letter is confidential."""
        if self.confidential.is_ticked and not self.reason.words:
            self.refuse(self.reason, WHY)

    def field_of(self, key: str) -> PortalField | None:
        """Find the field of the letter."""
        return self.text if key == LETTER else None

    def handed(self) -> Written:
        """Hand on the letter."""
        return Written(
            value={"text": self.text.words} if self.text.words else {},
            is_confidential=self.confidential.is_ticked,
            reason=self.reason.words,
            removed=self.text.removed + self.reason.removed,
        )


def letter_form(written: Written | None) -> LetterForm:
    """Open the form on the letter so far."""
    held = written or NOTHING
    return LetterForm(
        text=str(held.value.get("text", "")),
        confidential=held.is_confidential,
        reason=held.reason,
        seen=told(sums({LETTER: held})),
    )

"""What a browser may send while drafting: who answers, a letter, and the presses of buttons."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from portal.drafting.writing import LETTER, NOTHING, Seen, Written, sums
from portal.forms import Address, Hidden, LongText, OneOf, Option, PlainText, PortalForm, Tick
from portal.language import lazy

WHY: Final = lazy("Give a short reason, such as “contains commercial terms”.")
OVERTAKEN: Final = lazy(
    "This was changed since you opened the page, by somebody else or by you in another tab."
    " Nothing was overwritten: choose which of the two is kept."
)
MINE, THEIRS = "mine", "theirs"
# Stands before the sum of what a page showed as a clash that nobody has decided yet.
UNDECIDED: Final = "!"


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


class NoteForm(PortalForm):
    """A note inside the team: what it is about, and its words."""

    about = OneOf(lazy("What it is about"))
    words = LongText(lazy("Your note"), needed=lazy("Write the note first."), limit=5_000)

    def handed(self) -> tuple[str, str]:
        """Hand on the key of what it is about, "" for the draft as a whole, and the words."""
        return self.about.chosen or "", self.words.words


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
    was_overtaken = False

    @property
    def status(self) -> int:
        """The answer's status: 409 where somebody else changed the same, else as of any form."""
        return HTTPStatus.CONFLICT if self.was_overtaken else super().status

    @property
    def undecided(self) -> frozenset[str]:
        """The keys under which two versions are shown, one of them to be chosen."""
        shown = self.seen.sums
        return frozenset(key for key, sum_ in shown.items() if sum_.startswith(UNDECIDED))

    def sums_seen(self, sent: Seen) -> dict[str, str]:
        """Map each key to the sum of what counts as seen there; `sent` are the sums of what came.

        A clash that is not decided has a sum like no other, so that it is told once more. Where
        the sender's own words were chosen, those of others count as seen; where those of others
        were, the sender has changed nothing.
        """
        return {key: self._seen(key, shown, sent) for key, shown in self.seen.sums.items()}

    def keys_refused(self, keys: Iterable[str]) -> frozenset[str]:
        """Name those of these keys under which something is wrong."""
        return frozenset(keys if self.errors else ())

    def refuse_overtaken(self, keys: Iterable[str], standing: Seen) -> None:
        """Tell what somebody else changed meanwhile, and ask which version is kept."""
        told_now = {key: UNDECIDED + standing.get(key, "") for key in keys}
        for key in sorted(told_now):
            field = self.keep_of(key)
            field.data = None
            if not field.errors:
                self.refuse(field, OVERTAKEN)
        self.seen.renew({**self.seen.sums, **told_now})
        self.was_overtaken = True

    def keep_of(self, key: str) -> OneOf:
        """Find the field that says which version under a key is kept."""
        del key
        field: OneOf = self["keep"]
        return field

    def _seen(self, key: str, shown: str, sent: Seen) -> str:
        chosen = self.keep_of(key).chosen if shown.startswith(UNDECIDED) else None
        if chosen == THEIRS:
            return sent.get(key, "")
        return shown.removeprefix(UNDECIDED) if chosen == MINE else shown


def keep_field() -> OneOf:
    """Make the field by which one of two versions is kept; it is drawn only where two clash."""
    return OneOf(
        lazy("Which version is kept?"),
        choices=[
            Option(
                MINE,
                lazy("Mine"),
                hint=lazy("What stands in the fields below. Change them first to keep a mixture."),
            ),
            Option(
                THEIRS,
                lazy("The other one"),
                hint=lazy("What stands in the fields below is dropped."),
            ),
        ],
    )


def told(seen: Seen) -> str:
    """Write sums for a SeenField."""
    return " ".join(f"{key}={sum_}" for key, sum_ in seen.items())


class LetterForm(DraftForm):
    """A letter in place of answers, or beside them."""

    text = LongText(
        lazy("Your letter"),
        hint=lazy("Leave a blank line between paragraphs. Headings and numbers are kept as typed."),
    )
    keep = keep_field()
    confidential = Tick(lazy("Keep the letter confidential"))
    reason = PlainText(lazy("Why it is confidential"))

    def check(self) -> None:
        """Ask why a confidential letter is confidential."""
        if self.confidential.is_ticked and not self.reason.words:
            self.refuse(self.reason, WHY)

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

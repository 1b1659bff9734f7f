"""What an official sends to give a draft to a new lead: which, to whom, and on what ground."""

from dataclasses import dataclass

from portal.forms import Address, LongText, PlainText, PortalForm
from portal.language import lazy


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft by its code, its new lead, and the ground of proof."""

    code: str
    name: str
    email: str
    ground: str


class ReissueForm(PortalForm):
    """A draft, its new lead, and the ground; the address is typed twice, as it gives all away."""

    code = PlainText(
        lazy("Code of the draft"),
        needed=lazy("Enter the code of the draft."),
        hint=lazy(
            "It stands in every letter about the draft, and in the addresses of its pages after"
            " “drafts/”."
        ),
    )
    name = PlainText(lazy("Name of the new lead"), needed=lazy("Give the name of the new lead."))
    email = Address(
        lazy("E-mail address of the new lead"),
        needed=lazy("Give the address that the new link is sent to."),
    )
    again = PlainText(
        lazy("The same address once more"),
        needed=lazy("Type the address once more, to confirm it."),
        hint=lazy("Whoever reads mail there can read, change and submit the draft."),
    )
    ground = LongText(
        lazy("What proved that the draft is theirs"),
        needed=lazy("Say what was shown to you as proof."),
        hint=lazy(
            "For example: a letter on the body’s paper, signed by its secretary, of 5 January."
            " It is kept in the journal for good: write no numbers of identity papers."
        ),
        limit=2_000,
    )

    def check(self) -> None:
        """Hold the two addresses together."""
        typed = self.again.words.strip().lower()
        if self.again.words and not self.again.errors and typed != self.email.words.lower():
            self.refuse(
                self.again, lazy("The two addresses differ. Nothing was done; check them both.")
            )

    def handed(self) -> Asked:
        """Hand on what is asked."""
        return Asked(self.code.words, self.name.words, self.email.words, self.ground.words)

    def refuse_code(self) -> None:
        """Say that no draft has the code."""
        self.refuse(self.code, lazy("No draft of this consultation has this code."))

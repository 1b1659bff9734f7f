"""What a browser may send about the people on a draft: an invitation, a role, a name."""

from dataclasses import dataclass

from portal.drafting.models import HolderRole
from portal.forms import Address, OneOf, Option, PlainText, PortalForm
from portal.language import lazy

ROLES = (
    Option(
        HolderRole.DRAFTER, lazy("Drafter"), hint=lazy("Reads and writes, and submits nothing.")
    ),
    Option(
        HolderRole.LEAD,
        lazy("Lead"),
        hint=lazy("Also submits, withdraws, invites people and ends links."),
    ),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A colleague as a lead names them."""

    name: str
    email: str
    role: HolderRole


class InviteForm(PortalForm):
    """A colleague to be invited: name, address and role."""

    name = PlainText(
        lazy("Name"),
        needed=lazy("Give the colleague’s name."),
        hint=lazy("Those on the draft see it; the bureau does not."),
        limit=120,
    )
    email = Address(
        lazy("E-mail address"),
        needed=lazy("Give the address that the link is sent to."),
        hint=lazy("A private link of their own is sent there."),
    )
    role = OneOf(
        lazy("What they may do"),
        needed=lazy("Choose what they may do."),
        choices=ROLES,
        default=HolderRole.DRAFTER,
    )

    def name_of(self, field: object) -> str:
        """Name no field: what is said of each names it."""
        del field
        return ""

    def handed(self) -> Named:
        """Hand on who is invited."""
        role = HolderRole(self.role.chosen or HolderRole.DRAFTER)
        return Named(self.name.words, self.email.words, role)


class PersonForm(PortalForm):
    """What is pressed beside somebody on a draft, and the name one gives oneself."""

    keeps_words = False
    name = PlainText(lazy("Your name"), hint=lazy("Those on the draft see it."), limit=120)

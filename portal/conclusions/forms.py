"""What a browser may send about positions: one read from passages, or one confirmed."""

from collections.abc import Iterable
from typing import Final

from portal.coding.queries import CodedPassage
from portal.conclusions.assigning import Assignment
from portal.conclusions.declared import PositionValue
from portal.consultations.paper import Clause
from portal.forms import OneOf, Option, PortalForm, SeveralOf, Tick, options
from portal.language import lazy

# "Not addressed" is what is left where nobody says anything: it is never assigned.
POSITIONS: Final = (
    Option(PositionValue.SUPPORT, lazy("Support"), stance="support"),
    Option(PositionValue.SUPPORT_WITH_CHANGES, lazy("Support with changes"), stance="change"),
    Option(PositionValue.OPPOSE, lazy("Oppose"), stance="oppose"),
    Option(PositionValue.NO_POSITION, lazy("No position"), stance="neutral"),
)


class AssignForm(PortalForm):
    """A position on one clause, and the passages it is read from."""

    keeps_words = False

    position = OneOf(lazy("Position"), choices=POSITIONS, needed=lazy("Choose a position."))
    passages = SeveralOf(
        lazy("Read from these passages"), needed=lazy("Choose the passages it is read from.")
    )

    across = Tick(
        lazy("The position rests on words about another clause"),
        hint=lazy("For words on several clauses at once, such as support for all the proposals."),
    )

    def offer(self, passages: Iterable[CodedPassage]) -> None:
        """Offer the passages of the submission."""
        self.passages.choices = options((str(each.id), each.quote) for each in passages)

    def handed(self, clause: Clause) -> Assignment:
        """Hand on what is to be assigned on a clause; ask only after validating."""
        return Assignment(
            clause_id=clause.id,
            clause=clause.key,
            position=PositionValue(self.position.chosen or PositionValue.NO_POSITION),
            passages=tuple(map(int, self.passages.chosen)),
            is_across=self.across.is_ticked,
        )


class ConfirmForm(PortalForm):
    """Nothing but the press of a button by a second person."""

    keeps_words = False

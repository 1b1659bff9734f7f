"""What an official may send about a submission: its clearance, its lateness, its secrets."""

from collections.abc import Iterable

from portal.errors import ConflictError, PortalError
from portal.forms import HiddenNumber, LongText, OneOf, Option, PortalForm, Tick
from portal.language import gettext, lazy
from portal.submissions.clearing import Clearing
from portal.submissions.decisions import Edition, Outcome, RulingKind
from portal.submissions.places import label, parse
from portal.submissions.verdicts import ALL, LateVerdict, Secrecy
from portal.submissions.visible import Shown
from portal.text import FIELD_LIMIT


class DecisionForm(PortalForm):
    """A decision about what a page had shown; what the deed refuses is told on it.

    `seen` is the number of the version, or the row of the ruling, that the page had shown.
    """

    seen = HiddenNumber()
    refused_with = 0

    @property
    def status(self) -> int:
        """The answer's status: that of the refused deed, else as of any form."""
        return self.refused_with or int(super().status)

    def refuse_deed(self, error: PortalError) -> None:
        """Tell why the deed was refused; sent once more, the page has seen what stands now."""
        self.refuse(None, gettext(error.message, **error.values))
        self.refused_with = error.status
        if isinstance(error, ConflictError):
            self.seen.data, self.seen.raw_data = self.seen.object_data, None


class ClearForm(DecisionForm):
    """An official's decision about printing a submission's words."""

    edition = OneOf(
        lazy("Edition"),
        [
            Option(Edition.PUBLIC.value, lazy("Public")),
            Option(Edition.INTERNAL.value, lazy("Internal")),
        ],
        default=Edition.PUBLIC.value,
        needed=lazy("Choose the edition."),
    )
    outcome = OneOf(
        lazy("May its words be printed?"),
        [
            Option(Outcome.CLEARED.value, lazy("Yes")),
            Option(
                Outcome.CLEARED_WITH_REDACTIONS.value,
                lazy("Yes, without what is marked confidential"),
            ),
            Option(Outcome.WITHHELD.value, lazy("No")),
        ],
        needed=lazy("Choose whether its words may be printed."),
    )
    reason = LongText(lazy("Reason"), hint=lazy("Needed when the words are withheld."), limit=2_000)

    def check(self) -> None:
        """Ask for the reason of a refusal."""
        if self.outcome.chosen == Outcome.WITHHELD.value and not self.reason.words:
            self.refuse(self.reason, lazy("Give the reason for withholding the words."))

    def handed(self) -> Clearing:
        """Hand on the decision."""
        return Clearing(
            Edition(self.edition.chosen or Edition.PUBLIC.value),
            Outcome(self.outcome.chosen or Outcome.WITHHELD.value),
            self.reason.words,
            self.seen.number or 0,
        )


class LateForm(DecisionForm):
    """An official's decision whether a late submission is taken."""

    ruling = OneOf(
        lazy("Is it taken into account?"),
        [
            Option(RulingKind.LATE_ACCEPTED.value, lazy("Yes, though it came late")),
            Option(RulingKind.LATE_REFUSED.value, lazy("No, because it came late")),
        ],
        needed=lazy("Choose whether it is taken into account."),
    )
    reason = LongText(
        lazy("Reason"),
        needed=lazy("Give the reason for the decision."),
        hint=lazy("Decide alike what came alike: say when and how it arrived, and why so late."),
        limit=2_000,
    )

    def handed(self) -> LateVerdict:
        """Hand on the decision."""
        kind = RulingKind(self.ruling.chosen or RulingKind.LATE_REFUSED.value)
        return LateVerdict(kind, self.reason.words, self.seen.number or 0)


class RestrictForm(DecisionForm):
    """What of a submission an official keeps confidential, and why."""

    place = OneOf(lazy("Where it stands"))
    quote = LongText(
        lazy("Only these words"),
        hint=lazy(
            "Exactly as they stand there; wherever they stand in that answer they are marked. "
            "Leave it blank to mark the whole answer."
        ),
        limit=FIELD_LIMIT,
    )
    keeps_names = Tick(lazy("Withhold the names of its respondents"))
    reason = LongText(
        lazy("Reason"), needed=lazy("Give the reason for keeping it confidential."), limit=2_000
    )

    def offer(self, places: Iterable[Shown]) -> "RestrictForm":
        """Offer what was said at each place, each question or clause whole, and all of it."""
        said = [shown.said.place for shown in places]
        offered = dict.fromkeys(each for place in said for each in (parse(place).key, place))
        self.place.choices = [Option(place, label(place)) for place in offered]
        self.place.choices.append(Option(ALL, lazy("The whole submission")))
        return self

    def check(self) -> None:
        """Ask what is meant, and at which place words stand."""
        if self._quote and self.place.chosen in {None, ALL}:
            self.refuse(self.place, lazy("Choose the answer in which these words stand."))
        elif not self.place.chosen and not self.keeps_names.is_ticked:
            self.refuse(
                self.place, lazy("Choose what is to be kept confidential, or tick the names.")
            )

    def handed(self) -> Secrecy:
        """Hand on what is to be kept confidential."""
        return Secrecy(
            version=self.seen.number or 0,
            place=self.place.chosen or "",
            quote=self._quote,
            keeps_names=self.keeps_names.is_ticked,
            reason=self.reason.words,
        )

    @property
    def _quote(self) -> str:
        return self.quote.words.strip()

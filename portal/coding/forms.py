"""What a browser may send about passages: words marked, themes given, and what the list shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from portal.coding.listing import Printing, Reading, Sieve, Sort
from portal.coding.marking import Marking
from portal.coding.models import Coding, Stance
from portal.coding.opening import Chosen
from portal.consultations.paper import Paper
from portal.forms import (
    AskingForm,
    Hidden,
    HiddenNumber,
    OneOf,
    Option,
    PlainText,
    PortalForm,
    SeveralOf,
    options,
)
from portal.language import lazy, spoken, words
from portal.submissions.models import Channel, TextLanguage
from portal.themes.codeframe import Codeframe

STANCES: Final = (
    Option(Stance.SUPPORT, lazy("Support"), stance="support"),
    Option(Stance.CONDITIONAL, lazy("Conditional"), stance="change"),
    Option(Stance.OPPOSE, lazy("Oppose"), stance="oppose"),
    Option(Stance.QUESTION, lazy("Question"), stance="ask"),
    Option(Stance.NEUTRAL, lazy("Neutral"), stance="neutral"),
)
LANGUAGES: Final = options(
    (
        (TextLanguage.EN, lazy("English")),
        (TextLanguage.ZH_HANT, lazy("Traditional Chinese")),
        (TextLanguage.ZH_HANS, lazy("Simplified Chinese")),
        (TextLanguage.MIXED, lazy("Several languages")),
    )
)
CHANNELS: Final = options(
    (
        (Channel.WEB, lazy("Web")),
        (Channel.EMAIL, lazy("E-mail")),
        (Channel.POST, lazy("Post")),
        (Channel.FAX, lazy("Fax")),
        (Channel.HAND, lazy("By hand")),
    )
)
READINGS: Final = options(
    ((Reading.NEW, lazy("Not yet coded")), (Reading.CODED, lazy("Coded passages")))
)
PRINTINGS: Final = options(
    (
        (Printing.UNDECIDED, lazy("Not yet decided")),
        (Printing.CLEARED, lazy("Cleared")),
        (Printing.WITHHELD, lazy("Withheld")),
    )
)
SORTS: Final = options(
    (
        (Sort.RECEIVED, lazy("Newest first")),
        (Sort.REGISTER, lazy("Register number")),
        (Sort.UNCODED, lazy("Fewest passages first")),
    )
)


CHANGES: Final = lazy(
    "You have given these words the theme %(code)s as “%(stance)s”. Press the button again to"
    " change it to “%(now)s”; what you said first stays in the history."
)
STANDS_ELSEWHERE: Final = lazy(
    "You have given these words the theme %(code)s under “%(clause)s”, as “%(stance)s”. Press the"
    " button again to give it here as well; to move it, take the first back."
)


class TagForm(PortalForm):
    """Some words of a text, and what they are about."""

    text = HiddenNumber()
    start = HiddenNumber()
    stop = HiddenNumber()
    quote = Hidden(limit=100_000)
    codes = PlainText(
        lazy("Themes by code"), hint=lazy("Such as 4.1 5.2; or tick them in the list below.")
    )
    stance = OneOf(lazy("Stance"), choices=STANCES, needed=lazy("Choose a stance."))
    clause = OneOf(lazy("Clause"))
    themes = SeveralOf(lazy("Codeframe"))
    seen = Hidden(limit=2_000)
    is_coded_otherwise = False

    @property
    def status(self) -> int:
        """The answer's status: that of a conflict, else as of any form."""
        return 409 if self.is_coded_otherwise else int(super().status)

    def offer(self, frame: Codeframe, paper: Paper) -> None:
        """Offer the open themes of a codeframe and the clauses of a paper."""
        self.frame = frame
        self.themes.choices = [
            Option(str(entry.id), words(entry.names, spoken())) for entry in frame.open
        ]
        self.clause.choices = [
            Option(str(clause.id), f"{clause.number} {words(clause.title, spoken())}")
            for clause in paper.clauses
        ]

    def choose(self, chosen: Chosen) -> None:
        """Begin with words that the page was opened on, and with the clause they bear on."""
        self.text.data, self.quote.data = str(chosen.text_id), chosen.quote
        self.start.data, self.stop.data = str(chosen.start), str(chosen.stop)
        if chosen.clause_id is not None:
            self.clause.data = str(chosen.clause_id)

    def check(self) -> None:
        """Refuse nothing marked, codes that mean no open theme, and no theme at all."""
        if self.text.number is None or not self.quote.typed:
            self.refuse(None, lazy("Mark some words first, or choose a paragraph to code."))
        for code in self._codes():
            entry = self.frame.coded(code)
            if entry is None or not entry.is_standing:
                self.refuse(self.codes, lazy("No open theme has the code %(code)s."), code=code)
        if not (self.themes.chosen or self._codes()):
            self.refuse(self.codes, lazy("Choose at least one theme."))

    def refuse_coded(self, codings: Sequence[Coding]) -> None:
        """Tell what these words were coded as; sent once more, the page has its way."""
        keys = {each.value: each.label for each in self.clause.choices}
        stances = {each.value: each.label for each in STANCES}
        for each in codings:
            is_here = str(each.clause_id or "") == (self.clause.chosen or "")
            field = self.stance if is_here else self.clause
            self.refuse(
                field if len(codings) == 1 else None,
                CHANGES if is_here else STANDS_ELSEWHERE,
                code=self.frame.themes[each.theme_id].code,
                stance=stances[each.stance],
                clause=keys.get(str(each.clause_id), lazy("No clause")),
                now=stances[self.stance.chosen or Stance.NEUTRAL],
            )
        self.seen.data = " ".join(str(each.id) for each in codings)
        self.seen.raw_data = None
        self.is_coded_otherwise = True

    def handed(self) -> Marking:
        """Hand on what was marked; ask only after validating."""
        typed = [self.frame.coded(code) for code in self._codes()]
        themes = [*map(int, self.themes.chosen), *(entry.id for entry in typed if entry)]
        return Marking(
            text_id=_number(self.text),
            start=_number(self.start),
            stop=_number(self.stop),
            quote=self.quote.typed,
            themes=tuple(dict.fromkeys(themes)),
            stance=Stance(self.stance.chosen or Stance.NEUTRAL),
            clause_id=int(self.clause.chosen) if self.clause.chosen else None,
            seen=frozenset(int(each) for each in self.seen.words.split() if each.isdecimal()),
        )

    def _codes(self) -> Sequence[str]:
        return self.codes.words.replace(",", " ").replace("、", " ").split()


class UntagForm(PortalForm):
    """Which coding is taken back."""

    coding = HiddenNumber()

    @property
    def coding_id(self) -> int:
        """The row of the coding; 0, which is none, where nothing fit was sent."""
        return self.coding.number or 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of the list, and the page of it."""

    sieve: Sieve
    page: int


class ListForm(AskingForm):
    """What the list of submissions is narrowed to; it lives in the address."""

    q = PlainText(lazy("Words, name or reference"))
    written = OneOf(lazy("Language"), choices=LANGUAGES)
    kind = OneOf(lazy("Kind of body"))
    channel = OneOf(lazy("Channel"), choices=CHANNELS)
    state = OneOf(lazy("State"), choices=READINGS)
    printing = OneOf(lazy("Clearance"), choices=PRINTINGS)
    sort = OneOf(lazy("Order"), choices=SORTS)
    page = HiddenNumber()

    def offer(self, paper: Paper) -> None:
        """Offer the kinds of body a paper knows."""
        self.kind.choices = [
            Option(kind.key, words(kind.name, spoken())) for kind in paper.body_kinds
        ]

    def kept(self) -> dict[str, str]:
        """Hand on what the address asks, so that links from a page keep it; its page is not."""
        return {name: value for name, value in self.sent().items() if name != "page"}

    def sent(self) -> dict[str, str]:
        """Hand on everything the address asks of the list, as it was sent."""
        return {field.name: field.typed for field in self if field.typed}

    def handed(self) -> Asked:
        """Hand on what was asked; what was not offered is not asked."""
        self.validate()
        sieve = Sieve(
            words=self.q.words,
            language=_among(TextLanguage, self.written),
            kind=self.kind.chosen if not self.kind.errors else None,
            channel=_among(Channel, self.channel),
            reading=_among(Reading, self.state),
            printing=_among(Printing, self.printing),
            sort=_among(Sort, self.sort) or Sort.RECEIVED,
        )
        return Asked(sieve, self.page.number or 1)


Value = TypeVar("Value", bound=StrEnum)


def _among(values: type[Value], field: OneOf) -> Value | None:
    return values(field.chosen) if field.chosen and not field.errors else None


def _number(field: HiddenNumber) -> int:
    """Give the number sent; -1, which no row and no offset is, where there is none."""
    return -1 if field.number is None else field.number

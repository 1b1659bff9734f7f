"""What a browser may send while drafting: who answers, a letter, and the presses of buttons."""

from portal.consultations.paper import Coded, Paper
from portal.drafting.actions import Written
from portal.drafting.profile import ContactDetails, Profile
from portal.forms import (
    Address,
    Figure,
    LongText,
    OneOf,
    Option,
    PlainText,
    PortalForm,
    SeveralOf,
    Tick,
    options,
)
from portal.language import Language, lazy, spoken, words

YES, NO = "yes", "no"
CAPACITIES = (
    ("own", lazy("On its own behalf")),
    ("association", lazy("As an association, for its members")),
    ("agent", lazy("As an agent, for named clients")),
)


class BeginForm(PortalForm):
    """The press that begins a response."""


class LinkForm(PortalForm):
    """The press that opens a draft by its private link."""


class ProfileForm(PortalForm):
    """Who answers, in what capacity, how to reach them, and what may be published."""

    name_en = PlainText(lazy("Name in English"))
    name_zh_hant = PlainText(lazy("Name in Traditional Chinese"))
    name_zh_hans = PlainText(lazy("Name in Simplified Chinese"))
    kind = OneOf(lazy("What kind of body it is"))
    sectors = SeveralOf(
        lazy("Sectors"), hint=lazy("Choose all that apply. An association chooses its members’.")
    )
    main_sector = OneOf(
        lazy("Main sector"), hint=lazy("The tables of the report count each body once, in this.")
    )
    capacity = OneOf(lazy("In what capacity it responds"), choices=options(CAPACITIES))
    members = Figure(
        lazy("How many members it represents"), is_whole=True, hint=lazy("Associations only.")
    )
    consulted = LongText(
        lazy("How members or clients were consulted"),
        hint=lazy("For example: a survey in January, answered by 88 of 212 members."),
    )
    interests = LongText(
        lazy("Interests to declare"),
        hint=lazy("For example: a share in a platform on which electronic documents are issued."),
    )
    contact_name = PlainText(lazy("Name of the person to contact"))
    email = Address(
        lazy("E-mail address"),
        hint=lazy("Used for this consultation only. It is kept apart from the response."),
    )
    telephone = PlainText(lazy("Telephone number"))
    named = OneOf(
        lazy("May the name be published?"),
        choices=[
            Option(YES, lazy("Yes, with the response")),
            Option(
                NO,
                lazy("No, withhold the name"),
                hint=lazy("The response is counted and read all the same."),
            ),
        ],
    )
    publication = Tick(
        lazy("The response may be published as the notice on publication says"),
        hint=lazy("What is kept confidential is left out. Without this, all of it is."),
    )
    confidential = Tick(
        lazy("Keep the whole response confidential"),
        hint=lazy("Single answers can be kept confidential where they are given."),
    )
    confidential_reason = PlainText(lazy("Why the whole of it is confidential"))

    def offer(self, paper: Paper) -> "ProfileForm":
        """Offer the kinds of body and the sectors of a consultation."""
        self.kind.choices = _coded(paper.body_kinds)
        self.sectors.choices = _coded(paper.sectors)
        self.main_sector.choices = _coded(paper.sectors)
        return self

    def check(self) -> None:
        """Hold main sector and sectors, and confidentiality and its reason, together."""
        chosen, main = self.sectors.chosen, self.main_sector.chosen
        if main and main not in chosen:
            self.refuse(self.main_sector, lazy("Choose the main sector among those ticked above."))
        if self.confidential.is_ticked and not self.confidential_reason.words:
            self.refuse(
                self.confidential_reason,
                lazy("Give a short reason, such as “contains commercial terms”."),
            )

    def handed(self) -> Profile:
        """Hand on who answers; decisions not yet taken are left out."""
        profile = Profile(
            name=_named(
                (Language.EN, self.name_en.words),
                (Language.ZH_HANT, self.name_zh_hant.words),
                (Language.ZH_HANS, self.name_zh_hans.words),
            ),
            kind=self.kind.chosen or "",
            sectors=self.sectors.chosen,
            main_sector=self.main_sector.chosen or "",
            capacity=self.capacity.chosen or "",
            consulted=self.consulted.words,
            interests=self.interests.words,
            contact=ContactDetails(
                name=self.contact_name.words,
                email=self.email.words,
                telephone=self.telephone.words,
            ),
            publication=self.publication.is_ticked,
            confidential=self.confidential.is_ticked,
            confidential_reason=self.confidential_reason.words,
        )
        if self.members.figure is not None:
            profile["members"] = int(self.members.figure)
        if self.named.chosen:
            profile["named"] = self.named.chosen == YES
        return profile


def profile_form(paper: Paper, profile: Profile) -> ProfileForm:
    """Open the form on what a draft says of who answers."""
    name, contact = profile.get("name", {}), profile.get("contact", ContactDetails())
    named = profile.get("named")
    form = ProfileForm(
        name_en=name.get(Language.EN.key, ""),
        name_zh_hant=name.get(Language.ZH_HANT.key, ""),
        name_zh_hans=name.get(Language.ZH_HANS.key, ""),
        kind=profile.get("kind", ""),
        sectors=profile.get("sectors", []),
        main_sector=profile.get("main_sector", ""),
        capacity=profile.get("capacity", ""),
        members=profile.get("members"),
        consulted=profile.get("consulted", ""),
        interests=profile.get("interests", ""),
        contact_name=contact.get("name", ""),
        email=contact.get("email", ""),
        telephone=contact.get("telephone", ""),
        named=None if named is None else (YES if named else NO),
        publication=profile.get("publication", False),
        confidential=profile.get("confidential", False),
        confidential_reason=profile.get("confidential_reason", ""),
    )
    return form.offer(paper)


class LetterForm(PortalForm):
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
            self.refuse(
                self.reason, lazy("Give a short reason, such as “contains commercial terms”.")
            )

    def handed(self) -> Written:
        """Hand on the letter."""
        return Written(
            value={"text": self.text.words} if self.text.words else {},
            is_confidential=self.confidential.is_ticked,
            reason=self.reason.words,
        )


def _coded(offered: tuple[Coded, ...]) -> list[Option]:
    return [Option(each.key, words(each.name, spoken())) for each in offered]


def _named(*names: tuple[Language, str]) -> dict[str, str]:
    return {language.key: name for language, name in names if name}

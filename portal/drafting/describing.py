"""What a browser may send of who answers: the body, its capacity, and what may be published."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from portal.consultations.paper import Category, Paper
from portal.drafting.forms import WHY, DraftForm, keep_field, told
from portal.drafting.profile import (
    CAPACITIES,
    MOST_MEMBERS,
    ContactDetails,
    Profile,
    as_stored,
    profile_sums,
)
from portal.forms import (
    Address,
    Figure,
    LongText,
    OneOf,
    Option,
    PlainText,
    SeveralOf,
    Tick,
    options,
)
from portal.forms.fields import PortalField
from portal.language import Language, lazy, spoken, words

YES, NO = "yes", "no"
# The part of a profile that each of these fields belongs to; any other field is a part by itself.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "name_en": "name",
        "name_zh_hant": "name",
        "name_zh_hans": "name",
        "contact_name": "contact",
        "email": "contact",
        "telephone": "contact",
    }
)


class ProfileForm(DraftForm):
    """Who answers, in what capacity, how to reach them, and what may be published."""

    keep = keep_field()
    name_en = PlainText(
        lazy("Name in English"), hint=lazy("Give the name in at least one language.")
    )
    name_zh_hant = PlainText(lazy("Name in Traditional Chinese"))
    name_zh_hans = PlainText(lazy("Name in Simplified Chinese"))
    kind = OneOf(lazy("What kind of body it is"))
    sectors = SeveralOf(
        lazy("Sectors"), hint=lazy("Choose all that apply. An association chooses its members’.")
    )
    main_sector = OneOf(
        lazy("Main sector"), hint=lazy("The tables of the report count each body once, in this.")
    )
    capacity = OneOf(lazy("In what capacity it responds"), choices=options(CAPACITIES.items()))
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

    def name_of(self, field: PortalField) -> str:
        """Name a field by its label."""
        return str(field.title)

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
            self.refuse(self.confidential_reason, WHY)
        if self.members.figure and not 0 <= int(self.members.figure) <= MOST_MEMBERS:
            self.refuse(self.members, lazy("Give the number of members, such as 120."))

    def keys_refused(self, keys: Iterable[str]) -> frozenset[str]:
        """Name the parts of the profile, among these or not sent at all, that are wrong."""
        del keys
        wrong = (field.name for field in self if field.errors)
        return frozenset(PARTS.get(name, name) for name in wrong)

    def handed(self) -> Profile:
        """Hand on who answers; decisions not yet taken are left out.

        A single sector is the main one.
        """
        only = self.sectors.chosen[0] if len(self.sectors.chosen) == 1 else ""
        profile = Profile(
            name=_named(
                (Language.EN, self.name_en.words),
                (Language.ZH_HANT, self.name_zh_hant.words),
                (Language.ZH_HANS, self.name_zh_hans.words),
            ),
            kind=self.kind.chosen or "",
            sectors=self.sectors.chosen,
            main_sector=self.main_sector.chosen or only,
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
        seen=told(profile_sums(as_stored(profile))),
    )
    return form.offer(paper)


def _coded(offered: tuple[Category, ...]) -> list[Option]:
    return [Option(each.key, words(each.name, spoken())) for each in offered]


def _named(*names: tuple[Language, str]) -> dict[str, str]:
    return {language.key: name for language, name in names if name}

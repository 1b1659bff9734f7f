"""What a draft knows of who answers: the one shape of `draft.profile`."""

import json
from collections.abc import Mapping
from typing import Final, TypedDict

from portal.canonical import Json
from portal.consultations.documents import mapping, string, strings
from portal.consultations.paper import Capacity
from portal.drafting.writing import sum_of
from portal.language import Lazy, lazy

MOST_MEMBERS: Final = 1_000_000_000
CAPACITIES: Final[Mapping[str, Lazy]] = {
    Capacity.OWN: lazy("On its own behalf"),
    Capacity.ASSOCIATION: lazy("As an association, for its members"),
    Capacity.AGENT: lazy("As an agent, for named clients"),
}


class ContactDetails(TypedDict, total=False):
    """How to reach the respondent; kept apart from everything that is read or published."""

    name: str
    email: str
    telephone: str


class Profile(TypedDict, total=False):
    """Who answers; a key that is absent, or empty words, has not been answered yet.

    `name` maps en, zh_hant and zh_hans to the body's names; `kind`, `sectors` and `main_sector`
    are codes of the consultation; `capacity` is own, association or agent. `named` says whether
    the name may be published, `publication` that the respondent agreed to what is published, and
    `confidential` that all of it is to be kept confidential, with `confidential_reason`.
    """

    name: dict[str, str]
    kind: str
    sectors: list[str]
    main_sector: str
    capacity: str
    members: int
    consulted: str
    interests: str
    named: bool
    contact: ContactDetails
    publication: bool
    confidential: bool
    confidential_reason: str


def profile_of(stored: Mapping[str, Json]) -> Profile:
    """Read the profile of a draft as it is stored, passing over whatever has no place in it."""
    contact = mapping(stored.get("contact"))
    profile = Profile(
        name={key: string(words) for key, words in mapping(stored.get("name")).items()},
        kind=string(stored.get("kind")),
        sectors=strings(stored.get("sectors")),
        main_sector=string(stored.get("main_sector")),
        capacity=string(stored.get("capacity")),
        consulted=string(stored.get("consulted")),
        interests=string(stored.get("interests")),
        contact=ContactDetails(
            name=string(contact.get("name")),
            email=string(contact.get("email")),
            telephone=string(contact.get("telephone")),
        ),
        confidential_reason=string(stored.get("confidential_reason")),
    )
    _read_decisions(profile, stored)
    return profile


def as_stored(profile: Profile) -> dict[str, Json]:
    """Return a profile as the JSON value a draft keeps; what says nothing is left out."""
    stored: dict[str, Json] = json.loads(json.dumps(profile))
    return _telling(stored)


def profile_sums(stored: Mapping[str, Json]) -> dict[str, str]:
    """Map each part of a stored profile to its sum, to know later whether it was changed."""
    return {part: sum_of(value) for part, value in stored.items()}


def _telling(stored: Mapping[str, Json]) -> dict[str, Json]:
    """Leave out what was not answered: empty words and lists, boxes that were not ticked."""
    inner = {
        part: _telling(value) if isinstance(value, dict) else value
        for part, value in stored.items()
    }
    return {
        part: value
        for part, value in inner.items()
        if value not in ("", [], {}, None) and (value is not False or part == "named")
    }


def _read_decisions(profile: Profile, stored: Mapping[str, Json]) -> None:
    members = stored.get("members")
    if isinstance(members, int) and not isinstance(members, bool):
        profile["members"] = members
    if "named" in stored:
        profile["named"] = stored["named"] is True
    if "publication" in stored:
        profile["publication"] = stored["publication"] is True
    if "confidential" in stored:
        profile["confidential"] = stored["confidential"] is True

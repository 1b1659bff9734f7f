"""Bodies that do not exist, and when and how they might have written."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from portal.canonical import Json
from portal.consultations.paper import Words
from portal.language import Language
from portal.submissions.generating.chance import Chance
from portal.submissions.generating.material import Material

NAMED_SHARE: Final = 0.88
MIXED: Final = "mixed"

_LANGUAGE_WEIGHTS: Final[Mapping[str, int]] = {
    Language.EN: 52,
    Language.ZH_HANT: 34,
    Language.ZH_HANS: 10,
    MIXED: 4,
}
_KIND_WEIGHTS: Final[Mapping[str, int]] = {
    "company": 60,
    "association": 12,
    "individual": 6,
    "chamber": 4,
    "professional_body": 4,
    "law_firm": 4,
}
_CHANNEL_WEIGHTS: Final[Mapping[str, int]] = {
    "web": 62,
    "email": 24,
    "post": 8,
    "fax": 2,
    "hand": 4,
}
_SPEAKING_FOR_MEMBERS: Final = frozenset({"association", "chamber", "professional_body"})
_OVER_THE_COUNTER: Final = frozenset({"post", "fax", "hand"})


def a_language(material: Material, chance: Chance) -> str:
    """Choose the language of a submission among those of the paper, or "mixed" if it has two."""
    offered: list[str] = list(material.languages)
    if {Language.EN, Language.ZH_HANT} <= set(offered):
        offered.append(MIXED)
    weights = [_LANGUAGE_WEIGHTS[each] for each in offered]
    return chance.choices(offered, weights)[0]


def a_channel(chance: Chance) -> str:
    """Choose how a submission arrives."""
    return chance.choices(list(_CHANNEL_WEIGHTS), list(_CHANNEL_WEIGHTS.values()))[0]


def a_respondent(material: Material, chance: Chance, language: str) -> dict[str, Json]:
    """Make up a body: name, kind, sectors, capacity, members, whether it may be named."""
    kind = chance.choices(material.kinds, [_KIND_WEIGHTS.get(each, 1) for each in material.kinds])
    sectors = chance.sample([each.key for each in material.sectors], k=chance.choice([1, 1, 2, 3]))
    respondent: dict[str, Json] = {
        "name": _name(material, chance, kind[0], language),
        "kind": kind[0],
        "sectors": sectors,
    }
    if len(sectors) == 1 or chance.happens(0.7):
        respondent["main_sector"] = sectors[0]
    respondent["capacity"] = _capacity(chance, kind[0])
    if kind[0] in _SPEAKING_FOR_MEMBERS:
        respondent["members"] = chance.randint(11, 1400)
    respondent["named"] = chance.happens(NAMED_SHARE)
    return respondent


def a_moment(material: Material, chance: Chance, channel: str) -> datetime:
    """Choose a moment before the closing: most come late, and over a counter by day."""
    period = material.closes_at - material.opens_at
    seconds = int(period.total_seconds() * chance.betavariate(2.4, 1.1))
    moment = material.opens_at + timedelta(seconds=seconds)
    if channel not in _OVER_THE_COUNTER:
        return moment
    by_day = moment.replace(hour=chance.randint(9, 16), minute=moment.minute // 5 * 5, second=0)
    return by_day if material.opens_at <= by_day < material.closes_at else moment


def _capacity(chance: Chance, kind: str) -> str:
    if kind in _SPEAKING_FOR_MEMBERS:
        return "association"
    return "agent" if kind == "law_firm" and chance.happens(0.3) else "own"


def _name(material: Material, chance: Chance, kind: str, language: str) -> dict[str, str]:
    """Put a name together, in English, in Chinese or in both."""
    names = material.names
    ending = names.endings.get(kind) or names.endings["other"]
    parts: list[Words] = [chance.choice(names.first), chance.choice(names.second)]
    if kind in {"company", "association"}:
        parts.append(chance.choice(names.trade))
    parts.append(ending)
    chinese = (Language.ZH_HANS if language == Language.ZH_HANS else Language.ZH_HANT).key
    held = {
        "en": " ".join(part["en"] for part in parts),
        chinese: "".join(part[chinese] for part in parts),
    }
    kept = chance.choice([("en",), (chinese,), ("en", chinese)])
    return {key: held[key] for key in kept}

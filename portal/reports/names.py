"""What a report calls things, in the language spoken now."""

from collections.abc import Mapping

from portal.charts import Kind
from portal.coding.models import Stance
from portal.language import Language, Lazy, lazy, spoken, words
from portal.language import gettext as _
from portal.reports.counting import NOT_STATED, SEVERAL
from portal.reports.edition import CONTACT_MARK, NAME_MARK, WORDS_MARK
from portal.reports.paper import Clause, Sectors
from portal.reports.positions import Position
from portal.submissions.decisions import Edition
from portal.text import only_han

POSITIONS: Mapping[Position, Lazy] = {
    Position.SUPPORT: lazy("Support"),
    Position.SUPPORT_WITH_CHANGES: lazy("With changes"),
    Position.OPPOSE: lazy("Oppose"),
    Position.NO_POSITION: lazy("No position"),
    Position.NOT_ADDRESSED: lazy("Not addressed"),
    Position.TO_BE_ASSIGNED: lazy("To be assigned"),
}
MARKS: Mapping[Position, Kind] = {
    Position.SUPPORT: Kind.SUPPORT,
    Position.SUPPORT_WITH_CHANGES: Kind.CHANGE,
    Position.OPPOSE: Kind.OPPOSE,
    Position.NO_POSITION: Kind.NEUTRAL,
    Position.NOT_ADDRESSED: Kind.NONE,
    Position.TO_BE_ASSIGNED: Kind.WAITING,
}
STANCES: Mapping[Stance, Lazy] = {
    Stance.SUPPORT: lazy("In favour"),
    Stance.CONDITIONAL: lazy("In favour, with changes"),
    Stance.OPPOSE: lazy("Against"),
    Stance.QUESTION: lazy("Questions raised"),
    Stance.NEUTRAL: lazy("Without taking a side"),
}
EDITIONS: Mapping[Edition, Lazy] = {
    Edition.PUBLIC: lazy("Public edition"),
    Edition.INTERNAL: lazy("Internal edition: contains confidential words"),
}
_CHANNELS: Mapping[str, Lazy] = {
    "web": lazy("Through the portal"),
    "email": lazy("By e-mail"),
    "post": lazy("By post"),
    "fax": lazy("By fax"),
    "hand": lazy("By hand"),
}
_CAPACITIES: Mapping[str, Lazy] = {
    "own": lazy("On its own behalf"),
    "association": lazy("For its members"),
    "agent": lazy("For named clients"),
}
_LANGUAGES: Mapping[str, Lazy] = {
    "en": lazy("English"),
    "zh-hant": lazy("Traditional Chinese"),
    "zh-hans": lazy("Simplified Chinese"),
    "mixed": lazy("Chinese and English mixed"),
}
_STATUSES: Mapping[str, Lazy] = {
    "standing": lazy("Standing"),
    "late_pending": lazy("Late, awaiting a decision"),
    "late_refused": lazy("Late, refused"),
    "returned": lazy("Returned for identity"),
    "withdrawn": lazy("Withdrawn"),
}
_TAGS: Mapping[str, str] = {"en": "EN", "zh-hant": "繁", "zh-hans": "简"}


def channel(code: str) -> str:
    """Name a channel."""
    return str(_CHANNELS.get(code, code))


def capacity(code: str) -> str:
    """Name a capacity."""
    return str(_CAPACITIES.get(code, code))


def language(code: str) -> str:
    """Name the language of a submission."""
    return str(_LANGUAGES.get(code, code))


def status(code: str) -> str:
    """Name what became of a submission."""
    return str(_STATUSES.get(code, code))


def group(code: str, sectors: Sectors) -> str:
    """Name a reporting group."""
    if code == SEVERAL:
        return _("Several groups")
    if code == NOT_STATED:
        return _("Not stated")
    found = {one.code: one.words for one in sectors.reporting_groups}
    return say(found.get(code, {"en": code}))


def body_kind(code: str, sectors: Sectors) -> str:
    """Name a kind of body."""
    return say({one.code: one.words for one in sectors.body_kinds}.get(code, {"en": code}))


def say(content: Mapping[str, str]) -> str:
    """Give the words of a content file in the language spoken now."""
    return words(content, spoken())


def companion(content: Mapping[str, str]) -> str:
    """Give the words of a content file in the language that stands beside the one spoken."""
    return words(content, spoken().companion)


def clause_label(clause: Clause) -> str:
    """Say which clause or heading it is: "Clause 4", "Heading G1"."""
    if clause.kind == "clause":
        return _("Clause %(number)s", number=clause.id.removeprefix("C"))
    return _("Heading %(key)s", key=clause.id)


def clause_title(clause: Clause) -> str:
    """Say which clause or heading it is, and what it is about."""
    return _("%(clause)s · %(title)s", clause=clause_label(clause), title=say(clause.title))


def origin(words_of_origin: str) -> str:
    """Say in the reader's language that a text is a reconstruction."""
    if words_of_origin.startswith("reconstructed"):
        return _("Reconstructed; not the official wording")
    return words_of_origin


def speech(language_code: str, quoted: str) -> tuple[str, str]:
    """Give the language of quoted words: its BCP 47 tag, and the mark printed beside them."""
    is_han = bool(only_han(quoted))
    if language_code == Language.EN.value and not is_han:
        return Language.EN.tag, _TAGS["en"]
    if language_code == "mixed":
        language_code = Language.ZH_HANT.value if is_han else Language.EN.value
    if not is_han:
        return Language.EN.tag, _TAGS["en"]
    chosen = Language.ZH_HANS if language_code == Language.ZH_HANS.value else Language.ZH_HANT
    is_mixed = any(one.isascii() and one.isalpha() for one in quoted)
    mark = _TAGS[chosen.value]
    return chosen.tag, f"{mark} + EN" if is_mixed and _has_latin_words(quoted) else mark


def _has_latin_words(quoted: str) -> bool:
    letters = sum(1 for one in quoted if one.isascii() and one.isalpha())
    return letters * 4 > len(quoted)


def uncut(words_cut: str) -> str:
    """Say in the reader's language where an edition left out words, a name or a contact detail."""
    said = words_cut.replace(WORDS_MARK, _("[words withheld]"))
    said = said.replace(NAME_MARK, _("[name withheld]"))
    return said.replace(CONTACT_MARK, _("[contact detail withheld]"))


def joined(*sentences: str) -> str:
    """Set sentences after one another: parted by a space, save in Chinese."""
    return ("" if spoken() is not Language.EN else " ").join(one for one in sentences if one)

"""Which languages there are, how each is spelt elsewhere, and which one is spoken now.

`en`, `zh-hant` and `zh-hans` are the only spellings outside this package: in addresses, on the
command line, in JSON and in the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

PREFIX: Final = '/<any("en", "zh-hant", "zh-hans"):language>'
"""How the addresses of a room's pages begin; the language is chosen before a view is called."""


class Language(StrEnum):
    """A language the whole portal can speak."""

    EN = "en"
    ZH_HANT = "zh-hant"
    ZH_HANS = "zh-hans"

    @property
    def key(self) -> str:
        """Name the language as content files do: `en`, `zh_hant`, `zh_hans`."""
        return self.value.replace("-", "_")

    @property
    def tag(self) -> str:
        """Name the language for an HTML `lang` attribute and a PDF (BCP 47)."""
        return _TAGS[self]

    @property
    def locale(self) -> str:
        """Name the folder of the language's catalogue."""
        return _LOCALES[self]

    @property
    def name_in_itself(self) -> str:
        """Name the language as its readers do, for the language switch."""
        return _NAMES[self]

    @property
    def full_name(self) -> str:
        """Name the language in full, in its own words."""
        return _FULL_NAMES[self]

    @property
    def companion(self) -> "Language":
        """Name the language that stands beside this one in margins and mastheads."""
        return Language.ZH_HANT if self is Language.EN else Language.EN


_TAGS: Final = {
    Language.EN: "en-HK",
    Language.ZH_HANT: "zh-Hant-HK",
    Language.ZH_HANS: "zh-Hans-HK",
}
_LOCALES: Final = {
    Language.EN: "en_HK",
    Language.ZH_HANT: "zh_Hant_HK",
    Language.ZH_HANS: "zh_Hans_HK",
}
_NAMES: Final = {
    Language.EN: "ENG",
    Language.ZH_HANT: "繁體",
    Language.ZH_HANS: "简体",
}

_FULL_NAMES: Final = {
    Language.EN: "English",
    Language.ZH_HANT: "繁體中文",
    Language.ZH_HANS: "简体中文",
}

_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.EN)


def spoken() -> Language:
    """Return the language of this request, document or command; English if none was chosen."""
    return _spoken.get()


def speak(language: Language) -> None:
    """Speak a language from here on, until another is chosen in the same context."""
    _spoken.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language inside a `with` block, and the former one after it."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


# A script named in the tag decides; else the region; else the language alone. Bare `zh` is read
# as Traditional: browsers set to Simplified name a region (zh-CN, zh-SG) before it, and a reader
# in Hong Kong who says only "Chinese" reads Traditional. `yue` is Cantonese.
_SCRIPTS: Final = {"hant": Language.ZH_HANT, "hans": Language.ZH_HANS}
_SIMPLIFIED_REGIONS: Final = frozenset({"cn", "sg", "my"})
_CHINESE: Final = frozenset({"zh", "yue", "cmn"})
_MOST_RANGES: Final = 20


def preferred(accept_language: str) -> Language:
    """Choose the language a browser asks for by its Accept-Language header; else English.

    Ranges are taken by weight, then by order; those with weight 0 or that cannot be read are
    passed over, and so is whatever follows the first 20.
    """
    ranges = [_weighed(part) for part in accept_language.split(",", _MOST_RANGES)[:_MOST_RANGES]]
    for tag, weight in sorted(ranges, key=lambda pair: -pair[1]):
        language = _language_of(tag)
        if weight > 0 and language is not None:
            return language
    return Language.EN


def _weighed(part: str) -> tuple[str, float]:
    tag, _, parameters = part.partition(";")
    name, _, weight = parameters.partition("=")
    if not parameters.strip():
        return tag.strip().lower(), 1.0
    if name.strip().lower() != "q":
        return "", 0.0
    try:
        return tag.strip().lower(), float(weight.strip())
    except ValueError:
        return "", 0.0


def _language_of(tag: str) -> Language | None:
    first, *rest = tag.replace("_", "-").split("-")
    if first == "en":
        return Language.EN
    if first not in _CHINESE:
        return None
    for part in rest:
        if part in _SCRIPTS:
            return _SCRIPTS[part]
    return Language.ZH_HANS if _SIMPLIFIED_REGIONS & set(rest) else Language.ZH_HANT

"""Sentences in the language spoken now, from catalogues keyed by the English sentence."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel.support import NullTranslations, Translations

from portal.language.tongues import Language, spoken

FOLDER: Final = Path(__file__).resolve().parents[2] / "translations"
DOMAIN: Final = "messages"


@cache
def _catalogue(language: Language) -> NullTranslations:
    if language is Language.EN:
        return NullTranslations()
    return Translations.load(FOLDER, [language.locale], DOMAIN)


def sentence(message: str) -> str:
    """Return a sentence in the language spoken now, its places still open (for templates)."""
    return _catalogue(spoken()).gettext(message)


def sentence_of(one: str, many: str, n: int) -> str:
    """Return the form of a sentence that suits a count, its places still open (for templates)."""
    return _catalogue(spoken()).ngettext(one, many, n)


def gettext(message: str, **values: object) -> str:
    """Say a sentence in the language spoken now, with `%(name)s` places filled.

    As in templates, a per cent sign that is meant is written `%%`.
    """
    return sentence(message) % values


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """Say the form of a sentence that suits a count; `%(num)s` is the count unless given."""
    return sentence_of(one, many, n) % {"num": n, **values}


@dataclass(frozen=True, slots=True)
class Lazy:
    """A sentence named where it is written, and said in the reader's language where it is shown."""

    message: str

    def __str__(self) -> str:
        """Say the sentence in the language spoken now; its places, if any, stay open."""
        return sentence(self.message)

    def filled(self, **values: object) -> str:
        """Say the sentence with its `%(name)s` places filled."""
        return gettext(self.message, **values)


def lazy(message: str) -> Lazy:
    """Name a sentence now and say it later: for class attributes, labels and constants."""
    return Lazy(message)

"""The three languages of the portal: which one is spoken now, its words, dates and figures."""

from portal.language.catalogues import Lazy, gettext, lazy, ngettext
from portal.language.saying import day, hour, moment, number, words
from portal.language.tongues import PREFIX, Language, preferred, speak, speaking, spoken

__all__ = [
    "PREFIX",
    "Language",
    "Lazy",
    "day",
    "gettext",
    "hour",
    "lazy",
    "moment",
    "ngettext",
    "number",
    "preferred",
    "speak",
    "speaking",
    "spoken",
    "words",
]

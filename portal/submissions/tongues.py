"""Which language a text seems to be written in, where nobody has said."""

import re
from operator import ne
from typing import Final

from portal.text import only_han, simplify

_LATIN_WORD: Final = re.compile("[A-Za-z]{2,}")
_FEW: Final = 0.2
# About a third of the characters of a Traditional text have a Simplified form of their own.
_MARKED: Final = 0.1


def tongue(words: str) -> str:
    """Name the language of words: `en`, `zh-hant`, `zh-hans`, or `mixed` where two are at home.

    A Latin word weighs as much as a Han character; the lesser fifth counts as quotation.
    """
    han = only_han(words)
    if not han:
        return "en"
    latin = len(_LATIN_WORD.findall(words))
    quoted = _FEW * (len(han) + latin)
    if len(han) <= quoted:
        return "en"
    if latin > quoted:
        return "mixed"
    only_traditional = sum(map(ne, han, simplify(han)))
    return "zh-hant" if only_traditional > _MARKED * len(han) else "zh-hans"


def tongue_of(words: str, *, declared: str) -> str:
    """Name the language of one text of a response declared to be in a language.

    Few words tell 繁 from 简, so where both are Chinese the declared one is believed.
    """
    seems = tongue(words)
    is_chinese = seems.startswith("zh") and declared.startswith("zh")
    return declared if is_chinese else seems

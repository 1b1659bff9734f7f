"""Words made alike for comparing and finding: width, case, accents, 繁 and 简, 紀錄 and 記錄."""

import re
import unicodedata
from typing import Final

from portal.text import characters
from portal.text.han import simplify
from portal.text.stems import stem

# Spellings of one word that Hong Kong writes side by side (statutes 電子紀錄 and 身分, the press
# 電子記錄 and 身份), in Simplified form. Spellings only: words of like meaning (承付票 and 本票)
# stay apart, because in law they are not the same.
_SPELLINGS: Final = {
    "纪录": "记录",
    "身份": "身分",
    "部份": "部分",
    "成份": "成分",
    "计画": "计划",
    "惟一": "唯一",
    "其它": "其他",
    "甚么": "什么",
}
_SPELLING: Final = re.compile("|".join(_SPELLINGS))
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_APOSTROPHES: Final = str.maketrans("‘’ʼ", "'''")  # noqa: RUF001
_TOKEN: Final = re.compile(
    rf"[{characters.HAN}]|[^\W_{characters.HAN}]+(?:'[^\W_{characters.HAN}]+)*"
)
_SPACES_AND_HYPHENS: Final = re.compile("[-\\s\u2010-\u2015\u2212\u2e3a\u2e3b]+")


def fold(words: str) -> str:
    """Give words for an index and for a question put to it: tokens parted by single spaces.

    Each Han character is a token, and the stem of each English word; punctuation goes. Never for
    showing: what was typed is never rewritten.
    """
    return " ".join(map(stem, _TOKEN.findall(_spelled_alike(_levelled(words)))))


def fold_tight(words: str) -> str:
    """Give words for finding a run of them inside others: no spaces, no hyphens, no stems.

    So a name is found across a line break, a hyphenation or another script of Chinese.
    """
    return _spelled_alike(_SPACES_AND_HYPHENS.sub("", _levelled(words)))


def _levelled(words: str) -> str:
    """Level what does not tell words apart: hidden characters, accents, case, width, script."""
    shown = characters.SHAPERS.sub("", characters.without_hidden(words))
    apart = unicodedata.normalize("NFKD", characters.with_marks_capped(shown))
    bare = _ACCENTS.sub("", apart).translate(_APOSTROPHES).casefold()
    return simplify(unicodedata.normalize("NFKC", bare))


def _spelled_alike(words: str) -> str:
    return _SPELLING.sub(lambda found: _SPELLINGS[found[0]], words)

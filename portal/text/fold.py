"""Words made alike for comparing and finding: width, case, accents, 繁 and 简, 紀錄 and 記錄."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import sub
from typing import Final

from portal.text import characters
from portal.text.han import is_han, simplify
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
_QUOTES: Final = str.maketrans("‘’‚‛ʼ“”„‟", "'''''\"\"\"\"")  # noqa: RUF001
_TOKEN: Final = re.compile(
    rf"[{characters.HAN}]|[^\W_{characters.HAN}]+(?:'[^\W_{characters.HAN}]+)*"
)
_SPACES_AND_HYPHENS: Final = re.compile("[-\\s\u2010-\u2015\u2212\u2e3a\u2e3b]+")
# What is levelled together with the character before it: its marks, the rest of a Hangul syllable,
# a half-width voiced mark, and what nobody sees among them.
_TAIL: Final = f"[{characters.MARKS}{characters.UNSEEN}\u1160-\u11ff\uff9e-\uffdc]"
_HAS_TAIL: Final = re.compile(_TAIL)
_CLUSTER: Final = re.compile(f".{_TAIL}*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """Words as ``fold_tight`` gives them; each character came from code points start to stop."""

    words: str
    starts: tuple[int, ...]
    stops: tuple[int, ...]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Give the code points from and up to which folded characters start to stop stand."""
        return self.starts[start], self.stops[stop - 1]

    def found(self, value: str) -> Iterator[tuple[int, int]]:
        """Yield where a value folded alike stands, as code points from and up to.

        A value that begins or ends with a letter other than Han, or a digit, is met as whole
        words only.
        """
        start = self.words.find(value)
        while value and start >= 0:
            stop = start + len(value)
            if not (self._joins(start) or self._joins(stop)):
                yield self.span(start, stop)
            start = self.words.find(value, start + 1)

    def _joins(self, at: int) -> bool:
        """Whether folded characters on both sides of a place belong to one word as typed."""
        if not 0 < at < len(self.words):
            return False
        is_word = all(one.isalnum() and not is_han(one) for one in self.words[at - 1 : at + 1])
        return is_word and self.starts[at] <= self.stops[at - 1]


def fold(words: str) -> str:
    """Give words for an index and for a question put to it: tokens parted by single spaces.

    Each Han character is a token, and the stem of each English word; punctuation goes. Never for
    showing: what was typed is never rewritten.
    """
    return " ".join(map(stem, _TOKEN.findall(_spelled_alike(_levelled(words)))))


def tokens(words: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token that ``fold`` gives, with the code points from and up to which it stands."""
    levelled = folded(words)
    for begun, ended in _tokens_in(levelled):
        yield stem(levelled.words[begun:ended]), *levelled.span(begun, ended)


def _tokens_in(levelled: "Folded") -> Iterator[tuple[int, int]]:
    """Yield from and up to which folded characters the tokens stand: typed apart, they are two."""
    for found in _TOKEN.finditer(levelled.words):
        begun = found.start()
        for at in range(begun + 1, found.end()):
            if levelled.starts[at] > levelled.stops[at - 1]:
                yield begun, at
                begun = at
        yield begun, found.end()


def fold_tight(words: str) -> str:
    """Give words for finding a run of them inside others: no spaces, no hyphens, no stems.

    So a name is found across a line break, a hyphenation or another script of Chinese.
    """
    return _spelled_alike(_SPACES_AND_HYPHENS.sub("", _levelled(words)))


def folded(words: str) -> Folded:
    """Give words as ``fold_tight`` does, each character still knowing where it stood."""
    clusters = _CLUSTER.findall(words) if _HAS_TAIL.search(words) else list(words)
    shorts = [_tight(cluster) for cluster in clusters]
    stops = list(accumulate(map(len, clusters)))
    sizes = list(map(len, shorts))
    starts = map(sub, stops, map(len, clusters))
    return Folded(
        _spelled_alike("".join(shorts)),
        tuple(chain.from_iterable(map(repeat, starts, sizes))),
        tuple(chain.from_iterable(map(repeat, stops, sizes))),
    )


@lru_cache(maxsize=100_000)
def _tight(cluster: str) -> str:
    return _SPACES_AND_HYPHENS.sub("", _levelled(cluster))


def _levelled(words: str) -> str:
    """Level what does not tell words apart: hidden characters, accents, case, width, script."""
    shown = characters.SHAPERS.sub("", characters.without_hidden(words))
    apart = unicodedata.normalize("NFKD", characters.with_marks_capped(shown))
    bare = _ACCENTS.sub("", apart).translate(_QUOTES).casefold()
    return simplify(unicodedata.normalize("NFKC", bare))


def _spelled_alike(words: str) -> str:
    return _SPELLING.sub(lambda found: _SPELLINGS[found[0]], words)

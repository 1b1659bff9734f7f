"""The edge of the Snowball stemmer: `endorsed`, `endorsing` and `endorsement` share one stem."""

from functools import lru_cache
from typing import Final

import snowballstemmer

_LONGEST_WORD: Final = 40


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give the English stem of a lower-case word; what is no English word comes back as it is."""
    if len(word) <= _LONGEST_WORD and word.isascii() and word.replace("'", "").isalpha():
        # A stemmer holds the word it works on: one of its own for each keeps threads apart.
        word = snowballstemmer.stemmer("english").stemWord(word)
    return word.replace("'", "")

"""Han characters: which they are and, by OpenCC's tables, how each is written in 简."""

import re
from functools import cache
from pathlib import PurePath
from typing import Final

from opencc import OpenCC

from portal.text import characters

# What OpenCC decides by the words around, or leaves; for comparing, one character must do.
_LEFT_APART: Final = str.maketrans("帐覆藉著祇衹値証", "账复借着只只值证")


_NO_HAN: Final = re.compile(f"[^{characters.HAN}]+")


def only_han(words: str) -> str:
    """Give the Han characters of words, and nothing else."""
    return "" if words.isascii() else _NO_HAN.sub("", words)


def is_han(character: str) -> bool:
    """Whether a character is a Han one."""
    return bool(only_han(character))


def simplify(words: str) -> str:
    """Write each Traditional or variant character as its Simplified one, for comparing only.

    One character gives one character whatever stands beside it, so a word found in a text is
    found by itself too. This merges more than a writer would (乾坤 and 干坤 are one); that costs
    a search nothing.
    """
    return words.translate(_table())


@cache
def _table() -> dict[int, str]:
    simplified = _characters("TSCharacters")
    variants = _characters("HKVariantsRev")
    merged = simplified | {one: simplified.get(two, two) for one, two in variants.items()}
    merged |= {chr(one): chr(two) for one, two in _LEFT_APART.items()}
    # Some Simplified characters are Traditional ones of others (薴 → 苧 → 苎): go to the end.
    return {ord(one): merged.get(two, two) for one, two in merged.items()}


def _characters(name: str) -> dict[str, str]:
    """Read one of OpenCC's tables of single characters; of several readings the first counts."""
    tables: dict[str, tuple[int, int, dict[str, str]]] = OpenCC("hk2s").dict_cache
    for path, (_longest, _shortest, table) in tables.items():
        if PurePath(path).stem == name:
            return {one: others.split()[0] for one, others in table.items() if len(one) == 1}
    raise LookupError(name)

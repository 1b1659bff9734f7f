"""References: a name for a submission that can be read over the telephone, as ETD-7K2M-Q954."""

import re
import unicodedata
from typing import Final

from portal.language import lazy

# Without 0 O 1 I L, and without S and U beside 5 and V. There are 29, a prime: so the last letter,
# a weighted sum of the others, betrays every single mistake and every two neighbours exchanged.
LETTERS: Final = "23456789ABCDEFGHJKMNPQRTVWXYZ"
DRAWN: Final = 7
POSSIBLE: Final = len(LETTERS) ** DRAWN

_GROUP: Final = 4
_REFERENCE: Final = re.compile(rf"([A-Z0-9]+)-([{LETTERS}]{{4}})-([{LETTERS}]{{4}})")
_DASHES: Final = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_FIGURES: Final = {
    "2": lazy("two"),
    "3": lazy("three"),
    "4": lazy("four"),
    "5": lazy("five"),
    "6": lazy("six"),
    "7": lazy("seven"),
    "8": lazy("eight"),
    "9": lazy("nine"),
}


def reference(prefix: str, bits: int) -> str:
    """Make a reference from a consultation's prefix and random bits (64 or more are even)."""
    drawn = bits % POSSIBLE
    letters = ""
    for _ in range(DRAWN):
        drawn, place = divmod(drawn, len(LETTERS))
        letters += LETTERS[place]
    letters += _check(letters)
    return f"{prefix}-{letters[:_GROUP]}-{letters[_GROUP:]}"


def is_reference(words: str) -> bool:
    """Whether these letters can be a reference: the shape is right, and the last letter agrees."""
    found = _REFERENCE.fullmatch(words)
    if found is None:
        return False
    letters = found[2] + found[3]
    return _check(letters[:DRAWN]) == letters[DRAWN]


def tidied(typed: str) -> str:
    """Write a reference as we do, whatever case, width, dashes or spaces it was typed with."""
    wide = unicodedata.normalize("NFKC", typed[:100]).translate(_DASHES).upper()
    bare = re.sub(r"[\s-]", "", wide)
    cut = max(len(bare) - 2 * _GROUP, 0)
    return "-".join(filter(None, (bare[:cut], bare[cut : cut + _GROUP], bare[cut + _GROUP :])))


def spoken_aloud(reference: str) -> str:
    """Spell a reference for the telephone: `E T D, seven K two M, Q nine five four`."""
    groups = (
        " ".join(str(_FIGURES.get(letter, letter)) for letter in group)
        for group in reference.split("-")
    )
    return ", ".join(groups)


def _check(letters: str) -> str:
    total = sum((place + 2) * LETTERS.index(letter) for place, letter in enumerate(letters))
    return LETTERS[total % len(LETTERS)]

"""Where the contact details of respondents stand in words: spans to be covered, never the details.

Details are compared as the leak check compares them (`text.fold_tight`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from portal.text import fold_tight, folded, merged

# A shorter one ("999", "n/a") cannot be told from an ordinary figure or word.
_SHORTEST: Final = 5
# Words without an at sign, and without so many digits, hold no detail: most words of most people.
_MAY_HOLD: Final = re.compile(r"[@\ufe6b\uff20]|\d(?:[\W_]*\d){4}")


@dataclass(frozen=True, slots=True)
class Details:
    """E-mail addresses and telephone numbers, folded, by how they begin."""

    found: Mapping[str, frozenset[str]]

    def spans(self, words: str) -> tuple[tuple[int, int], ...]:
        """Give the code points, from and up to which a detail stands in words, in order."""
        if not self.found or _MAY_HOLD.search(words) is None:
            return ()
        compared = folded(words)
        present = set(self._within(compared.words))
        return tuple(merged(span for one in sorted(present) for span in compared.found(one)))

    def _within(self, compared: str) -> Iterator[str]:
        for place in range(len(compared) - _SHORTEST + 1):
            for one in self.found.get(compared[place : place + _SHORTEST], ()):
                if compared.startswith(one, place):
                    yield one


def details(values: Iterable[str]) -> Details:
    """Fold contact details, to be looked for in any number of texts.

    What is neither an address nor has five digits is none.
    """
    found: dict[str, set[str]] = {}
    for value in values:
        one = fold_tight(value)
        if len(one) >= _SHORTEST and _MAY_HOLD.search(one):
            found.setdefault(one[:_SHORTEST], set()).add(one)
    return Details({head: frozenset(each) for head, each in found.items()})

"""The kinds of characters that texts are cleaned by, as patterns."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

MOST_MARKS: Final = 6
"""How many combining marks one character keeps: no living spelling needs more, Zalgo does."""


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    """Write ascending code points as the ranges of a character class."""
    first = last = -2
    for code in chain(codes, [-2]):
        if code == last + 1:
            last = code
            continue
        if last >= 0:
            yield f"\\U{first:08x}-\\U{last:08x}"
        first = last = code


def _is_mark(code: int) -> bool:
    return unicodedata.category(chr(code)).startswith("M")


def _is_unsteady(code: int) -> bool:
    """Tell whether a character becomes another, or comes apart, when composed (NFC)."""
    return not unicodedata.is_normalized("NFC", chr(code))


# Every combining mark stands below U+20000, but for the selectors of ideographic variants.
MARKS: Final = "".join(_ranges(filter(_is_mark, chain(range(0x20000), range(0xE0100, 0xE01F0)))))
SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
JOINERS: Final = "\u200c\u200d"
HAN: Final = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Han characters, those of the Hong Kong supplement among them, as a character class's inside."""

# Scripts whose letters change shape beside a joiner (Arabic to Burmese, Philippine to Vedic, …),
# and the pictures that a joiner makes into one.
_SHAPED: Final = (
    "\u0600-\u109f\u1700-\u1cff\ua800-\ua8ff\ua980-\uaa7f\uabc0-\uabff\U00010a00-\U00011fff"
    "\u2190-\u2328\u232b-\u2bff\U0001f000-\U0001faff"
)
_LATIN: Final = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_UNSTEADY: Final = "".join(
    _ranges(filter(_is_unsteady, chain(range(0xF900), range(0xFB00, 0x20000))))
)
_LAST_CODES: Final = "".join(f"\\U{plane:04x}fffe-\\U{plane:04x}ffff" for plane in range(0x11))

_CONTROL: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u206a-\u206f\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_OVERRIDE: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u3164\ufeff\uffa0"
    f"\ufff0-\ufff8\ufffc\ufdd0-\ufdef\U000e0080-\U000e00ff\U000e01f0-\U000e0fff{_LAST_CODES}"
)

LINE_END: Final = re.compile("\r\n|[\r\v\f\x85\u2028]")
CONTROLS: Final = re.compile(f"[{_CONTROL}]")
OVERRIDES: Final = re.compile(f"[{_OVERRIDE}]")
INVISIBLE: Final = re.compile(f"[{_UNSEEN}]")
HIDDEN: Final = re.compile(f"[{_CONTROL}{_OVERRIDE}{_UNSEEN}]+")
UNSEEN: Final = f"{_CONTROL}{_OVERRIDE}{_UNSEEN}{JOINERS}{SELECTORS}"
"""Whatever shows as nothing by itself, as a character class's inside."""

SHAPERS: Final = re.compile(f"[{JOINERS}{SELECTORS}]+")
EXCESS_MARKS: Final = re.compile(f"[{MARKS}{JOINERS}]{{{MOST_MARKS + 1},}}")
# Whatever may be a mark, and more: a class of few ranges is looked for ten times as fast.
MARK_LIKE: Final = re.compile(
    f"[{''.join(_ranges(filter(_is_mark, range(0x10000))))}{JOINERS}"
    "\U00010000-\U0001ffff\U000e0100-\U000e01ef]"
)
STRAY_SELECTOR: Final = re.compile(f"(?<![^\\s{MARKS}{JOINERS}{_LATIN}{_UNSTEADY}])[{SELECTORS}]")
JOINER: Final = re.compile(
    f"([{_SHAPED}][{MARKS}]{{0,{MOST_MARKS}}})[{JOINERS}](?=[^\\s{JOINERS}])|[{JOINERS}]"
)
COMPATIBILITY: Final = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def without_hidden(words: str) -> str:
    """Take out control, override and invisible characters, and nothing else."""
    return HIDDEN.sub("", words)


def with_marks_capped(words: str) -> str:
    """Leave each character at most MOST_MARKS combining marks (and joiners among them).

    Always done before normalising: sorting a long run of marks takes quadratic time
    (https://github.com/python/cpython/issues/149079).
    """
    if MARK_LIKE.search(words) is None:
        return words
    return EXCESS_MARKS.sub(lambda run: run[0][:MOST_MARKS].rstrip(JOINERS), words)

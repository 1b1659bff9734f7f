"""What people type is kept as they typed it, less what nobody can see and what breaks a page."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from portal.text import characters
from portal.text.characters import with_marks_capped
from portal.text.limits import refuse_unfit

# Bullets that Word keeps in a font of its own, and no other program can show.
_WORD_BULLETS: Final = {0xF0A7: "▪", 0xF0B7: "•", 0xF0D8: "➢", 0xF0FC: "✓"}

# Bytes of UTF-8 read one by one as Western ones (Ã© for é, â€™ for an apostrophe), or lost.
_FOLLOWING: Final = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # noqa: RUF001
_GARBLED: Final = re.compile(
    f"\ufffd|[\x80-\x84\x86-\x9f]|锟斤拷|[ÂÃ][{_FOLLOWING}]|â€|(?:[ã-ï][{_FOLLOWING}]{{2}}){{2}}"
)


@dataclass(frozen=True, slots=True)
class Findings:
    """A text as it is kept, and how many characters of each kind were taken out of it.

    ``private`` counts characters left in that only the writer's own machine can show.
    """

    words: str
    controls: int
    overrides: int
    invisible: int
    marks: int
    private: int
    is_garbled: bool

    @property
    def removed(self) -> int:
        """Count all that was taken out."""
        return self.controls + self.overrides + self.invisible + self.marks


def plain(words: str) -> str:
    """Give words as they are kept: cleaned, composed (NFC), lines ended by LF.

    Spaces at the ends of lines and blank lines around the text go; indents, tabs and blank lines
    within stay, and CJK compatibility ideographs stand as typed. Cleaning twice changes nothing.
    Raises TooLongError and UnreadableError.
    """
    return inspect(words).words


def inspect(words: str) -> Findings:
    """Clean words as ``plain`` does, and tell what was found. Raises TooLongError, UnreadableError.

    A joiner stays where it shapes letters or joins pictures, a variation selector after the
    character it varies; alone, either is an invisible character and goes.
    """
    refuse_unfit(words)
    lines = characters.LINE_END.sub("\n", words.replace("\u2029", "\n\n")).translate(_WORD_BULLETS)
    seen, controls = characters.CONTROLS.subn("", lines)
    ordered, overrides = characters.OVERRIDES.subn("", seen)
    visible, invisible = characters.INVISIBLE.subn("", ordered)
    capped = with_marks_capped(visible)
    joined = _without_stray_joiners(capped)
    composed = _composed(joined)
    # A few characters come apart when composed, so that marks may be too many again.
    kept = with_marks_capped(composed)
    finished = _trimmed(kept)
    refuse_unfit(finished)
    return Findings(
        words=finished,
        controls=controls,
        overrides=overrides,
        invisible=invisible + len(capped) - len(joined),
        marks=len(visible) - len(capped) + len(composed) - len(kept),
        private=len(characters.PRIVATE.findall(finished)),
        is_garbled=_GARBLED.search(words) is not None,
    )


def _without_stray_joiners(words: str) -> str:
    if characters.SHAPERS.search(words) is None:
        return words
    steady = characters.STRAY_SELECTOR.sub("", words)
    return characters.JOINER.sub(lambda found: found[0] if found[1] else "", steady)


def _composed(words: str) -> str:
    """Compose letters and marks, leaving CJK compatibility ideographs, found in names, alone."""
    if unicodedata.is_normalized("NFC", words):
        return words
    pieces = characters.COMPATIBILITY.split(words)
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _trimmed(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.split("\n")).strip("\n")

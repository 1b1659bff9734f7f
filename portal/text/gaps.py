"""What a prepared text leaves to be filled in: words in [square brackets]."""

import re
from typing import Final

_GAP: Final = re.compile(r"\[([^\[\]]+)\]")


def gaps(line: str) -> list[tuple[str, bool]]:
    """Cut a line where it has gaps: (words, whether they name what is to be filled in).

    What a gap asks for stands without its brackets; everything else as it was written.
    """
    cut = _GAP.split(line)
    return [(words, at % 2 == 1) for at, words in enumerate(cut) if words]

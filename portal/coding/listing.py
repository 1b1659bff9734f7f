"""What a list of submissions is narrowed to, and how it is ordered and cut into pages."""

import enum
from dataclasses import dataclass
from typing import Final

from portal.submissions.models import Channel, TextLanguage

PAGE_SIZE: Final = 25


def last_page(count: int) -> int:
    """Tell how many pages a list of so many rows takes; an empty one takes one."""
    return max(-(-count // PAGE_SIZE), 1)


class Reading(enum.StrEnum):
    """How far the reading of a submission has come."""

    NEW = "new"
    CODED = "coded"


class Printing(enum.StrEnum):
    """What was decided about printing a submission's words in a public report."""

    UNDECIDED = "undecided"
    CLEARED = "cleared"
    WITHHELD = "withheld"


class Sort(enum.StrEnum):
    """How a list of submissions is ordered."""

    RECEIVED = "received"
    REGISTER = "register"
    UNCODED = "uncoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """What submissions must have to be listed; what is None is not asked."""

    words: str = ""
    language: TextLanguage | None = None
    kind: str | None = None
    channel: Channel | None = None
    reading: Reading | None = None
    printing: Printing | None = None
    sort: Sort = Sort.RECEIVED

"""A file added to a draft as it stands, and what its sender has to answer yet."""

import enum
from dataclasses import dataclass
from functools import cached_property

from portal.document.cautions import Caution, cautions
from portal.document.kinds import Kind
from portal.document.readings import Reading


class Asked(enum.StrEnum):
    """What is asked about a file before it can be lodged."""

    CLEAN = "clean"
    MEANT = "meant"
    WORDS = "words"
    CAPTION = "caption"
    HELD = "held"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What its sender says of a file."""

    caption: str
    is_confidential: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """A file of a draft; `about` is the question that it belongs to, or "" for the whole."""

    number: int
    name: str
    kind: Kind
    size: int
    sha256: str
    about: str = ""
    caption: str = ""
    is_confidential: bool = False
    reason: str = ""
    reading: Reading
    is_as_it_is: bool = False
    is_meant: bool = False
    is_held: bool = False
    is_infected: bool = False

    @property
    def is_scan(self) -> bool:
        """Whether a file of a kind that is read holds no words."""
        return self.kind.is_read and not self.reading.has_words

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """List the words in it that make one ask."""
        return cautions(self.reading.paragraphs)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """List what is to be answered yet, in the order in which it is asked."""
        needs = {
            Asked.HELD: self.is_held,
            Asked.GONE: self.is_infected,
            Asked.CLEAN: bool(self.reading.findings) and not self.is_as_it_is,
            Asked.MEANT: bool(self.cautions) and not self.is_meant,
            Asked.WORDS: self.is_scan and not self.caption,
            Asked.CAPTION: not self.kind.is_read and not self.caption,
        }
        return tuple(each for each, is_needed in needs.items() if is_needed)

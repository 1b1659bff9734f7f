"""The kinds of files that are taken, told by their names, and the names that are not."""

import enum
import re
from dataclasses import dataclass
from typing import Final

from portal.document.dangers import (
    FileRefusedError,
    HostileNameError,
    MacrosError,
    OldExcelError,
    OldWordError,
    SlidesError,
    UnknownKindError,
)
from portal.text import TextError, inspect

MEGABYTE: Final = 1 << 20
LONGEST_NAME: Final = 200


class Kind(enum.StrEnum):
    """What a file is."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"
    EML = "eml"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"

    @property
    def is_read(self) -> bool:
        """Whether its words are read; other files are kept as evidence, with a caption."""
        return self in READ


@dataclass(frozen=True, slots=True)
class Sizes:
    """The most bytes that one file, and all files of a response together, may have."""

    one: int = 20 * MEGABYTE
    together: int = 60 * MEGABYTE


USUAL_SIZES: Final = Sizes()
READ: Final = frozenset({Kind.PDF, Kind.DOCX, Kind.ODT, Kind.TXT, Kind.EML})
MEDIA_TYPES: Final[dict[Kind, str]] = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.TXT: "text/plain",
    Kind.EML: "message/rfc822",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PNG: "image/png",
    Kind.JPG: "image/jpeg",
}
ENDINGS: Final[dict[str, Kind]] = {each.value: each for each in Kind} | {"jpeg": Kind.JPG}
_OTHERS: Final[dict[str, type[FileRefusedError]]] = {
    "doc": OldWordError,
    "docm": MacrosError,
    "xls": OldExcelError,
    "xlsm": MacrosError,
    "ppt": SlidesError,
    "pps": SlidesError,
    "pptx": SlidesError,
}
# What no plain name holds: separators of folders, what shells and browsers read otherwise.
_MISLEADING: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')
_BEGINNINGS: Final = (".", " ", "~", "")
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a file as it is kept, and the kind that it says."""

    name: str
    kind: Kind


def named(name: str) -> Named:
    """Take the name of a file, composed, and tell what the file says it is.

    Raises HostileNameError for a name that would mislead, UnknownKindError for an ending that is
    not taken, and for known other kinds the error whose sentence says how to save them.
    """
    kept = _plain_name(name)
    stem, dot, ending = kept.rpartition(".")
    ending = ending.lower()
    if stem and ending in _OTHERS:
        raise _OTHERS[ending]
    if not stem or not dot or ending not in ENDINGS:
        raise UnknownKindError
    return Named(kept, ENDINGS[ending])


def _plain_name(name: str) -> str:
    if _MISLEADING.search(name) or _DEVICES.fullmatch(name) or name[:1] in _BEGINNINGS:
        raise HostileNameError
    try:
        found = inspect(name)
    except TextError as error:
        raise HostileNameError from error
    has_room = 0 < len(found.words.encode()) <= LONGEST_NAME
    if found.removed or not has_room or name[-1] in " .":
        raise HostileNameError
    return found.words

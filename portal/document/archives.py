"""A ZIP file looked at before anything in it is trusted: one file, whole, and of honest sizes."""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from portal.document.dangers import (
    BombError,
    DamagedError,
    EncryptedError,
    HostileNameError,
    PolyglotError,
)

MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 100 << 20
MOST_RATIO: Final = 300
# Small parts of office files, such as empty tables, pack a thousandfold and hurt nobody.
RATIO_MATTERS_FROM: Final = 4 << 20
_ENCRYPTED: Final = 0x1
_END_RECORD: Final = 22
_LINK: Final = 0o120000
_KINDS_OF_FILE: Final = 0o170000
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BAD_NAME: Final = re.compile(r"(^|/)\.\.(/|$)|^/|\\|^[A-Za-z]:|[\x00-\x1f\x7f]")
_LOCAL: Final = struct.Struct("<4sHHHHHLLLHH")
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, struct.error),
    *(NotImplementedError, ValueError, OSError),
)


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP file that was found sound; parts are read by their names."""

    content: bytes
    names: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self.names

    def part(self, name: str) -> bytes:
        """Unpack one part. Raises DamagedError where there is none."""
        with zipfile.ZipFile(BytesIO(self.content)) as opened:
            try:
                return opened.read(name)
            except KeyError as error:
                raise DamagedError from error


def sound(content: bytes) -> Archive:
    """Look through a ZIP file, unpacking every part once to see its true size and sum.

    Raises DamagedError, PolyglotError for bytes that belong to no part, EncryptedError,
    HostileNameError, and BombError for what unpacks to too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            parts = opened.infolist()
            _refuse_strays(content, opened, parts)
            _refuse_bad_parts(parts)
            _unpack(opened, parts)
    except _BROKEN as error:
        raise DamagedError from error
    return Archive(content, tuple(each.filename for each in parts))


def _refuse_strays(content: bytes, opened: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse bytes before, between and after the parts, and parts that overlap."""
    if not content.startswith(b"PK\x03\x04") or opened.comment:
        raise PolyglotError
    at = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        if part.header_offset != at:
            raise PolyglotError
        at = _end_of(content, part)
    if at != opened.start_dir:
        raise PolyglotError
    if content.rfind(b"PK\x05\x06") != len(content) - _END_RECORD:
        raise PolyglotError


def _end_of(content: bytes, part: zipfile.ZipInfo) -> int:
    """Tell where a part ends, by its own header, which must say what the directory says."""
    header = _LOCAL.unpack_from(content, part.header_offset)
    signature, flags, name_length, extra_length = header[0], header[2], header[9], header[10]
    begin = part.header_offset + _LOCAL.size
    raw = content[begin : begin + name_length]
    named = raw.decode("utf-8" if flags & 0x800 else "cp437")
    if signature != b"PK\x03\x04" or named != part.orig_filename:
        raise PolyglotError
    end = begin + name_length + extra_length + part.compress_size
    return int(end + _descriptor(content, end) if flags & 0x8 else end)


def _descriptor(content: bytes, at: int) -> int:
    """Tell how long the sizes are that follow a part which was written without knowing them."""
    has_signature = content[at : at + 4] == b"PK\x07\x08"
    following = at + (16 if has_signature else 12)
    is_short = content[following : following + 4] in {b"PK\x03\x04", b"PK\x01\x02"}
    return following - at + (0 if is_short else 8)


def _refuse_bad_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.casefold() for part in parts]
    if len(names) > MOST_ENTRIES:
        raise BombError
    if len(set(names)) != len(names):
        raise PolyglotError
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise EncryptedError
        if part.compress_type not in _METHODS:
            raise DamagedError
        is_link = (part.external_attr >> 16) & _KINDS_OF_FILE == _LINK
        if is_link or _BAD_NAME.search(part.orig_filename):
            raise HostileNameError
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BombError


def _unpack(opened: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack each part as far as the directory says; one that goes on has another sum."""
    for part in parts:
        size = len(opened.read(part))
        if size > RATIO_MATTERS_FROM and size > MOST_RATIO * max(part.compress_size, 1):
            raise BombError

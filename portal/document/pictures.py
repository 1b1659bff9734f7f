"""Pictures kept as evidence: what they say they are from the first byte to the last."""

import struct
import zlib
from typing import Final

from portal.document.dangers import BombError, DamagedError, MismatchedError, PolyglotError

MOST_PIXELS: Final = 200_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_HEADER: Final = 13
_MARK: Final = 0xFF
_END: Final = 0xD9
_SCAN: Final = 0xDA
# Frames whose header tells the size of the picture (ITU-T T.81, table B.1, without DHT, JPG, DAC).
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def refuse_bad_png(content: bytes) -> None:
    """Follow the chunks of a PNG.

    Raises MismatchedError, DamagedError, PolyglotError, BombError.
    """
    if not content.startswith(_PNG):
        raise MismatchedError
    at, is_first = len(_PNG), True
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">L4s", content, at)
        data = content[at + 8 : at + 8 + length]
        end = at + 12 + length
        if end > len(content) or content[end - 4 : end] != struct.pack(
            ">L", zlib.crc32(name + data)
        ):
            raise DamagedError
        if is_first:
            _refuse_header(name, data)
        if name == b"IEND":
            if end != len(content):
                raise PolyglotError
            return
        at, is_first = end, False
    raise DamagedError


def _refuse_header(name: bytes, data: bytes) -> None:
    if name != b"IHDR" or len(data) != _HEADER:
        raise DamagedError
    width, height = struct.unpack_from(">LL", data)
    if width * height > MOST_PIXELS:
        raise BombError


def refuse_bad_jpg(content: bytes) -> None:
    """Follow the segments of a JPEG, and of those that cameras put behind it.

    Raises MismatchedError, DamagedError, PolyglotError, BombError.
    """
    if not content.startswith(_JPEG):
        raise MismatchedError
    at = 0
    while at < len(content):
        if not content.startswith(_JPEG, at):
            raise PolyglotError
        at = _end_of_picture(content, at + 2)
        # Cameras fill up with zeros, and put a smaller picture behind the first.
        while at < len(content) and content[at] == 0:
            at += 1


def _end_of_picture(content: bytes, at: int) -> int:
    while at + 2 <= len(content):
        if content[at] != _MARK:
            raise DamagedError
        marker = content[at + 1]
        if marker == _END:
            return at + 2
        if marker == _MARK:
            at += 1
            continue
        at = at + 2 if marker in _BARE else _end_of_segment(content, at, marker)
        if marker == _SCAN:
            at = _end_of_scan(content, at)
    raise DamagedError


def _end_of_segment(content: bytes, at: int, marker: int) -> int:
    if at + 4 > len(content):
        raise DamagedError
    (length,) = struct.unpack_from(">H", content, at + 2)
    if marker in _FRAMES and at + 9 <= len(content):
        height, width = struct.unpack_from(">HH", content, at + 5)
        if width * height > MOST_PIXELS:
            raise BombError
    return at + 2 + int(length)


def _end_of_scan(content: bytes, at: int) -> int:
    """Find the next marker that is no part of the coded picture: FF 00 and restarts are."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise DamagedError
        following = content[at + 1]
        if following != 0 and following not in _BARE:
            return at
        at += 2

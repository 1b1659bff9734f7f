"""Plain text as Hong Kong's machines write it: UTF-8, UTF-16, Big5-HKSCS, GB 18030."""

import codecs
from typing import Final

from portal.document.dangers import MismatchedError, NoTextError

# The commonest characters of Chinese prose, in both scripts, and the full-width stops.
_COMMON: Final = frozenset(
    "的一是不了在人有我他這这個个上們们來来到時时大地為为子中你說说生國国年著就那和要她出也得裡里後后自以會会家可下"
    "而過过天去能對对小多然於于心學学麼么之都好看起發发當当沒没成只如事把還还用第樣样道想作種种開开美總总從从無无"
    "情己面最女但現现前些所同日手又行意動动方期它頭头經经長长兒儿回位分愛爱老因很給给名法間间知世什兩两次使身者被"
    "高已親亲其進进此話话常與与活正感本公司業业務务電电提單单據据條条例香港，。、；：「」（）《》嘅係喺咗嗰"
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"MZ\x90",
)
_PAGES: Final = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"#!")
_CONTROLS: Final = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27}
_LEAST_COMMON: Final = 0.08


def decoded(content: bytes) -> str:
    """Read plain text, telling its encoding by a mark, else by what gives sensible text.

    Raises MismatchedError for what is a file of another kind, NoTextError for what is no text.
    """
    begin = content[:64].lstrip().lower()
    if content.startswith(_OTHER_KINDS) or begin.startswith(_PAGES):
        raise MismatchedError
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if any(each in _CONTROLS for each in set(content)):
        raise NoTextError
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        words = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NoTextError from error
    if any(ord(each) in _CONTROLS for each in set(words)):
        raise NoTextError
    return words


def _guessed(content: bytes) -> str:
    """Choose the Chinese encoding that gives more common characters; Big5 where they are equal."""
    best, words = 0.0, ""
    for encoding in ("big5hkscs", "gb18030"):
        try:
            tried = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _commonness(tried)
        if score > best:
            best, words = score, tried
    if best >= _LEAST_COMMON:
        return words
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise NoTextError from error


def _commonness(words: str) -> float:
    """Tell how many of the characters beyond ASCII are common ones."""
    beyond = [each for each in words if each > "\x7f"]
    return sum(each in _COMMON for each in beyond) / len(beyond) if beyond else 0.0

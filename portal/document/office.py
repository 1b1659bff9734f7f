"""Word and Excel files: nothing in them that runs, fetches, or hides another file."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from portal.document.archives import Archive, sound
from portal.document.dangers import (
    DamagedError,
    EmbeddedError,
    EncryptedError,
    ExternalError,
    MacrosError,
    MismatchedError,
)
from portal.document.kinds import Kind
from portal.document.markup import attribute, local, parsed

_MAIN: Final = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
# Older office files, and newer ones under a password, are of this form.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = re.compile(
    r"(?i)vbaproject|vbadata|macrosheets/|activex|customui/|attachedtoolbars|\.(bas|js|vbs|exe)$"
)
_MACRO_TYPES: Final = ("macroenabled", "vbaproject", "macrosheet", "activex")
_EMBEDDED: Final = re.compile(r"(?i)(^|/)embeddings/|oleobject|\.(docx?|xls[xmb]?|html?|zip|pdf)$")
_FETCHING: Final = re.compile(r"(?i)(^|/)(externallinks|querytables)/|(^|/)connections\.xml$")
_FETCHING_TYPES: Final = ("afchunk", "subdocument", "externallink", "frame", "attachedtemplate")
# Fields that fetch or run something when Word brings them up to date.
_FETCHING_FIELD: Final = re.compile(
    r"(?i)^\s*(dde|ddeauto|includepicture|includetext|import|include|link|database|rd)\b"
)
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_RELATED: Final = ".rels"


def package(content: bytes, kind: Kind) -> Archive:
    """Open a Word or Excel file that holds nothing dangerous.

    Raises MacrosError, ExternalError, EmbeddedError, EncryptedError, DeclarationsError,
    MismatchedError, and what `archives.sound` raises.
    """
    if content.startswith(_COMPOUND):
        raise EncryptedError if _ENCRYPTED_PACKAGE in content else MismatchedError
    if not content.startswith(b"PK"):
        raise MismatchedError
    archive = sound(content)
    _refuse_parts(archive)
    _refuse_types(archive, kind)
    for name in _written(archive):
        root = parsed(archive.part(name))
        for element in root.iter():
            if name.endswith(_RELATED) and local(element) == "Relationship":
                _refuse_relation(element.attrib)
        for instruction in _instructions(root):
            if _FETCHING_FIELD.match(instruction):
                raise ExternalError
    return archive


def _written(archive: Archive) -> Iterator[str]:
    return (name for name in archive.names if name.endswith((".xml", ".vml", _RELATED)))


def _refuse_parts(archive: Archive) -> None:
    for name in archive.names:
        if _MACROS.search(name):
            raise MacrosError
        if _EMBEDDED.search(name):
            raise EmbeddedError
        if _FETCHING.search(name):
            raise ExternalError


def _refuse_types(archive: Archive, kind: Kind) -> None:
    if "[Content_Types].xml" not in archive:
        raise MismatchedError
    types = [
        attribute(each, "ContentType").lower()
        for each in parsed(archive.part("[Content_Types].xml"))
    ]
    if any(bad in each for each in types for bad in _MACRO_TYPES):
        raise MacrosError
    if any("oleobject" in each for each in types):
        raise EmbeddedError
    if _MAIN[kind] not in types:
        raise MismatchedError


def _refuse_relation(relation: dict[str, str]) -> None:
    kind = relation.get("Type", "").rpartition("/")[2].lower()
    target = relation.get("Target", "")
    is_outside = relation.get("TargetMode", "").lower() == "external"
    if any(each == kind for each in _FETCHING_TYPES):
        raise ExternalError
    if kind == "vbaproject":
        raise MacrosError
    if kind in {"oleobject", "package"}:
        raise EmbeddedError
    if is_outside and (kind != "hyperlink" or not _leads_to_a_page(target)):
        raise ExternalError
    if not is_outside and (urlsplit(target).scheme or target.startswith(("//", "\\"))):
        raise ExternalError


def _leads_to_a_page(target: str) -> bool:
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError as error:
        raise DamagedError from error
    return scheme in _SCHEMES or target.startswith("#")


def _instructions(root: Element) -> Iterator[str]:
    """Yield what each field is told to do, put together from the pieces it is written in.

    Raises ExternalError for a field whose very name is given by another one.
    """
    begun: list[str] = []
    for element in root.iter():
        name, kind = local(element), attribute(element, "fldCharType")
        if name == "fldSimple":
            yield attribute(element, "instr")
        elif name == "instrText" and begun:
            begun[-1] += element.text or ""
        elif kind == "begin":
            if begun and not begun[-1].strip():
                raise ExternalError
            begun.append("")
        elif kind == "end" and begun:
            yield begun.pop()
    yield from begun

"""OpenDocument texts: nothing in them that runs, fetches, or hides another file."""

import re
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from portal.document.archives import Archive, sound
from portal.document.dangers import (
    EmbeddedError,
    EncryptedError,
    ExternalError,
    MacrosError,
    MismatchedError,
)
from portal.document.kinds import MEDIA_TYPES, Kind
from portal.document.markup import attribute, local, parsed

_MACROS: Final = re.compile(r"(?i)^(basic|scripts)/|\.(py|bsh|js|jar|class)$")
_EMBEDDED: Final = re.compile(r"(?i)^(object|replacement object)[^/]*/|\.(docx?|xlsx?|zip|pdf)$")
_SCRIPTED: Final = frozenset({"event-listener", "script"})
_OBJECTS: Final = frozenset({"object", "object-ole", "applet", "plugin", "floating-frame"})
_LINKS: Final = frozenset({"a", "bookmark-ref"})


def package(content: bytes) -> Archive:
    """Open an OpenDocument text that holds nothing dangerous.

    Raises MacrosError, ExternalError, EmbeddedError, EncryptedError, DeclarationsError,
    MismatchedError, and what `archives.sound` raises.
    """
    if not content.startswith(b"PK"):
        raise MismatchedError
    archive = sound(content)
    _refuse_parts(archive)
    for name in archive.names:
        if name.endswith((".xml", ".rdf")):
            for element in parsed(archive.part(name)).iter():
                _refuse(element)
    return archive


def _refuse_parts(archive: Archive) -> None:
    if archive.names[:1] != ("mimetype",):
        raise MismatchedError
    if archive.part("mimetype").strip() != MEDIA_TYPES[Kind.ODT].encode():
        raise MismatchedError
    for name in archive.names:
        if _MACROS.search(name):
            raise MacrosError
        if _EMBEDDED.search(name):
            raise EmbeddedError


def _refuse(element: Element) -> None:
    name = local(element)
    if name == "encryption-data":
        raise EncryptedError
    if name in _SCRIPTED:
        raise MacrosError
    if name in _OBJECTS:
        raise EmbeddedError
    target = attribute(element, "href")
    if name == "dde-connection-decl" or (target and _fetches(name, target)):
        raise ExternalError


def _fetches(name: str, target: str) -> bool:
    """Whether what is named is fetched, or a link would open something that is no page."""
    scheme = urlsplit(target).scheme.lower()
    if name in _LINKS:
        return scheme not in {"", "http", "https", "mailto", "tel"}
    return bool(scheme) or target.startswith(("/", "\\", ".."))

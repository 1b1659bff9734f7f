"""The XML inside office files, read with everything forbidden that could reach out of it."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portal.document.dangers import BombError, DamagedError, DeclarationsError

DEEPEST: Final = 120
MOST_BYTES: Final = 40 << 20
_LONGEST: Final = 10


def parsed(content: bytes) -> Element:
    """Read an XML document.

    Raises DeclarationsError for one that declares a document type or entities, BombError for one
    too long or too deep to be a letter, and DamagedError.
    """
    if len(content) > MOST_BYTES:
        raise BombError
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise DeclarationsError from error
    except (ParseError, ValueError, LookupError) as error:
        raise DamagedError from error
    if _is_too_deep(root):
        raise BombError
    return root


def _is_too_deep(root: Element) -> bool:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for each in level for child in each]
        if not level:
            return False
    return True


def local(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str, missing: str = "") -> str:
    """Give an attribute by its name, in whatever namespace it stands."""
    if element is None:
        return missing
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return missing


def whole(written: str, missing: int = 0) -> int:
    """Read a whole number; what is none counts as the number given instead."""
    bare = written.strip()
    return int(bare) if bare.lstrip("-").isdecimal() and len(bare) < _LONGEST else missing


def child(element: Element | None, *path: str) -> Element | None:
    """Find a descendant by the names on the way to it; None where there is none."""
    found = element
    for name in path:
        if found is None:
            return None
        found = next((each for each in found if local(each) == name), None)
    return found


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of one name."""
    if element is not None:
        yield from (each for each in element if local(each) == name)

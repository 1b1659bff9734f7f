"""Formatted text from elsewhere (letters, officials' papers), cleaned by two cleaners in a row."""

import re
from collections.abc import Mapping
from typing import Final

import bleach
import nh3
from markupsafe import Markup

from portal.text.characters import without_hidden
from portal.text.limits import TangledError, refuse_unfit

MOST_ELEMENTS: Final = 2_000
DEEPEST: Final = 30

_TAGS: Final = frozenset(
    {"a", "b", "blockquote", "br", "caption", "em", "h2", "h3", "h4", "hr", "i", "li", "ol", "p"}
    | {"s", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
)
_VOID: Final = frozenset({"br", "hr"})
_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    # bleach has attributes of its own for every element unless told that there are none.
    "*": frozenset(),
    "a": frozenset({"href"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_START: Final = re.compile("<[A-Za-z]")
_TAG: Final = re.compile("<(/?)([A-Za-z][A-Za-z0-9]*)")


def prose(html: str) -> Markup:
    """Give formatted text that is safe to print: known elements, three kinds of link, no style.

    Limits come first, because bleach takes quadratic time over tangled input: FIELD_LIMIT and
    MOST_ELEMENTS as written, then, once nh3 has put the elements in order (and taken out scripts,
    unknown elements and attributes), both again and DEEPEST. Cleaning twice changes nothing.
    Raises TooLongError, UnreadableError and TangledError.
    """
    refuse_unfit(html)
    if len(_START.findall(html)) > MOST_ELEMENTS:
        raise TangledError
    ordered = without_hidden(_by_nh3(html))
    _refuse_tangled(ordered)
    refuse_unfit(ordered)
    return Markup(_by_nh3(_by_bleach(ordered)))  # noqa: S704  (this is what cleaning is for)


def _by_nh3(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel=None,
    )


def _by_bleach(html: str) -> str:
    return bleach.clean(
        html,
        tags=_TAGS,
        attributes={tag: list(names) for tag, names in _ATTRIBUTES.items()},
        protocols=_SCHEMES,
        strip=True,
        strip_comments=True,
    )


def _refuse_tangled(ordered: str) -> None:
    """Count elements and depth, which well-formed text shows by its tags alone."""
    count = depth = 0
    for tag in _TAG.finditer(ordered):
        if tag[2] in _VOID:
            count += 1
        elif tag[1]:
            depth -= 1
        else:
            count, depth = count + 1, depth + 1
        if count > MOST_ELEMENTS or depth > DEEPEST:
            raise TangledError

"""Everything done to words: cleaned as typed, cleaned as formatted, cut in paragraphs, compared."""

from portal.text.fold import fold, fold_tight
from portal.text.han import simplify
from portal.text.limits import (
    FIELD_LIMIT,
    TangledError,
    TextError,
    TooLongError,
    UnreadableError,
)
from portal.text.paragraphs import paragraphs, paragraphs_cited
from portal.text.plain import Findings, inspect, plain
from portal.text.prose import prose

__all__ = [
    "FIELD_LIMIT",
    "Findings",
    "TangledError",
    "TextError",
    "TooLongError",
    "UnreadableError",
    "fold",
    "fold_tight",
    "inspect",
    "paragraphs",
    "paragraphs_cited",
    "plain",
    "prose",
    "simplify",
]

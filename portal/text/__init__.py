"""Everything done to words: cleaned, cut in paragraphs, laid out, compared."""

from portal.text.changes import Run, changes
from portal.text.fold import Folded, fold, fold_tight, folded, tokens
from portal.text.gaps import gaps
from portal.text.han import is_han, only_han, simplify
from portal.text.layout import Block, Item, blocks, broken
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
from portal.text.spans import merged

__all__ = [
    "FIELD_LIMIT",
    "Block",
    "Findings",
    "Folded",
    "Item",
    "Run",
    "TangledError",
    "TextError",
    "TooLongError",
    "UnreadableError",
    "blocks",
    "broken",
    "changes",
    "fold",
    "fold_tight",
    "folded",
    "gaps",
    "inspect",
    "is_han",
    "merged",
    "only_han",
    "paragraphs",
    "paragraphs_cited",
    "plain",
    "prose",
    "simplify",
    "tokens",
]

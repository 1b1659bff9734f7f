"""What a coder says of some words, before it is kept."""

from dataclasses import dataclass

from portal.coding.models import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """Some words of a text, where they stand, and what they are about.

    `start` and `stop` are code points; `quote` must be the words between them. `themes` are
    identities of themes, `clause_id` the wording of a clause or general heading, if any. `seen`
    are codings of the same words that the coder was told of and speaks after; None is all of them.
    """

    text_id: int
    start: int
    stop: int
    quote: str
    themes: tuple[int, ...]
    stance: Stance
    clause_id: int | None = None
    seen: frozenset[int] | None = frozenset()

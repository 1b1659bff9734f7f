"""What an official decides about a submission beside its clearance: its lateness, its secrets."""

from dataclasses import dataclass

from portal.submissions.decisions import RulingKind


@dataclass(frozen=True, slots=True)
class LateVerdict:
    """Whether a late submission is taken, and why; `seen` is the ruling the page had shown.

    It is 0 where none had been made yet.
    """

    kind: RulingKind
    reason: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Secrecy:
    """What of a version is to be kept confidential, and why.

    `place` is "" for none of its words, ALL for all of them; `quote` narrows a place to the words
    that it quotes, wherever they stand there. `keeps_names` withholds the respondents' names.
    """

    version: int
    place: str
    quote: str
    keeps_names: bool
    reason: str


ALL = "all"

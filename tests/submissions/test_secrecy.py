"""Which restrictions stand: only what was consented to is opened, and nothing beside it."""

from dataclasses import dataclass, replace

from portal.submissions.decisions import Level, Scope
from portal.submissions.secrecy import standing_of


@dataclass(frozen=True)
class Mark:
    """A restriction, as far as it counts."""

    submission_id: int = 1
    scope: Scope = Scope.WORDS
    place: str | None = "Q1"
    text_id: int | None = 7
    start: int | None = 3
    stop: int | None = 9
    level: Level = Level.CONFIDENTIAL


WORDS = Mark()
OPENED = replace(WORDS, level=Level.OPEN)
WHOLE = Mark(scope=Scope.ALL, place=None, text_id=None, start=None, stop=None)


def test_what_was_opened_with_consent_stands_no_more_until_it_is_marked_again() -> None:
    assert standing_of([WORDS, OPENED]) == {1: []}
    assert standing_of([WORDS, OPENED, WORDS]) == {1: [WORDS]}


def test_only_exactly_what_is_covered_is_opened() -> None:
    others = [replace(WORDS, stop=8), replace(WORDS, text_id=8), WHOLE, Mark(submission_id=2)]

    assert standing_of([*others, OPENED]) == {1: others[:3], 2: others[3:]}

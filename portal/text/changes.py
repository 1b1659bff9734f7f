"""What was put in and taken out between two wordings: by words, and by characters in Chinese."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["same", "put_in", "taken_out"]
Run: TypeAlias = tuple[Kind, str]

_HAN: Final = "々〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
# A Chinese character, a word of other letters, white space, or any other single character.
_TOKEN: Final = re.compile(rf"[{_HAN}]|(?:(?![{_HAN}])\w)+|\s+|.", re.DOTALL)
# How many tokens may be put in and taken out; texts further apart are compared by whole lines. The
# time this takes grows with its square.
_FURTHEST: Final = 1_000


def changes(before: str, after: str) -> tuple[Run, ...]:
    """Tell how one wording became another, as runs of (kind, words) in reading order.

    What is the same and what was taken out, joined, is `before`; what is the same and what was put
    in is `after`. Of a change, what was taken out stands first.
    """
    return tuple(_tidied(_compared(_TOKEN.findall(before), _TOKEN.findall(after))))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    yield "same", "".join(old[:head])
    yield from _between(old[head : len(old) - tail], new[head : len(new) - tail])
    yield "same", "".join(old[len(old) - tail :])


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Compare what begins and ends differently: by tokens, by lines, or not at all if too far."""
    steps = _steps(old, new) or _steps(_lines(old), _lines(new))
    if steps is None:
        yield "taken_out", "".join(old)
        yield "put_in", "".join(new)
        return
    for kind, each in groupby(steps, key=lambda step: step[0]):
        yield kind, "".join(token for _, token in each)


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Run] | None:
    """Find the fewest tokens to take out and put in, in order; None where there are too many.

    E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), 251-266.
    """
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for cost in range(min(_FURTHEST, len(old) + len(new)) + 1):
        trace.append(dict(reached))
        for diagonal in range(-cost, cost + 1, 2):
            at = reached[diagonal + 1] if _goes_down(reached, diagonal, cost) else -1
            at = at if at >= 0 else reached[diagonal - 1] + 1
            while _meet(old, new, at, at - diagonal):
                at += 1
            reached[diagonal] = at
            if at >= len(old) and at - diagonal >= len(new):
                return _walked(old, new, trace)
    return None


def _goes_down(reached: dict[int, int], diagonal: int, cost: int) -> bool:
    """Whether the furthest way onto a diagonal puts a token in, rather than taking one out."""
    if diagonal in {-cost, cost}:
        return diagonal == -cost
    return reached[diagonal - 1] < reached[diagonal + 1]


def _meet(old: Sequence[str], new: Sequence[str], at: int, there: int) -> bool:
    return at < len(old) and 0 <= there < len(new) and old[at] == new[there]


def _walked(old: Sequence[str], new: Sequence[str], trace: list[dict[int, int]]) -> list[Run]:
    """Walk back from both ends along the way that was found."""
    at, there = len(old), len(new)
    steps: list[Run] = []
    for cost in range(len(trace) - 1, -1, -1):
        reached, diagonal = trace[cost], at - there
        before = diagonal + 1 if _goes_down(reached, diagonal, cost) else diagonal - 1
        from_old = reached[before]
        from_new = from_old - before
        while at > max(from_old, 0) and there > max(from_new, 0):
            at, there = at - 1, there - 1
            steps.append(("same", old[at]))
        if cost:
            steps.append(
                ("put_in", new[from_new]) if at == from_old else ("taken_out", old[from_old])
            )
            at, there = from_old, from_new
    return steps[::-1]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the tokens that two sequences begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), shorter)


def _lines(tokens: Sequence[str]) -> list[str]:
    return "".join(tokens).splitlines(keepends=True)


def _tidied(runs: Iterator[Run]) -> Iterator[Run]:
    """Join changes that only white space parts, so that a phrase is replaced as one."""
    out, put, gap = "", "", ""
    for kind, words in runs:
        if kind != "same":
            if words:
                out, put, gap = out + gap, put + gap, ""
            out, put = (out + words, put) if kind == "taken_out" else (out, put + words)
        elif (out or put) and words.isspace() and not gap:
            gap = words
        elif words:
            yield from _told(out, put)
            yield "same", gap + words
            out, put, gap = "", "", ""
    yield from _told(out, put)
    if gap:
        yield "same", gap


def _told(out: str, put: str) -> Iterator[Run]:
    if out:
        yield "taken_out", out
    if put:
        yield "put_in", put

"""Spans that overlap or touch become one, and cover what they covered."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.text import merged

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda one: (one[0], sum(one)))


def covered(spans: list[tuple[int, int]]) -> set[int]:
    return {place for start, stop in spans for place in range(start, stop)}


@given(st.lists(SPANS, max_size=8))
def test_merged_spans_are_apart_and_cover_the_same(spans: list[tuple[int, int]]) -> None:
    found = merged(spans)

    assert covered(found) == covered(spans)
    assert all(left[1] < right[0] for left, right in pairwise(found))

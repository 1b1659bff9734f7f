"""Charts say what their figures say, and stay inside their frame."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts import (
    Bar,
    Chart,
    Kind,
    Label,
    Part,
    Rectangle,
    Sizes,
    Tick,
    bars,
    columns,
    spread,
    strip,
)
from portal.templating import environment

counts = st.integers(0, 40)
parts = st.builds(Part, st.sampled_from(list(Kind)), counts, counts)
rows = st.lists(st.builds(Bar, st.just("A group"), st.tuples(parts, parts, parts)), max_size=6)


def boxes(chart: Chart) -> list[Rectangle]:
    return [one for one in chart.shapes if isinstance(one, Rectangle)]


@given(rows)
def test_every_bar_stays_inside_its_frame_and_bears_its_sum(some: list[Bar]) -> None:
    chart = bars("Positions", "", some)

    for box in boxes(chart):
        assert box.x >= 0
        assert box.x + box.width <= chart.width
        assert box.y + box.height <= chart.height
    sums = [one.words for one in chart.shapes if isinstance(one, Label) and one.is_quiet]
    assert sums == [f"{row.count}" for row in some]


def test_equal_counts_are_equally_large_whoever_says_so_and_told_apart() -> None:
    chart = bars(
        "", "", [Bar("a", (Part(Kind.SUPPORT, 4),)), Bar("b", (Part(Kind.SUPPORT, 0, 4),))]
    )

    declared, assigned = boxes(chart)
    edges = 2 * (assigned.x - declared.x)
    assert assigned.width + edges == pytest.approx(declared.width, abs=0.02)
    assert assigned.height + edges == pytest.approx(declared.height) == Sizes().bar
    assert (declared.is_assigned, assigned.is_assigned) == (False, True)


def test_with_changes_is_hatched_and_nothing_else() -> None:
    chart = bars("", "", [Bar("a", tuple(Part(kind, 3) for kind in Kind))])

    assert [box.kind for box in boxes(chart) if box.hatch] == [Kind.CHANGE]


@given(st.lists(counts, min_size=1, max_size=90))
def test_columns_are_as_high_as_their_counts(values: list[int]) -> None:
    chart = columns("Days", "", values, [Tick(0, "first", "start")])

    heights = [box.height for box in boxes(chart)]
    assert len(heights) == sum(1 for value in values if value)
    assert all(box.x + box.width <= chart.width + 1 for box in boxes(chart))


@given(st.integers(2, 500), st.lists(st.integers(1, 498), max_size=20, unique=True))
def test_no_words_under_the_axis_run_into_others_however_long_it_is(
    days: int, months: list[int]
) -> None:
    between = [Tick(day, "1 September 2026") for day in sorted(months) if day < days - 1]
    first, last = Tick(0, "29 December 2025", "start"), Tick(days - 1, "2026年11月23日", "end")

    chart = columns("Days", "", [1] * days, [first, *between, last])

    words = [one for one in chart.shapes if isinstance(one, Label) and not one.words.isdecimal()]
    assert [words[0].words, words[-1].words] == [first.words, last.words]
    reaches = [reach(one) for one in words]
    assert all(left[1] < right[0] for left, right in pairwise(reaches))


def reach(label: Label) -> tuple[float, float]:
    """From where to where the words of a label reach."""
    wide = sum(label.size * (0.58 if one.isascii() else 1) for one in label.words)
    start = label.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return start, start + wide


def test_a_strip_of_nothing_is_empty() -> None:
    assert not boxes(strip("None", [Part(Kind.SUPPORT, 0)]))


@given(st.lists(st.integers(0, 100), unique=True, max_size=20).map(sorted), st.integers(1, 30))
def test_ticks_keep_the_first_and_the_last_and_stand_apart(places: list[int], apart: int) -> None:
    kept = spread(places, apart)

    assert kept[:1] == places[:1]
    assert kept[-1:] == places[-1:]
    assert all(right - left >= apart for left, right in pairwise(kept[:-1]))


def test_a_drawing_has_words_for_those_who_cannot_see_it_and_nothing_inline() -> None:
    drawn = environment().from_string(
        '{% import "macros/charts.html" as charts %}{{ charts.chart(drawing, "one") }}'
    )
    chart = bars("Positions <here>", "Most support it.", [Bar("繁 & 简", (Part(Kind.CHANGE, 3),))])

    svg = drawn.render(drawing=chart)

    assert 'role="img"' in svg
    assert '<title id="one-t">Positions &lt;here&gt;</title>' in svg
    assert '<desc id="one-d">Most support it.</desc>' in svg
    assert "繁 &amp; 简" in svg
    assert not re.search(r"style=|<style|<script|href", svg)

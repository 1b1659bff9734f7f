"""How overlapping passages are drawn."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.coding.runs import Line, Span, Track, drawn, runs
from portal.text import paragraphs

TEXT = "Delivery is complete when control passes, without notice.\n\nSecond paragraph."


def shape(lines: tuple[Line, ...]) -> dict[int, str]:
    """Map the numbers of spans to their tracks."""
    return {line.span.number: line.track or "" for line in lines}


def test_each_passage_takes_the_lowest_free_track() -> None:
    spans = [Span(1, 0, 10), Span(2, 5, 15), Span(3, 10, 20), Span(4, 12, 14)]

    assert shape(drawn(spans)) == {1: "a", 2: "b", 3: "a", 4: "c"}


def test_a_fifth_overlap_stands_in_the_list_only() -> None:
    spans = [Span(n, n, 20) for n in range(1, 7)] + [Span(7, 20, 25)]

    assert shape(drawn(spans)) == {1: "a", 2: "b", 3: "c", 4: "d", 5: "", 6: "", 7: "a"}


def test_of_passages_that_begin_together_the_longest_comes_first() -> None:
    spans = [Span(1, 0, 5), Span(2, 0, 9), Span(3, 0, 5)]

    assert [line.span.number for line in drawn(spans)] == [2, 1, 3]


def test_a_paragraph_is_cut_where_passages_begin_and_end() -> None:
    lines = drawn([Span(1, 0, 20), Span(2, 12, 40), Span(3, 30, 70)])

    cut = runs(TEXT, paragraphs(TEXT)[0], lines)

    drawing = [
        (
            run.words,
            "".join(line.track or "" for line in run.covering),
            [p.span.number for p in run.pins],
        )
        for run in cut
    ]
    assert drawing == [
        ("Delivery is ", "a", [1]),
        ("complete", "ab", [2]),
        (" when cont", "b", []),
        ("rol passes", "ab", [3]),
        (", without notice.", "a", []),
    ]


def test_a_passage_is_pinned_only_where_it_begins() -> None:
    lines = drawn([Span(1, 30, 70)])

    second = runs(TEXT, paragraphs(TEXT)[1], lines)

    assert [(run.words, len(run.covering), run.pins) for run in second] == [
        ("Second para", 1, ()),
        ("graph.", 0, ()),
    ]


def test_a_paragraph_without_passages_is_one_run() -> None:
    assert [run.words for run in runs(TEXT, (0, 8), ())] == ["Delivery"]


def test_no_words_make_no_runs() -> None:
    assert runs("", (0, 0), ()) == ()


spans_of = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 25)), max_size=14).map(
    lambda pairs: [Span(n, at, min(at + size, 60)) for n, (at, size) in enumerate(pairs, 1)]
)


@given(st.text(st.sampled_from("ab𨋢 \n\n"), min_size=60, max_size=60), spans_of)
def test_runs_joined_are_the_paragraph_and_show_every_drawn_passage(
    text: str, spans: list[Span]
) -> None:
    lines = drawn(spans)

    for start, stop in paragraphs(text):
        cut = runs(text, (start, stop), lines)

        assert "".join(run.words for run in cut) == text[start:stop]
        assert all(run.words for run in cut)
        place = start
        for run in cut:
            over = {
                line for line in lines if line.track and line.span.start < place + len(run.words)
            }
            assert set(run.covering) == {line for line in over if line.span.stop > place}
            assert {line.span.start for line in run.pins} <= {place}
            place += len(run.words)


@given(spans_of)
def test_passages_that_overlap_never_share_a_track_and_none_is_lost(spans: list[Span]) -> None:
    lines = drawn(spans)

    assert sorted(line.span.number for line in lines) == sorted(span.number for span in spans)
    for track in Track:
        on_it = sorted((line.span.start, line.span.stop) for line in lines if line.track is track)
        assert all(one[1] <= two[0] for one, two in pairwise(on_it))


@given(spans_of)
def test_a_passage_goes_undrawn_only_where_four_others_are_drawn(spans: list[Span]) -> None:
    lines = drawn(spans)

    for line in lines:
        if line.track is None:
            place = line.span.start
            over = [one for one in lines if one.track and one.span.start <= place < one.span.stop]
            assert len(over) == len(Track)


@given(spans_of)
def test_a_drawn_passage_is_pinned_once(spans: list[Span]) -> None:
    lines = drawn(spans)

    pins = [pin for run in runs("x" * 60, (0, 60), lines) for pin in run.pins]

    assert sorted(pin.span.number for pin in pins) == sorted(
        line.span.number for line in lines if line.track
    )

"""Paragraphs are numbered within a text, and cut wherever a line or a confidence begins."""

from hypothesis import given
from hypothesis import strategies as st

from portal.coding.layout import Words, laid_out
from portal.coding.runs import Span


def test_paragraphs_are_numbered_from_one_with_the_gap_before_each() -> None:
    page = laid_out(Words(words="One.\n\nTwo."))

    assert [(each.number, each.start, each.stop, each.gap) for each in page.paragraphs] == [
        (1, 0, 4, ""),
        (2, 6, 10, "\n\n"),
    ]


def test_words_kept_confidential_are_marked_inside_and_outside_passages() -> None:
    text = Words(words="open closed open", passages=(Span(3, 0, 8),), restricted=((5, 11),))

    page = laid_out(text, now=3)

    pieces = [
        (each.words, each.tracks, each.is_restricted, each.is_now)
        for each in page.paragraphs[0].pieces
    ]
    assert pieces == [
        ("open ", ("a",), False, True),
        ("clo", ("a",), True, True),
        ("sed", (), True, False),
        (" open", (), False, False),
    ]
    assert page.paragraphs[0].pieces[0].pins == ((3, "a"),)
    assert not any(each.pins for each in page.paragraphs[0].pieces[1:])


def test_a_passage_over_two_paragraphs_is_drawn_in_both() -> None:
    page = laid_out(Words(words="One.\n\nTwo.", passages=(Span(1, 0, 10),)))

    assert [[each.tracks for each in p.pieces] for p in page.paragraphs] == [[("a",)], [("a",)]]


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda each: (each[0], sum(each)))


@given(st.text("ab \n𨋢", max_size=60), st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_joined_again_the_pieces_are_the_text(
    words: str, marked: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> None:
    passages = tuple(
        Span(number, start, min(stop, len(words)))
        for number, (start, stop) in enumerate(marked, 1)
        if start < len(words)
    )

    page = laid_out(Words(words=words, passages=passages, restricted=tuple(kept)))

    for paragraph in page.paragraphs:
        shown = "".join(each.words for each in paragraph.pieces)
        assert shown == words[paragraph.start : paragraph.stop]

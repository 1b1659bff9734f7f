"""How paragraphs are counted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import paragraph_number, paragraphs, plain


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("one", ["one"]),
        ("one\ntwo", ["one\ntwo"]),
        ("one\n\ntwo", ["one", "two"]),
        ("\n\none\n\n\n\ntwo\n", ["one", "two"]),
        ("one\n \t\ntwo\nthree", ["one", "two\nthree"]),
        ("\tone\n\n　　第二段", ["\tone", "　　第二段"]),
    ],
)
def test_blank_lines_part_paragraphs(words: str, expected: list[str]) -> None:
    assert [words[start:stop] for start, stop in paragraphs(words)] == expected


def test_every_offset_has_its_paragraph_counted_from_one() -> None:
    words = "one\n\ntwo\n\n\nthree"
    spans = paragraphs(words)

    numbers = [paragraph_number(spans, offset) for offset in range(len(words))]

    assert numbers == [1] * 5 + [2] * 6 + [3] * 5


def test_a_text_without_paragraphs_still_has_a_first_one() -> None:
    assert paragraph_number([], 0) == 1


@given(st.text(st.sampled_from("ab公 \t\n\n\n"), max_size=60))
def test_every_word_stands_in_one_paragraph_and_no_blank_line_does(words: str) -> None:
    spans = paragraphs(words)

    inside = "".join(words[start:stop] for start, stop in spans)
    assert sorted(spans) == spans
    assert [one for one in words if not one.isspace()] == [
        one for one in inside if not one.isspace()
    ]
    assert not any("\n\n" in words[start:stop] for start, stop in spans)


@given(st.text(st.sampled_from("ab公 \n\n"), max_size=60).map(plain))
def test_kept_words_are_their_paragraphs_and_blank_lines(words: str) -> None:
    spans = paragraphs(words)

    between = [words[stop:start] for (_, stop), (start, _) in pairwise(spans)]
    assert all(set(gap) == {"\n"} and len(gap) > 1 for gap in between)
    assert not words or (spans[0][0] == 0 and spans[-1][1] == len(words))

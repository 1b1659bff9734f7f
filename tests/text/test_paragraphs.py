"""How paragraphs are counted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import paragraphs, paragraphs_cited, plain


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


@pytest.mark.parametrize(
    ("start", "stop", "cited"),
    [(0, 1, "¶1"), (5, 8, "¶2"), (11, 16, "¶3"), (2, 6, "¶1–2"), (0, 16, "¶1–3"), (3, 5, "")],
)
def test_words_are_cited_by_the_paragraphs_they_touch(start: int, stop: int, cited: str) -> None:
    assert paragraphs_cited("one\n\ntwo\n\n\nthree", start, stop) == cited


@pytest.mark.parametrize("words", ["", "one\ntwo"])
def test_a_text_of_one_paragraph_has_no_number_to_cite(words: str) -> None:
    assert paragraphs_cited(words, 0, len(words)) == ""


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

"""A change of wording is told whole: both wordings can be read out of it again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import changes

WORDS = st.text(alphabet="ab 提單控制人,.\n𨋢", max_size=60)


def wordings(runs: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    before = "".join(words for kind, words in runs if kind != "put_in")
    after = "".join(words for kind, words in runs if kind != "taken_out")
    return before, after


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_out_of_a_change(before: str, after: str) -> None:
    assert wordings(changes(before, after)) == (before, after)


@given(WORDS)
def test_what_did_not_change_is_one_run(words: str) -> None:
    assert changes(words, words) == ((("same", words),) if words else ())


@given(WORDS, WORDS)
def test_no_run_is_empty_and_two_neighbours_are_never_of_a_kind(before: str, after: str) -> None:
    runs = changes(before, after)

    assert all(words for _, words in runs)
    assert all(one[0] != other[0] for one, other in pairwise(runs))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "the holder shall",
            "the carrier shall",
            (("same", "the "), ("taken_out", "holder"), ("put_in", "carrier"), ("same", " shall")),
        ),
        (
            "轉讓即告完成",
            "轉讓方告完成",
            (("same", "轉讓"), ("taken_out", "即"), ("put_in", "方"), ("same", "告完成")),
        ),
        (
            "within ten days of",
            "within a month of",
            (
                ("same", "within "),
                ("taken_out", "ten days"),
                ("put_in", "a month"),
                ("same", " of"),
            ),
        ),
        ("", "New.", (("put_in", "New."),)),
        ("Gone.", "", (("taken_out", "Gone."),)),
    ],
)
def test_words_are_told_whole_and_characters_singly(
    before: str, after: str, told: tuple[tuple[str, str], ...]
) -> None:
    assert changes(before, after) == told


@pytest.mark.parametrize("piece", ["貨", "a ", "\n", "word\n"])
def test_texts_of_any_length_are_compared(piece: str) -> None:
    before, after = piece * 50_000, "x" + piece * 49_000 + "y"

    assert wordings(changes(before, after)) == (before, after)

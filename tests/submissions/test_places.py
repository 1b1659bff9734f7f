"""Places are read, named and put in reading order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language import Language, speaking
from portal.submissions.places import (
    NoPlaceError,
    Place,
    covers,
    in_reading_order,
    is_place,
    label,
    parse,
)

PLACES = st.one_of(
    st.just("letter"),
    st.builds("Q{}".format, st.integers(1, 99)),
    st.builds("Q{}.{}".format, st.integers(1, 99), st.sampled_from(["other", "unit"])),
    st.builds("Q{}.{}".format, st.integers(1, 99), st.integers(1, 99)),
    st.builds(
        "Q{}.{}.{}".format,
        st.integers(1, 99),
        st.integers(1, 99),
        st.sampled_from(["ordinance", "section"]),
    ),
    st.builds("{}{}".format, st.sampled_from("CGF"), st.integers(1, 99)),
    st.builds("F{}.{}".format, st.integers(1, 99), st.integers(1, 99)),
    st.builds("C{}.{}".format, st.integers(1, 99), st.sampled_from(["view", "wording"])),
)


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("letter", Place("letter")),
        ("Q3", Place("Q3")),
        ("Q7.other", Place("Q7", None, "other")),
        ("Q22.1", Place("Q22", 1)),
        ("Q22.10.section", Place("Q22", 10, "section")),
        ("C4.wording", Place("C4", None, "wording")),
        ("G1", Place("G1")),
        ("F2", Place("F2")),
        ("F2.3", Place("F2", 3)),
    ],
)
def test_a_place_is_read(place: str, read: Place) -> None:
    assert parse(place) == read


@pytest.mark.parametrize(
    "words",
    [
        "",
        "q3",
        "Q0",
        "Q03",
        "Q3.",
        "C4.other",
        "Q3.view",
        "Q1.0",
        "F0",
        "F1.0",
        "letter.1",
        "all",
        "Q3\n",
    ],
)
def test_other_letters_name_no_place(words: str) -> None:
    assert not is_place(words)
    with pytest.raises(NoPlaceError):
        parse(words)


@given(PLACES)
def test_a_place_is_written_as_it_was_read(place: str) -> None:
    assert str(parse(place)) == place


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("letter", "Letter"),
        ("Q3", "Question 3"),
        ("Q7.other", "Question 7, other"),
        ("Q22.2", "Question 22, row 2"),
        ("Q22.2.section", "Question 22, row 2, section"),
        ("C4", "Clause 4"),
        ("C4.wording", "Clause 4, proposed wording"),
        ("G2.view", "General heading 2, view"),
        ("F2", "File 2"),
        ("F2.3", "File 2, part 3"),
    ],
)
def test_a_place_has_a_name(place: str, said: str) -> None:
    with speaking(Language.EN):
        assert label(place) == said


def test_the_letter_comes_first_then_files_then_questions_then_clauses() -> None:
    jumbled = ["C10", "F2", "F1.2", "F1.1",
               "C4.wording", "Q10", "Q2", "C4.view", "Q22.2", "Q22.1.section", "Q22.1",
               "G1", "letter", "C4", "Q7.other", "Q7"]  # fmt: skip

    ordered = in_reading_order(jumbled)

    assert ordered == ["letter", "F1.1", "F1.2", "F2",
                       "Q2", "Q7", "Q7.other", "Q10", "Q22.1", "Q22.1.section", "Q22.2",
                       "C4", "C4.view", "C4.wording", "C10", "G1"]  # fmt: skip


def test_the_papers_own_order_comes_before_numbers() -> None:
    ordered = in_reading_order(["Q1", "Q2", "C1", "G1"], ["Q2", "Q1", "G1", "C1"])

    assert ordered == ["Q2", "Q1", "G1", "C1"]


@given(st.lists(PLACES))
def test_order_neither_loses_nor_adds_a_place(places: list[str]) -> None:
    assert sorted(in_reading_order(places)) == sorted(places)


def test_a_place_covers_what_stands_under_it() -> None:
    assert covers("Q22", "Q22.1.section")
    assert covers("Q22.1", "Q22.1")
    assert not covers("Q2", "Q22")
    assert not covers("Q22.1", "Q22.10")

"""References are short, even, and betray a slip of the tongue."""

from hypothesis import given
from hypothesis import strategies as st

from portal.language import Language, speaking
from portal.submissions.references import (
    LETTERS,
    POSSIBLE,
    is_reference,
    reference,
    spoken_aloud,
    tidied,
)

BITS = st.integers(0, 2**64 - 1)


@given(BITS)
def test_a_reference_is_one(bits: int) -> None:
    made = reference("ETD", bits)

    assert is_reference(made)
    assert len(made) == len("ETD-7K2M-Q954")


def test_no_letter_looks_like_another() -> None:
    assert not set(LETTERS) & set("01ILOSU")
    assert len(set(LETTERS)) == len(LETTERS) == 29


@given(st.integers(0, POSSIBLE - 1), st.integers(0, POSSIBLE - 1))
def test_other_bits_give_another_reference(one: int, other: int) -> None:
    assert (reference("ETD", one) == reference("ETD", other)) == (one == other)


@given(BITS, st.integers(0, 7), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(bits: int, place: int, letter: str) -> None:
    made = reference("ETD", bits)
    letters = list(made[4:].replace("-", ""))
    is_same = letters[place] == letter
    letters[place] = letter

    mistaken = f"ETD-{''.join(letters[:4])}-{''.join(letters[4:])}"

    assert is_reference(mistaken) == is_same


@given(BITS, st.integers(0, 6))
def test_two_neighbours_exchanged_are_noticed(bits: int, place: int) -> None:
    letters = list(reference("ETD", bits)[4:].replace("-", ""))
    is_same = letters[place] == letters[place + 1]
    letters[place], letters[place + 1] = letters[place + 1], letters[place]

    mistaken = f"ETD-{''.join(letters[:4])}-{''.join(letters[4:])}"

    assert is_reference(mistaken) == is_same


@given(BITS)
def test_a_reference_is_known_however_it_is_typed(bits: int) -> None:
    made = reference("ETD", bits)

    assert tidied(f"  {made.lower().replace('-', ' ')} ") == made
    assert tidied(made.replace("-", "–")) == made
    assert tidied(made.replace("-", "")) == made


@given(st.text())
def test_whatever_is_typed_is_taken(typed: str) -> None:
    is_reference(tidied(typed))


def test_a_reference_is_spelt_for_the_telephone() -> None:
    with speaking(Language.EN):
        assert spoken_aloud("ETD-7K2M-Q954") == "E T D, seven K two M, Q nine five four"

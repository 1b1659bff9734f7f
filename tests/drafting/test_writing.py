"""Whose words stand when two people wrote at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.drafting.writing import NOTHING, Fate, Written, fate_of, fates, sum_of, sums

WORDS = st.sampled_from(["", "a", "b", "c"])


@pytest.mark.parametrize(
    ("seen", "standing", "written", "fate"),
    [
        ("", "", "a", Fate.TAKEN),
        ("a", "a", "b", Fate.TAKEN),
        ("a", "a", "", Fate.TAKEN),
        ("a", "b", "a", Fate.LEFT),
        ("", "b", "", Fate.LEFT),
        ("a", "b", "b", Fate.TAKEN),
        ("a", "b", "c", Fate.OVERTAKEN),
        ("", "b", "c", Fate.OVERTAKEN),
        ("a", "", "c", Fate.OVERTAKEN),
    ],
)
def test_what_becomes_of_an_answer(seen: str, standing: str, written: str, fate: Fate) -> None:
    assert fate_of(seen=seen, standing=standing, written=written) is fate


@given(WORDS, WORDS, WORDS)
def test_nobody_overwrites_what_they_have_not_seen(seen: str, standing: str, written: str) -> None:
    fate = fate_of(seen=seen, standing=standing, written=written)

    assert fate is not Fate.TAKEN or standing in {seen, written}


@given(WORDS, WORDS, WORDS)
def test_nothing_that_was_changed_is_dropped_in_silence(
    seen: str, standing: str, written: str
) -> None:
    fate = fate_of(seen=seen, standing=standing, written=written)

    assert fate is not Fate.LEFT or written == seen


def test_sent_once_more_an_overtaken_answer_is_taken() -> None:
    assert fates({"Q1": "b"}, {"Q1": "b"}, {"Q1": "c"}) == {"Q1": Fate.TAKEN}


def test_an_answer_is_known_again_by_its_words_and_its_secrecy() -> None:
    said = Written({"text": "words"})

    assert said.sum == Written({"text": "words"}, removed=3, text_sha256="f").sum
    assert said.sum != Written({"text": "words"}, is_confidential=True, reason="terms").sum
    assert sums({"Q1": said, "Q2": NOTHING}) == {"Q1": said.sum, "Q2": ""}


def test_order_does_not_change_a_sum() -> None:
    assert sum_of({"a": 1, "b": 2}) == sum_of({"b": 2, "a": 1})

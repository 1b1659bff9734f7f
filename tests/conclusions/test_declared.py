"""What was declared is derived, never stored: a comment prevails, a stance declares nothing."""

import pytest

from portal.conclusions.declared import PositionValue, addressed, declared

DECLARES = {"Q1": "G1", "Q4": None, "Q13": "C4"}
BEARS_ON = {"Q1": ("C1", "C2", "G1"), "Q4": ("C12",), "Q13": ("C1", "C4")}


@pytest.mark.parametrize(
    ("option", "position"),
    [
        ("strongly_agree", "support"),
        ("agree", "support"),
        ("neither", "no_position"),
        ("disagree", "oppose"),
        ("strongly_disagree", "oppose"),
    ],
)
def test_an_answer_on_the_scale_declares(option: str, position: str) -> None:
    assert declared({"Q13": (option,)}, DECLARES) == {"C4": PositionValue(position)}


def test_a_comment_on_the_clause_prevails() -> None:
    options = {"C4": ("support_with_changes",), "Q13": ("disagree",)}

    assert declared(options, DECLARES) == {"C4": PositionValue.SUPPORT_WITH_CHANGES}


@pytest.mark.parametrize("options", [{"Q4": ("agree",)}, {"Q13": ("no_view",)}, {"Q13": ()}, {}])
def test_nothing_else_declares(options: dict[str, tuple[str, ...]]) -> None:
    assert declared(options, DECLARES) == {}


def test_words_address_the_only_clause_listed_or_the_one_declared() -> None:
    places = ["Q1", "Q4", "Q13", "C7.wording", "letter"]

    found = set(addressed(places, BEARS_ON, DECLARES, coded=["C9"]))

    assert found == {"G1", "C12", "C4", "C7", "C9"}


def test_an_answer_to_a_question_that_was_removed_declares_nothing() -> None:
    options = {"Q2": ("amend_cap_553",), "Q22.1": ("agree",), "letter": ("agree",)}

    assert declared(options, DECLARES) == {}
    assert set(addressed(["Q2", "Q2.other", "Q99.1.section"], BEARS_ON, DECLARES, ())) == set()

"""Positions: who declared, who was assigned, what waits; and they always add up."""

import pytest

from portal.conclusions.declared import PositionValue
from portal.reports.counting import (
    NOT_STATED,
    SEVERAL,
    balance,
    by_day,
    by_group,
    by_status,
    reporting_group,
)
from portal.reports.positions import Held, positions
from portal.reports.positions import Position as Where
from portal.reports.snapshot import Answer, Coding, Passage, Position, Respondent, Submission, Text
from tests.reports.makers import saying, shipped, snapshot, submission

ASSIGNED = Position("C4", "oppose", "reviewer-1", "reviewer-2", (0,))


def held(made: Submission, clause: str) -> Held:
    return positions(snapshot(made))[clause][made.reference]


@pytest.mark.parametrize(
    ("option", "where"),
    [
        ("strongly_agree", Where.SUPPORT),
        ("agree", Where.SUPPORT),
        ("neither", Where.NO_POSITION),
        ("disagree", Where.OPPOSE),
        ("strongly_disagree", Where.OPPOSE),
    ],
)
def test_an_answer_declares_on_the_clause_its_question_names(option: str, where: Where) -> None:
    made = submission(answers=(Answer("Q13", (option,)),))

    assert held(made, "C4") == Held(where)
    assert held(made, "C1") == Held(Where.NOT_ADDRESSED)


def test_a_comment_on_the_clause_prevails_over_a_question() -> None:
    made = submission(answers=(Answer("C4", ("support_with_changes",)), Answer("Q13", ("agree",))))

    assert held(made, "C4") == Held(Where.SUPPORT_WITH_CHANGES)


def test_a_declared_position_is_never_overwritten() -> None:
    made = submission(answers=(Answer("Q13", ("agree",)),), positions=(ASSIGNED,))

    assert held(made, "C4") == Held(Where.SUPPORT)


def test_an_assigned_position_counts_once_it_is_confirmed() -> None:
    waiting = Position("C4", "oppose", "reviewer-1", None, (0,))

    assert held(submission(**saying("x"), positions=(ASSIGNED,)), "C4") == Held(
        Where.OPPOSE, is_assigned=True
    )
    assert held(submission(**saying("x"), positions=(waiting,)), "C4") == Held(Where.NOT_ADDRESSED)


@pytest.mark.parametrize(
    ("place", "clauses"),
    [
        ("C4.view", {"C4"}),
        ("Q14", {"C4"}),
        ("Q13", {"C4"}),
        ("Q22.1", set()),
        ("Q5", set()),
        ("letter", set()),
    ],
)
def test_words_without_a_position_wait_where_they_count(place: str, clauses: set[str]) -> None:
    found = positions(snapshot(submission(**saying("Words.", place))))

    waiting = {
        key
        for key, by in found.items()
        if Where.TO_BE_ASSIGNED in {one.position for one in by.values()}
    }
    assert waiting == clauses


def test_a_coded_passage_speaks_of_its_clause() -> None:
    coded = Passage(0, 0, 5, "Words", (Coding("4.1", "support", "C9", "reviewer-1", 1),))
    made = submission(**saying("Words."), passages=(coded,))

    assert held(made, "C9") == Held(Where.TO_BE_ASSIGNED)


def test_general_headings_take_a_position_only_where_a_question_declares_one() -> None:
    keys = positions(shipped())

    assert [key for key in keys if key.startswith("G")] == ["G1"]


def test_the_six_add_up_to_the_standing_submissions_on_every_clause_and_in_every_group() -> None:
    standing = len(shipped().standing)
    for held_by in positions(shipped()).values():
        total = balance(held_by.values())
        groups = by_group(shipped(), held_by)

        assert total.total == standing
        assert sum(total.of(one) for one in Where) == standing
        for one in Where:
            assert sum(found.of(one) for found in groups.values()) == total.of(one)


def test_what_was_received_is_what_became_of_it() -> None:
    assert sum(by_status(shipped()).values()) == len(shipped().submissions)
    assert sum(count for _day, count in by_day(shipped())) == len(shipped().submissions)


@pytest.mark.parametrize(
    ("sectors", "main", "group"),
    [
        (("bank", "insurer"), "bank", "finance"),
        (("bank", "insurer"), None, "finance"),
        (("bank", "legal"), None, SEVERAL),
        (("legal",), None, "legal"),
        ((), None, NOT_STATED),
    ],
)
def test_a_body_counts_once_in_one_group(
    sectors: tuple[str, ...], main: str | None, group: str
) -> None:
    made = submission(respondents=(Respondent({"en": "A"}, "company", sectors, main),))

    assert reporting_group(made, shipped().consultation.sectors) == group


def test_a_text_that_is_not_there_says_nothing() -> None:
    made = submission(answers=(Answer("C4.view"),), texts=(Text("en", "x"),))

    assert held(made, "C4") == Held(Where.NOT_ADDRESSED)


def test_reports_know_every_position_that_can_be_declared_or_assigned_and_one_that_waits() -> None:
    assert [one.value for one in Where] == [*PositionValue, "to_be_assigned"]

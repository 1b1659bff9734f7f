"""The check: what is blank, what is missing, what is no longer asked, what may be published."""

from dataclasses import replace
from functools import cache

import pytest

from portal.consultations.paper import Paper
from portal.db import Database
from portal.drafting.checking import check_of
from portal.drafting.profile import Profile, as_stored, profile_of
from portal.drafting.tasks import Progress, task_list
from portal.drafting.writing import Written
from tests.submissions.makers import GUILD, paper_of


@pytest.fixture
def paper(database: Database) -> Paper:
    with database.writing() as session:
        return paper_of(session)


@cache
def said() -> dict[str, Written]:
    return {
        "Q1": Written({"choice": "agree", "text": "We agree."}, removed=2),
        "Q7": Written({"choices": ["bl", "other"], "other": "Mate's note"}),
        "Q22": Written({"rows": [{"ordinance": "Cap. 1", "section": "3"}]}, removed=1),
        "Q25": Written({"number": "1200.5", "unit": "HKD"}, is_confidential=True, reason="Terms"),
        "C4": Written({"position": "oppose", "view": "No."}, text_sha256="an older wording"),
        "letter": Written({"text": "Dear Sirs"}),
    }


def test_everything_written_is_shown_and_everything_blank_is_listed(paper: Paper) -> None:
    check = check_of(paper, GUILD, said())
    approach = check.groups[0]

    assert [given.key for given in approach.answered] == ["Q1"]
    assert [given.key for given in approach.blank] == ["Q2", "Q3", "Q4", "Q5"]
    assert approach.answered[0].choices[0]["en"] == "Agree"
    assert check.clauses.given[0].position == "oppose"
    assert check.letter.given[0].typed == (("", "Dear Sirs"),)
    figure = next(each for part in check.groups for each in part.given if each.key == "Q25")
    assert figure.number == "1200.5 HKD"
    assert figure.written.is_confidential


def test_a_comment_on_an_older_wording_is_told(paper: Paper) -> None:
    assert check_of(paper, GUILD, said()).clauses.given[0].is_stale


def test_what_was_taken_out_is_counted(paper: Paper) -> None:
    assert check_of(paper, GUILD, said()).removed == 3


def test_what_is_no_longer_asked_is_named(paper: Paper) -> None:
    assert check_of(paper, GUILD, {"Q99": Written({"text": "Still here"})}).unasked == ("Q99",)


def test_name_answers_and_required_questions_are_missing(paper: Paper) -> None:
    needed = replace(paper.question("Q3"), is_required=True)
    strict = replace(paper, questions=(needed,))

    assert check_of(strict, Profile(), {}).missing == ("name", "answers", "Q3")
    assert check_of(strict, GUILD, {"Q3": Written({"text": "Yes"})}).missing == ()


@pytest.mark.parametrize(
    ("profile", "is_withheld"),
    [
        (Profile(), True),
        (Profile(publication=True), False),
        (Profile(publication=True, confidential=True), True),
    ],
)
def test_nothing_is_published_without_consent(
    paper: Paper, profile: Profile, *, is_withheld: bool
) -> None:
    assert check_of(paper, profile, {}).is_withheld is is_withheld


def test_codes_no_longer_offered_are_passed_over(paper: Paper) -> None:
    gone = check_of(paper, Profile(kind="gone", sectors=["gone", "bank"]), {}).described

    assert gone.kind == {}
    assert len(gone.sectors) <= 1


def test_a_profile_comes_back_as_it_was_kept() -> None:
    kept = as_stored(GUILD)

    assert as_stored(profile_of(kept)) == kept
    assert as_stored(Profile(named=False, publication=False, kind="")) == {"named": False}


def test_tasks_tell_how_far_each_part_has_come(paper: Paper) -> None:
    tasks = task_list(paper, GUILD, said())

    assert tasks.profile is Progress.DONE
    assert tasks.groups[0].progress is Progress.BEGUN
    assert (tasks.answered, tasks.asked, tasks.comments, tasks.has_letter) == (4, 27, 1, True)
    assert not task_list(paper, Profile(), {}).says_something

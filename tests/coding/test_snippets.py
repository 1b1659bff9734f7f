"""A snippet marks what was searched for as it was typed, and shows nothing confidential."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from portal.coding.actions import catch_up
from portal.coding.listing import Sieve
from portal.coding.search import terms
from portal.coding.sifting import Listed, submissions_listed
from portal.coding.snippets import AFTER, BEFORE, Snippet, snippet
from portal.submissions.filing import FiledRestriction
from portal.submissions.restricting import restrict
from portal.text import fold, tokens
from tests.coding.conftest import Seat
from tests.coding.makers import room
from tests.submissions.makers import SLUG, WHILE_OPEN

TYPED = some.text("abcéﬁB 1.5'-,_\n電子提單的紀錄控制，。𨋢")
LONG = "前文" * 300 + "電子提單的紀錄" + "後文" * 300


def marked(found: Snippet | None) -> list[str]:
    """What a snippet marks."""
    return [run.words for run in found.runs if run.is_match] if found else []


@given(TYPED)
def test_tokens_are_those_that_search_folds_and_know_where_they_stand(words: str) -> None:
    found = list(tokens(words))

    assert " ".join(token for token, _, _ in found) == fold(words)
    assert all(0 <= start < stop <= len(words) for _, start, stop in found)
    assert [fold(words[start:stop]) for _, start, stop in found] == [
        fold(words[start:stop]) or token for token, start, stop in found
    ]


@pytest.mark.parametrize(
    ("asked", "words", "found"),
    [
        ("LADING", "Bills of Lading pass.", ["Lading"]),
        ("endorsing", "It is endorsed by an endorsement.", ["endorsed", "endorsement"]),
        ("提单", "電子提單及提單", ["提單", "提單"]),
        ("單", "提單", ["單"]),
        ("記錄", "電子紀錄", ["紀錄"]),
        ("can't", "It can’t wait.", ["can’t"]),
        ('"of lading"', "lading of lading", ["of lading"]),
        ("「提單的紀錄」", "提單。提單的紀錄", ["提單的紀錄"]),
        ("lading 控制", "lading 以控制代替", ["lading", "控制"]),
        ("nowhere", "Bills of lading", []),
    ],
)
def test_what_was_asked_for_is_marked_as_it_was_typed(
    asked: str, words: str, found: list[str]
) -> None:
    assert marked(snippet(words, terms(asked))) == found


def test_a_long_text_is_cut_around_the_first_match() -> None:
    found = snippet(LONG, terms("提单"))

    assert found is not None
    shown = "".join(run.words for run in found.runs)
    assert shown in LONG
    assert marked(found) == ["提單"]
    assert found.is_cut_before
    assert found.is_cut_after
    assert len(shown) <= BEFORE + AFTER + 2


@given(TYPED, TYPED, some.sampled_from(["a", "提單", "1.5", "B 電"]))
def test_a_snippet_says_nothing_but_the_words(before: str, after: str, asked: str) -> None:
    words = f"{before} {asked} {after}"

    found = snippet(words, terms(asked))

    assert found is not None
    assert "".join(run.words for run in found.runs) in words
    assert marked(found)


def test_the_list_shows_where_a_submission_says_it_but_no_confidential_words(
    session: Session,
) -> None:
    made = room(session)
    letter = "We pay HK$94 a bill of lading.\n\nWe sign our bills by hand."
    submission = made.lodged({"letter": {"text": letter}, "Q8": {"text": "No lading."}})
    while catch_up(session):
        pass

    def listed(asked: str) -> Listed:
        return submissions_listed(session, made.consultation, Sieve(words=asked)).rows[0]

    open_hit = listed("94").hit
    restrict(session, submission, FiledRestriction("letter", 0, 30), by=None, now=WHILE_OPEN)
    session.flush()
    inked, elsewhere, beside = listed("94").hit, listed("lading").hit, listed("hand").hit

    assert open_hit
    assert marked(open_hit.snippet) == ["94"]
    assert inked
    assert (inked.label, inked.snippet) == ("Letter", None)
    assert elsewhere
    assert (elsewhere.label, marked(elsewhere.snippet)) == ("Question 8", ["lading"])
    assert beside
    assert beside.snippet
    assert "94" not in "".join(run.words for run in beside.snippet.runs)
    assert listed(submission.reference).hit is None
    assert listed("").hit is None


@pytest.mark.usefixtures("desk")
def test_the_page_marks_the_words(seat: Seat) -> None:
    page = seat("reviewer-1").get(f"/en/desk/{SLUG}/submissions?q=clauses").text

    assert "We write about <mark>clause</mark> 4." in page

"""Two people on one answer: the later save is refused, both versions shown, and one kept."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.db import Database
from tests.browsing import sent
from tests.drafting.conftest import Pen, link_on, seen_on, stored


@dataclass(frozen=True)
class Place:
    """Where two write: the page, the field of the words, the field of the choice, the key."""

    page: str
    field: str
    keep: str
    key: str


PLACES = [
    Place("groups/approach", "Q1.text", "Q1.keep", "Q1"),
    Place("clauses/C4", "view", "keep", "C4"),
    Place("letter", "text", "keep", "letter"),
]
THEIRS = "Delivery is complete when control passes."
MINE = "Delivery is complete when control passes to the carrier."


@pytest.fixture
def colleague(pen: Pen, elsewhere: FlaskClient) -> Pen:
    """The same draft in another browser."""
    sent(elsewhere, link_on(pen))
    return Pen(elsewhere, pen.home)


@dataclass
class Clashing:
    """A page that was open while somebody else saved the same answer."""

    pen: Pen
    page: str
    fields: dict[str, str]
    refused: TestResponse

    def again(self, **fields: str) -> TestResponse:
        """Send the page once more, as it was shown when it was refused."""
        seen = seen_on(self.refused.text)
        data = {**self.fields, "seen": seen, **fields}
        self.refused = self.pen.client.post(self.pen.at(self.page), data=data)
        return self.refused


Clash = Callable[[str, dict[str, str], dict[str, str]], Clashing]


@pytest.fixture
def clash(pen: Pen, colleague: Pen) -> Clash:
    """Have two people send a page that both had opened before."""

    def clashing(page: str, theirs: dict[str, str], mine: dict[str, str]) -> Clashing:
        stale = colleague.fields(page)
        assert pen.send(page, **theirs).status_code == 302
        fields = {**stale, **mine}
        refused = colleague.client.post(colleague.at(page), data=fields)
        return Clashing(colleague, page, fields, refused)

    return clashing


@pytest.mark.parametrize("at", PLACES, ids=str)
def test_both_texts_are_shown_whole_with_what_differs_and_neither_is_overwritten(
    clash: Clash, database: Database, at: Place
) -> None:
    clashed = clash(at.page, {at.field: THEIRS}, {at.field: MINE})

    assert clashed.refused.status_code == 409
    assert clashed.refused.text.count(f"<p>{THEIRS}</p>") == 1
    assert clashed.refused.text.count(f"<p>{MINE}</p>") == 1
    assert "<ins>" in clashed.refused.text
    assert f'name="{at.keep}" value="mine"' in clashed.refused.text
    assert THEIRS in stored(database, at.key).values()


@pytest.mark.parametrize("at", PLACES, ids=str)
@pytest.mark.parametrize(
    ("choice", "typed", "kept"),
    [("mine", MINE, MINE), ("theirs", MINE, THEIRS), ("mine", "Of both.", "Of both.")],
)
def test_one_press_keeps_mine_or_the_other_or_a_mixture(
    clash: Clash, database: Database, at: Place, choice: str, typed: str, kept: str
) -> None:
    clashed = clash(at.page, {at.field: THEIRS}, {at.field: MINE})

    answer = clashed.again(**{at.keep: choice, at.field: typed})

    assert answer.status_code == 302
    assert kept in stored(database, at.key).values()


@pytest.mark.parametrize("at", PLACES, ids=str)
def test_pressing_again_without_choosing_overwrites_nothing(
    clash: Clash, database: Database, at: Place
) -> None:
    clashed = clash(at.page, {at.field: THEIRS}, {at.field: MINE})

    assert [clashed.again().status_code for _ in range(2)] == [409, 409]
    assert MINE in clashed.refused.text
    assert f'name="{at.keep}"' in clashed.refused.text
    assert THEIRS in stored(database, at.key).values()


def test_what_is_saved_while_one_chooses_is_told_again(
    pen: Pen, clash: Clash, database: Database
) -> None:
    clashed = clash("letter", {"text": THEIRS}, {"text": MINE})
    pen.send("letter", text="A third time.")

    answer = clashed.again(keep="mine")

    assert answer.status_code == 409
    assert "A third time." in answer.text
    assert 'value="mine" checked' not in answer.text
    assert stored(database, "letter") == {"text": "A third time."}


def test_choices_clash_like_words(clash: Clash, database: Database) -> None:
    clashed = clash("groups/approach", {"Q1.choice": "agree"}, {"Q1.choice": "disagree"})

    assert clashed.refused.status_code == 409
    assert clashed.again(**{"Q1.keep": "mine"}).status_code == 302
    assert stored(database, "Q1") == {"choice": "disagree"}


def test_other_answers_of_a_page_that_clashed_are_kept_with_the_choice(
    clash: Clash, database: Database
) -> None:
    clashed = clash(
        "groups/approach",
        {"Q1.text": THEIRS, "Q3.text": "Only theirs."},
        {"Q1.text": MINE, "Q2.text": "Only mine."},
    )
    between = stored(database, "Q2")

    assert clashed.again(**{"Q1.keep": "theirs"}).status_code == 302

    assert between == {}
    assert stored(database, "Q1") == {"text": THEIRS}
    assert stored(database, "Q2") == {"text": "Only mine."}
    assert stored(database, "Q3") == {"text": "Only theirs."}


def test_a_clash_outlasts_a_change_of_language(clash: Clash) -> None:
    clashed = clash("letter", {"text": THEIRS}, {"text": MINE})

    shown = clashed.again(press="language")

    assert shown.status_code == 200
    assert THEIRS in shown.text
    assert clashed.again(keep="mine").status_code == 302


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Harbor Guild"), ("theirs", "Harbour Guild")]
)
def test_two_who_describe_the_body_see_each_other(
    pen: Pen, clash: Clash, choice: str, kept: str
) -> None:
    clashed = clash("profile", {"name_en": "Harbour Guild"}, {"name_en": "Harbor Guild"})

    assert clashed.refused.status_code == 409
    assert "Harbour Guild" in clashed.refused.text
    assert "Harbor Guild" in clashed.refused.text
    assert clashed.again(keep=choice).status_code == 302
    assert kept in pen.read("check")

"""A page that saves by itself keeps what it can, tells what it could not, overwrites nothing."""

import re
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts.models import Seat
from portal.clock import now
from portal.db import Database
from portal.drafting.models import Draft
from tests.browsing import sent
from tests.drafting.conftest import Pen, link_on, stored

JSON = {"Accept": "application/json"}


@dataclass
class Tab:
    """A page of a draft that saves by itself, as its script does."""

    pen: Pen
    page: str
    fields: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the page."""
        self.fields = self.pen.fields(self.page)

    def save(self, **typed: str) -> TestResponse:
        """Send the form with what was typed so far, and keep what the answer says was seen."""
        self.fields |= typed
        answer = self.pen.client.post(self.pen.at(self.page), data=self.fields, headers=JSON)
        if answer.is_json and "seen" in (answer.json or {}):
            self.fields["seen"] = (answer.json or {})["seen"]
        return answer


def told(answer: TestResponse) -> dict[str, object]:
    assert answer.is_json, answer.text
    return dict(answer.json or {})


@pytest.fixture
def colleague(pen: Pen, elsewhere: FlaskClient) -> Pen:
    """The same draft in another browser."""
    sent(elsewhere, link_on(pen))
    return Pen(elsewhere, pen.home)


def revision(database: Database) -> int:
    with database.reading() as session:
        return session.query(Draft).one().revision


@pytest.mark.parametrize(
    ("page", "name", "key"),
    [
        ("groups/approach", "Q1.text", "Q1"),
        ("clauses/C4", "view", "C4"),
        ("letter", "text", "letter"),
    ],
)
def test_what_is_typed_is_saved_again_and_again_with_the_hour(
    pen: Pen, database: Database, page: str, name: str, key: str
) -> None:
    tab = Tab(pen, page)

    answers = [tab.save(**{name: words}) for words in ("We", "We agree", "", "We agree.")]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert re.fullmatch(r"Saved \d\d:\d\d:\d\d", str(told(answers[-1])["told"]))
    assert [told(answer)["overtaken"] for answer in answers] == [[]] * 4
    assert "We agree." in stored(database, key).values()


def test_a_profile_is_saved_part_by_part(pen: Pen) -> None:
    tab = Tab(pen, "profile")

    typed = [
        {"name_en": "Harbour Guild"},
        {"name_en": ""},
        {"name_en": "Harbour", "email": "office@"},
        {"email": "office@guild.example"},
    ]
    answers = [told(tab.save(**each)) for each in typed]

    assert [bool(answer["refused"]) for answer in answers] == [False, False, True, False]
    assert [answer["overtaken"] for answer in answers] == [[]] * 4
    assert "Harbour" in pen.read("check")
    assert "office@guild.example" in pen.read("check")


def test_what_is_faulty_is_told_and_keeps_nothing_else_from_being_saved(
    pen: Pen, database: Database
) -> None:
    tab = Tab(pen, "groups/approach")

    answer = told(tab.save(**{"Q1.text": "Sent.", "Q2.text": "Secret.", "Q2.confidential": "yes"}))

    assert "but for this: Question 2" in str(answer["told"])
    assert stored(database, "Q1") == {"text": "Sent."}
    assert stored(database, "Q2") == {}
    assert told(tab.save(**{"Q2.reason": "Commercial."}))["refused"] == []
    assert stored(database, "Q2") == {"text": "Secret."}


def test_a_clash_is_told_and_overwrites_nothing_while_the_rest_is_saved(
    pen: Pen, colleague: Pen, database: Database
) -> None:
    tab = Tab(colleague, "groups/approach")
    pen.send("groups/approach", **{"Q1.text": "Theirs.", "Q3.text": "Theirs alone."})

    answers = [
        told(tab.save(**{"Q1.text": "Mine.", "Q2.text": words})) for words in ("My", "My own.")
    ]

    assert [answer["overtaken"] for answer in answers] == [["Q1"], ["Q1"]]
    assert stored(database, "Q1") == {"text": "Theirs."}
    assert stored(database, "Q2") == {"text": "My own."}
    assert stored(database, "Q3") == {"text": "Theirs alone."}
    both = colleague.client.post(colleague.at("groups/approach"), data=tab.fields)
    assert both.status_code == 409
    assert "Theirs." in both.text


def test_saving_what_is_saved_changes_nothing(pen: Pen, database: Database) -> None:
    tab = Tab(pen, "letter")
    tab.save(text="Dear Sirs")
    before = revision(database)

    tab.save()

    assert revision(database) == before


def test_a_stale_token_is_answered_with_a_fresh_one(pen: Pen, database: Database) -> None:
    tab = Tab(pen, "letter")
    tab.fields["csrf_token"] = "stale"

    refused = tab.save(text="Dear Sirs")
    tab.fields["csrf_token"] = str(told(refused)["token"])

    assert refused.status_code == 422
    assert tab.save().status_code == 200
    assert stored(database, "letter") == {"text": "Dear Sirs"}


def test_an_ended_seat_is_told_and_nothing_of_the_draft(pen: Pen, database: Database) -> None:
    pen.send("letter", text="Stored before.")
    tab = Tab(pen, "letter")
    with database.writing() as session:
        for seat in session.query(Seat):
            seat.ended_at = now()

    answer = tab.save(text="Typed after.")

    assert (answer.status_code, answer.json) == (422, {"ended": True})
    assert stored(database, "letter") == {"text": "Stored before."}

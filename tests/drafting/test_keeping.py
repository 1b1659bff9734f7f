"""Nothing typed is lost: to an ended seat, to a colleague, to a text that cannot be taken."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Seat
from portal.clock import now
from portal.db import Database
from portal.text import FIELD_LIMIT
from tests.browsing import sent
from tests.drafting.conftest import Pen, link_on, stored

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def end_seats(database: Database) -> None:
    with database.writing() as session:
        for seat in session.query(Seat):
            seat.ended_at = now()


@pytest.fixture
def colleague(pen: Pen, elsewhere: FlaskClient) -> Pen:
    """The same draft in another browser."""
    sent(elsewhere, link_on(pen))
    return Pen(elsewhere, pen.home)


def test_what_was_typed_outlives_the_seat(pen: Pen, database: Database) -> None:
    link, page = link_on(pen), "groups/documents"
    fields = pen.fields(page)
    end_seats(database)

    kept = pen.client.post(
        pen.at(page),
        data={**fields, "Q7.choices": ["bl", "other"], "Q8.text": "None.\r\n<b>None</b>."},
    )
    assert kept.status_code == 422
    assert "Your words are still here" in kept.text
    assert "private link" in kept.text
    assert stored(database, "Q8") == {}

    assert sent(pen.client, link).status_code == 302
    again = [
        (name, value.replace("&lt;", "<").replace("&gt;", ">"))
        for name, value in HIDDEN.findall(kept.text)
    ]
    data: dict[str, list[str]] = {}
    for name, value in again:
        data.setdefault(name, []).append(value)
    answer = pen.client.post(pen.at(page), data=data)

    assert answer.status_code == 302, answer.text
    assert stored(database, "Q7") == {"choices": ["bl", "other"]}
    assert stored(database, "Q8") == {"text": "None.\n<b>None</b>."}


def test_nothing_is_told_of_a_draft_to_who_does_not_hold_it(
    pen: Pen, elsewhere: FlaskClient
) -> None:
    pen.send("letter", text="A secret of the trade")
    token = {"csrf_token": "made up", "text": "typed elsewhere"}

    theirs = elsewhere.post(pen.at("letter"), data=token)
    nowhere = elsewhere.post(pen.at("letter").replace(pen.home[-6:], "abcdef"), data=token)

    assert (theirs.status_code, nowhere.status_code) == (422, 422)
    assert "A secret" not in theirs.text
    assert "typed elsewhere" in theirs.text
    assert elsewhere.get(pen.at("letter")).status_code == 404


def test_an_ended_seat_at_the_desk_keeps_what_was_typed_too(
    client: FlaskClient, paper: str
) -> None:
    address = f"/en/desk/{paper}/reports/"

    kept = client.post(address, data={"csrf_token": "old", "edition": "public"})
    empty = client.post(address, data={"csrf_token": "old"})

    assert kept.status_code == 422
    assert 'name="edition" value="public"' in kept.text
    assert 'href="/en/sign-in"' in kept.text
    assert empty.status_code == 403


def test_another_site_is_given_nothing_to_send_again(pen: Pen, database: Database) -> None:
    end_seats(database)

    answer = pen.client.post(
        pen.at("letter"), data={"text": "forged"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert "forged" not in answer.text


def test_a_stale_token_shows_the_same_page_with_everything_in_it(pen: Pen) -> None:
    answer = pen.send("letter", csrf_token="stale", text="Dear Sirs")

    assert answer.status_code == 422
    assert "Dear Sirs" in answer.text


def test_colleagues_on_different_answers_never_clash(
    pen: Pen, colleague: Pen, database: Database
) -> None:
    mine, theirs = pen.fields("groups/approach"), colleague.fields("groups/approach")

    pen.client.post(pen.at("groups/approach"), data={**mine, "Q1.text": "Mine."})
    answer = colleague.client.post(
        colleague.at("groups/approach"), data={**theirs, "Q2.text": "Theirs."}
    )

    assert answer.status_code == 302
    assert stored(database, "Q1") == {"text": "Mine."}
    assert stored(database, "Q2") == {"text": "Theirs."}


@pytest.mark.parametrize(
    ("page", "key", "written"),
    [
        ("groups/approach", "Q1", {"Q1.choice": "agree", "Q1.text": "Our reasons."}),
        ("clauses/C4", "C4", {"position": "oppose", "view": "Our reasons."}),
    ],
)
def test_a_choice_is_taken_back_without_scripts_and_what_was_typed_stays(
    pen: Pen, database: Database, page: str, key: str, written: dict[str, str]
) -> None:
    choice, chosen = next(iter(written.items()))
    offered = re.search(rf'name="{re.escape(choice)}" value=""( checked)?', pen.read(page))
    pen.send(page, **written)
    before = stored(database, key)

    pen.send(page, **{**written, choice: ""})

    assert offered
    assert offered[1] is None
    assert before[choice.rpartition(".")[2]] == chosen
    assert list(stored(database, key).values()) == ["Our reasons."]
    shown = pen.read(page)
    assert f'name="{choice}" value="{chosen}" checked' not in shown
    assert "Our reasons.</textarea>" in shown


def hostile() -> Iterator[tuple[str, str]]:
    yield "ten megabytes", "long " * 2_000_000
    yield "a character too many", "x" * (FIELD_LIMIT + 1)
    yield "a million combining marks", "e" + "\u0301" * 1_000_000
    yield "many combining marks", "e" + "\u0301" * (FIELD_LIMIT - 1)
    yield "marks to be sorted", "e" + "\u0316\u0301" * (FIELD_LIMIT // 2 - 1)
    yield "NUL", "before\0after"
    yield "bidi", "\u202e" * 50_000 + "evil"
    yield "lone surrogate", "\ud800"
    yield "markup", "<script>alert(1)</script>" * 3_000
    yield "one Han paragraph", "貨" * FIELD_LIMIT


@pytest.mark.slow
@pytest.mark.parametrize("words", [pytest.param(each, id=name) for name, each in hostile()])
def test_a_hostile_text_gets_a_clear_answer(pen: Pen, words: str) -> None:
    fields = {**pen.fields("letter"), "text": words.encode("utf-8", "surrogatepass")}

    answer = pen.client.post(pen.at("letter"), data=fields)

    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        assert '<a href="#text">' in answer.text
        assert len(answer.text) >= min(len(words), 10)
    assert pen.client.get(pen.at("check")).status_code == 200


def test_more_than_a_page_can_hold_is_refused_calmly(pen: Pen, database: Database) -> None:
    pen.send("letter", text="Dear Sirs")

    answer = pen.send("letter", text="x" * (17 * 1024 * 1024))

    assert answer.status_code == 413
    assert "go back, shorten" in answer.text
    assert stored(database, "letter") == {"text": "Dear Sirs"}


def test_more_than_a_page_can_hold_is_refused_calmly_without_a_seat(
    pen: Pen, elsewhere: FlaskClient
) -> None:
    answer = elsewhere.post(pen.at("letter"), data={"text": "x" * (17 * 1024 * 1024)})

    assert answer.status_code == 413


def test_the_language_may_change_without_a_seat(
    pen: Pen, database: Database, moved: Callable[..., None]
) -> None:
    moved(opens=-1, closes=1)
    fields = pen.fields("letter")
    end_seats(database)

    answer = pen.client.post(
        pen.at("letter", "zh-hant"), data={**fields, "text": "Dear Sirs", "press": "language"}
    )

    assert answer.status_code == 422
    assert 'lang="zh-Hant-HK"' in answer.text
    assert 'name="text" value="Dear Sirs"' in answer.text

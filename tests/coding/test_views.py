"""The desk's pages: who may open them, what they show, and that nothing typed on them is lost."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from portal.coding.models import Coding, CodingEnd
from portal.db import Database
from portal.journal import JournalEntry
from portal.submissions.actions import lodge
from portal.submissions.filing import FiledRestriction
from portal.submissions.queries import submission_referred
from portal.submissions.restricting import restrict, withhold_name
from portal.submissions.rulings import withdraw
from tests.coding.conftest import Desk, Seat
from tests.submissions.makers import SLUG, WHILE_OPEN, consultation, draft

PAGES = ("submissions", "submissions/{reference}", "codeframe", "positions",
         "submissions/{reference}/positions")  # fmt: skip
MOST_QUERIES = 20


def codings(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Coding)) or 0


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("reviewer-1", 200),
        ("official-1", 200),
        ("administrator-1", 404),
        ("stranger-1", 404),
    ],
)
def test_reviewers_and_officials_read_the_desk(
    desk: Desk, seat: Seat, page: str, name: str, status: int
) -> None:
    path = page.format(reference=desk.reference)

    assert seat(name).get(f"/zh-hant/desk/{SLUG}/{path}").status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_whoever_is_not_signed_in_is_led_to_the_door(desk: Desk, app: Flask, page: str) -> None:
    path = page.format(reference=desk.reference)

    answer = app.test_client().get(f"/en/desk/{SLUG}/{path}")

    assert (answer.status_code, "/en/sign-in" in answer.location) == (302, True)


@pytest.mark.parametrize("name", ["official-1", "administrator-1", "stranger-1"])
def test_only_reviewers_code(desk: Desk, seat: Seat, database: Database, name: str) -> None:
    answer = seat(name).post(desk.address, data=desk.sent("clause 4"))

    assert answer.status_code == 404
    assert codings(database) == 0


def test_an_official_sees_no_button_that_they_cannot_press(desk: Desk, seat: Seat) -> None:
    page = seat("official-1").get(desk.address).text

    assert "Code this paragraph" not in page
    assert "Exclusive control" in page


def test_marked_words_are_coded_and_the_list_kept(
    desk: Desk, seat: Seat, database: Database
) -> None:
    client = seat("reviewer-1")
    client.get(f"/en/desk/{SLUG}/submissions?q=clause")

    answer = client.post(f"{desk.address}?q=clause&sort=register", data=desk.sent("clause 4"))

    assert answer.status_code == 302
    assert "q=clause&sort=register&passage=" in answer.location
    page = client.get(answer.location).text
    assert '<mark class="p a now" data-words>clause 4</mark>' in page
    assert "1 of 1" in page
    assert codings(database) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stance": ""}, "Choose a stance."),
        ({"stance": "cheerful"}, "Choose one of the answers offered."),
        ({"codes": ""}, "Choose at least one theme."),
        ({"codes": "4.1 99.9"}, "No open theme has the code 99.9."),
        ({"themes": ["0"]}, "Choose one of the answers offered."),
        ({"clause": "0"}, "Choose one of the answers offered."),
        ({"text": ""}, "Mark some words first, or choose a paragraph to code."),
        ({"quote": ""}, "Mark some words first, or choose a paragraph to code."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_marked_is_lost(
    desk: Desk, seat: Seat, database: Database, wrong: dict[str, str], sentence: str
) -> None:
    sent = desk.sent("Dear Sirs,\n\nWe write") | wrong

    answer = seat("reviewer-1").post(desk.address, data=sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    if sent["quote"]:
        assert 'name="quote" hidden>\nDear Sirs,\n\nWe write</textarea>' in answer.text
    assert codings(database) == 0


def test_words_that_changed_are_a_conflict(desk: Desk, seat: Seat, database: Database) -> None:
    sent = desk.sent("clause 4") | {"quote": "clause 5"}

    answer = seat("reviewer-1").post(desk.address, data=sent)

    assert answer.status_code == 409
    assert codings(database) == 0


def test_line_ends_as_browsers_send_them_are_the_same_words(desk: Desk, seat: Seat) -> None:
    sent = desk.sent("Dear Sirs,\n\nWe write")
    sent["quote"] = str(sent["quote"]).replace("\n", "\r\n")

    assert seat("reviewer-1").post(desk.address, data=sent).status_code == 302


def test_a_text_of_another_submission_is_not_coded_here(desk: Desk, seat: Seat) -> None:
    sent = desk.sent("clause 4") | {"text": str(desk.text_id + 1_000)}

    assert seat("reviewer-1").post(desk.address, data=sent).status_code == 404


def test_what_was_just_lodged_is_found_at_once(desk: Desk, seat: Seat) -> None:
    page = seat("reviewer-1").get(f"/en/desk/{SLUG}/submissions?q=clause")

    assert desk.reference in page.text


def test_a_paragraph_is_chosen_by_its_address(desk: Desk, seat: Seat) -> None:
    page = seat("reviewer-1").get(f"{desk.address}?on=letter&paragraph=2").text

    assert 'name="quote" hidden>\nWe write about clause 4.</textarea>' in page


def test_a_coding_is_taken_back_by_a_reviewer(desk: Desk, seat: Seat, database: Database) -> None:
    client = seat("reviewer-1")
    client.post(desk.address, data=desk.sent("clause 4"))
    with database.reading() as session:
        coding = session.scalars(select(Coding.id)).one()

    refused = seat("official-1").post(f"{desk.address}/untag", data={"coding": coding})
    absent = client.post(f"{desk.address}/untag", data={"coding": "x"})
    done = client.post(f"{desk.address}/untag", data={"coding": coding})

    assert [refused.status_code, absent.status_code, done.status_code] == [404, 404, 302]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CodingEnd)) == 1


def test_a_form_without_its_token_is_shown_again(desk: Desk, seat: Seat, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = seat("reviewer-1")

    tagged = client.post(desk.address, data=desk.sent("clause 4"))
    untagged = client.post(f"{desk.address}/untag", data={"coding": "1"})

    assert (tagged.status_code, untagged.status_code) == (422, 422)
    assert "clause 4</textarea>" in tagged.text


def test_reading_confidential_words_is_journalled(
    desk: Desk, seat: Seat, database: Database
) -> None:
    with database.writing() as session:
        submission = submission_referred(session, SLUG, desk.reference)
        restrict(session, submission, FiledRestriction("letter", 0, 9), by=None, now=WHILE_OPEN)

    page = seat("reviewer-2").get(desk.address).text

    assert '<span class="kept-back" data-words title="Confidential">Dear Sirs</span>' in page
    with database.reading() as session:
        read = session.scalars(select(JournalEntry).where(JournalEntry.act == "submission.read"))
        assert [(each.who, each.subject) for each in read] == [
            ("reviewer-2", f"submission:{desk.reference}")
        ]


def test_reading_open_words_leaves_no_trace(desk: Desk, seat: Seat, database: Database) -> None:
    seat("reviewer-2").get(desk.address)

    with database.reading() as session:
        read = select(JournalEntry).where(JournalEntry.act == "submission.read")
        assert session.scalars(read).all() == []


def test_showing_a_withheld_name_is_journalled(desk: Desk, seat: Seat, database: Database) -> None:
    with database.writing() as session:
        submission = submission_referred(session, SLUG, desk.reference)
        withhold_name(session, submission, reason="", by=None, now=WHILE_OPEN)
    pages = (desk.address, f"/en/desk/{SLUG}/submissions", f"/en/desk/{SLUG}/positions")

    shown = [seat("reviewer-2").get(page).text for page in pages]

    assert all("Harbour Guild" in page for page in shown)
    with database.reading() as session:
        traces = select(JournalEntry).where(JournalEntry.who == "reviewer-2")
        assert [
            (each.act, each.subject, each.detail)
            for each in session.scalars(traces.order_by(JournalEntry.id))
        ] == [
            ("submission.read", f"submission:{desk.reference}", {}),
            *[("submissions.listed", f"consultation:{SLUG}", {"references": [desk.reference]})] * 2,
        ]


def test_a_withdrawn_submission_is_gone_from_the_desk(
    desk: Desk, seat: Seat, database: Database
) -> None:
    with database.writing() as session:
        submission = submission_referred(session, SLUG, desk.reference)
        withdraw(session, submission, reason="", now=WHILE_OPEN)
    client = seat("reviewer-1")

    assert client.get(desk.address).status_code == 404
    page = client.get(f"/en/desk/{SLUG}/submissions").text
    assert desk.reference not in page


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", hear)
    yield said
    event.remove(database.engine, "before_cursor_execute", hear)


@pytest.mark.slow
@pytest.mark.parametrize("page", [*PAGES, "submissions?q=clause&state=new"])
def test_a_page_asks_few_questions_however_many_rows(
    desk: Desk, seat: Seat, app: Flask, page: str
) -> None:
    client, database = seat("reviewer-1"), app.extensions["portal.database"]
    path = f"/en/desk/{SLUG}/{page.format(reference=desk.reference)}"
    client.get(path)
    with statements(database) as few:
        client.get(path)
    with database.writing() as session:
        held = consultation(session)
        for _ in range(6):
            lodge(session, draft(session, held), now=WHILE_OPEN)

    client.get(path)
    with statements(database) as many:
        client.get(path)

    asked = [each for each in many if not each.startswith(("PRAGMA", "BEGIN"))]
    assert len(asked) <= MOST_QUERIES
    assert len(many) == len(few)


def test_each_text_numbers_its_own_paragraphs_as_a_report_cites_them(
    desk: Desk, seat: Seat
) -> None:
    client = seat("reviewer-1")
    client.post(desk.address, data=desk.sent("Dear Sirs,\n\nWe write"))
    client.post(desk.address, data=desk.sent("clause 4"))

    page = client.get(desk.address).text

    anchors = re.findall(r'class="para-no" [^>]*id="t(\d+)-p(\d+)" [^>]*>¶(\d*)</a>', page)
    texts = [text for text, _, _ in anchors]
    numbers = {text: [n for one, n, _ in anchors if one == text] for text in texts}
    assert len(set(anchors)) == len(anchors)
    assert len(numbers) > 1
    assert all(found == [str(n) for n in range(1, len(found) + 1)] for found in numbers.values())
    assert all(shown == (n if len(numbers[text]) > 1 else "") for text, n, shown in anchors)
    assert f"{len(anchors)} paragraphs</small>" in page
    assert f'href="#t{desk.text_id}-p1">Letter ¶1–2</a>' in page
    assert f'href="#t{desk.text_id}-p2">Letter ¶2</a>' in page

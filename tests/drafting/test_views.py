"""The pages of a draft: filled in, saved, and checked."""

import re
from collections.abc import Callable

import pytest

from portal.consultations.paper import Paper
from portal.consultations.queries import consultation_named
from portal.consultations.queries import paper as paper_in
from portal.db import Database
from portal.drafting.models import Draft, DraftAnswer
from tests.drafting.conftest import Pen, stored

PAGES = ("tasks", "profile", "clauses/", "clauses/C4", "clauses/G1", "letter", "check")


def count(database: Database, table: type[DraftAnswer]) -> int:
    with database.reading() as session:
        return session.query(table).count()


def paper_read(database: Database, slug: str) -> Paper:
    with database.reading() as session:
        return paper_in(session, consultation_named(session, slug))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_every_page_can_be_read_in_every_language(
    pen: Pen, paper: str, database: Database, language: str
) -> None:
    groups = [f"groups/{group.key}" for group in paper_read(database, paper).groups]

    answers = {
        page: pen.client.get(pen.at(page, language)).status_code for page in (*PAGES, *groups)
    }

    assert set(answers.values()) == {200}


def test_what_does_not_exist_is_not_found(pen: Pen) -> None:
    pages = ("groups/nowhere", "clauses/C99")

    assert {pen.client.get(pen.at(page)).status_code for page in pages} == {404}


def test_who_responds_is_kept_part_by_part(pen: Pen, database: Database) -> None:
    answer = pen.send(
        "profile",
        name_en="Harbour Guild",
        name_zh_hant="維港公會 𨋢",
        kind="association",
        sectors=["forwarder"],
        capacity="association",
        members="１，２００",  # noqa: RUF001 (full-width figures, as Chinese keyboards type them)
        named="no",
        publication="yes",
        email="office@guild.example",
    )

    assert answer.location.endswith("groups/approach")
    with database.reading() as session:
        assert session.query(Draft).one().profile == {
            "name": {"en": "Harbour Guild", "zh_hant": "維港公會 𨋢"},
            "kind": "association",
            "sectors": ["forwarder"],
            "main_sector": "forwarder",
            "capacity": "association",
            "members": 1200,
            "named": False,
            "publication": True,
            "contact": {"email": "office@guild.example"},
        }
    assert "Harbour Guild" in pen.read("tasks")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"members": "-4"}, "members"),
        ({"members": "many"}, "members"),
        ({"members": "999999999999"}, "members"),
        ({"main_sector": "forwarder"}, "main_sector"),
        ({"kind": "emperor"}, "kind"),
        ({"confidential": "yes"}, "confidential_reason"),
        ({"email": "nowhere"}, "email"),
    ],
)
def test_a_wrong_answer_leads_to_its_field_and_loses_nothing(
    pen: Pen, fields: dict[str, str], field: str
) -> None:
    answer = pen.send("profile", name_en="Harbour Guild", **fields)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'value="Harbour Guild"' in answer.text


def test_answers_of_every_kind_are_kept_by_their_ids(pen: Pen, database: Database) -> None:
    pen.send("groups/approach", **{"Q1.choice": "agree", "Q1.text": "We agree.\r\n\r\nTruly."})
    documents: dict[str, str | list[str]] = {"Q7.choices": ["bl"], "Q7.other": "Mate's note"}
    pen.send("groups/documents", **documents)
    pen.send("groups/medium", **{"Q22.1.ordinance": "Cap. 1", "Q22.3.ordinance": "Cap. 2"})
    pen.send("groups/effects", **{"Q25.number": "1,200.50", "Q25.unit": "HKD"})
    last = pen.send("groups/other", **{"Q27.text": "Nothing else."})

    assert last.location.endswith("/clauses/")
    assert stored(database, "Q1") == {"choice": "agree", "text": "We agree.\n\nTruly."}
    assert stored(database, "Q7") == {"choices": ["bl", "other"], "other": "Mate's note"}
    assert stored(database, "Q22") == {"rows": [{"ordinance": "Cap. 1"}, {"ordinance": "Cap. 2"}]}
    assert stored(database, "Q25") == {"number": "1200.50", "unit": "HKD"}
    assert stored(database, "Q27") == {"text": "Nothing else."}


def test_saving_leads_on_or_back_to_the_list(pen: Pen) -> None:
    assert pen.send("groups/approach").location.endswith("groups/documents")
    assert pen.send("groups/approach", press="back").location.endswith("/tasks")
    assert pen.send("clauses/C4").location.endswith("/clauses/C5")
    assert pen.send("clauses/C4", press="back").location.endswith("/clauses/")
    assert pen.send("letter").location.endswith("/check")
    assert pen.send("letter", press="back").location.endswith("/tasks")


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        (
            "groups/approach",
            ("<b>Question 1</b>", "Do you agree", 'value="agree"', 'name="Q1.text"', "Read the 3"),
        ),
        ("clauses/C4", ("<h1>", "Proposed text", "Your comment", 'name="position"')),
    ],
)
def test_a_page_reads_in_the_order_in_which_it_is_answered(
    pen: Pen, page: str, parts: tuple[str, ...]
) -> None:
    shown = pen.read(page).partition("<main")[2]

    places = [shown.index(part) for part in parts]

    assert places == sorted(places)


def test_a_confidential_answer_needs_a_reason_and_opens_its_fold(
    pen: Pen, database: Database
) -> None:
    fields = {"Q14.text": "We hold the keys.", "Q14.confidential": "yes"}

    refused = pen.send("groups/control", **fields)
    pen.send("groups/control", **fields, **{"Q14.reason": "Security"})

    assert refused.status_code == 422
    assert '<a href="#Q14.reason">' in refused.text
    assert '<details class="fold" open>' in refused.text
    with database.reading() as session:
        kept = session.query(DraftAnswer).filter_by(key="Q14").one()
        assert (kept.is_confidential, kept.reason) == (True, "Security")
    assert "Confidential" in pen.read("check")


def test_a_row_needs_its_ordinance(pen: Pen) -> None:
    answer = pen.send("groups/medium", **{"Q22.2.suggestion": "Repeal it."})

    assert answer.status_code == 422
    assert '<a href="#Q22.2.ordinance">' in answer.text
    assert "Repeal it." in answer.text


def test_adding_a_row_loses_nothing_and_stores_nothing(pen: Pen, database: Database) -> None:
    answer = pen.send(
        "groups/medium",
        **{"rows": "3", "press": "add-row", "Q22.3.ordinance": "Cap. 3", "Q21.text": "Yes."},
    )

    assert answer.status_code == 200
    assert 'name="Q22.4.ordinance"' in answer.text
    assert 'value="Cap. 3"' in answer.text
    assert "Yes." in answer.text
    assert count(database, DraftAnswer) == 0


@pytest.mark.parametrize("rows", ["", "x", "-9", "9" * 5000, "٣", "100000"])
def test_a_strange_number_of_rows_does_no_harm(pen: Pen, rows: str) -> None:
    answer = pen.send("groups/medium", rows=rows, press="add-row")

    assert answer.status_code == 200
    assert answer.text.count(".ordinance") < 600


def test_changing_the_language_keeps_the_words_and_stores_nothing(
    pen: Pen, database: Database
) -> None:
    fields = {**pen.fields("groups/approach"), "Q1.choice": "agree", "Q1.text": "Half a sen"}

    answer = pen.client.post(
        pen.at("groups/approach", "zh-hant"), data={**fields, "press": "language"}
    )

    assert answer.status_code == 200
    assert 'lang="zh-Hant-HK"' in answer.text
    assert "Half a sen" in answer.text
    assert re.search(r'value="agree" checked', answer.text)
    assert count(database, DraftAnswer) == 0


def test_a_comment_is_bound_to_the_wording_that_was_shown(
    pen: Pen, paper: str, database: Database
) -> None:
    pen.send("clauses/C4", position="oppose", view="No.", wording="Control means control.")

    with database.reading() as session:
        kept = session.query(DraftAnswer).filter_by(key="C4").one()
        assert kept.text_sha256 == paper_read(database, paper).clause("C4").text_sha256
    assert stored(database, "C4")["position"] == "oppose"
    assert "Oppose" in pen.read("clauses/")


def test_a_comment_on_an_older_wording_asks_to_be_read_again(pen: Pen, database: Database) -> None:
    pen.send("clauses/C4", view="No.")
    with database.writing() as session:
        session.query(DraftAnswer).filter_by(key="C4").one().text_sha256 = "older"

    page, listed = pen.read("clauses/C4"), pen.read("clauses/")
    pen.send("clauses/C4", view="No.")

    assert "Its wording has changed" in page
    assert "Its wording has changed" in listed
    assert "Its wording has changed" not in pen.read("clauses/C4")


def test_what_is_no_longer_asked_can_be_taken_away(pen: Pen, database: Database) -> None:
    pen.send("letter", text="Dear Sirs")
    with database.writing() as session:
        session.query(DraftAnswer).filter_by(key="letter").one().key = "Q99"

    shown = pen.read("check")
    pen.send("check", key="Q1")
    assert count(database, DraftAnswer) == 1
    pen.send("check", key="Q99")

    assert "Q99 is no longer asked" in shown
    assert count(database, DraftAnswer) == 0


def test_the_check_says_what_is_missing_and_where_to_give_it(pen: Pen) -> None:
    before = pen.read("check")
    pen.send("profile", name_en="Guild", publication="yes")
    pen.send("letter", text="Dear\u202e Sirs\u200b")
    after = pen.read("check")

    assert "profile#name_en" in before
    assert "/lodge" not in before
    assert "/lodge" in after
    assert "2 characters that nobody can see were taken out" in after


def test_after_closing_a_draft_is_still_read(pen: Pen, moved: Callable[..., None]) -> None:
    pen.send("letter", text="Dear Sirs")
    moved(opens=-9, closes=-1)

    assert "This consultation has closed" in pen.read("tasks")
    assert "Dear Sirs" in pen.read("letter")

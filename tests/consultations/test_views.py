"""What the public reads: the list, the paper, each clause, the questionnaire, the closing date."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.consultations.actions import load, mark_sample
from portal.db import Database
from tests.consultations.folders import edited, put, without_simplified

NOW = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
PAPER = "consultations/e-trade-documents/"
LANGUAGES = ("en", "zh-hant", "zh-hans")
# A period that holds whatever day the tests are run on.
OPEN = put("consultation.json", "period", "closes", to="2999-12-31T18:00:00+08:00")

Read = Callable[[str], TestResponse]


@pytest.fixture
def read(database: Database, client: FlaskClient) -> Read:
    """Read a page of the consultation that ships, still open."""
    with database.writing() as session:
        load(session, edited(OPEN), now=NOW)
    return client.get


def said(answer: TestResponse) -> str:
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page", ["", PAPER, f"{PAPER}clauses/C4", f"{PAPER}clauses/G3", f"{PAPER}questionnaire"]
)
def test_every_page_speaks_every_language_and_keeps_its_switch(
    read: Read, language: str, page: str
) -> None:
    answer = said(read(f"/{language}/{page}"))

    for other in LANGUAGES:
        if other != language:
            assert f'href="/{other}/{page}"' in answer


@pytest.mark.parametrize("page", [PAPER, f"{PAPER}clauses/C4", f"{PAPER}questionnaire"])
def test_every_page_of_a_reconstructed_paper_says_so(read: Read, page: str) -> None:
    assert "示例：重構文本，並非政府的諮詢文件" in said(read(f"/zh-hant/{page}"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [PAPER, f"{PAPER}questionnaire"])
def test_what_is_yet_to_be_filled_in_is_framed_and_said(
    read: Read, language: str, page: str
) -> None:
    answer = said(read(f"/{language}/{page}")).partition("<main")[2]

    officer = {"en": "title of officer", "zh-hant": "人員職銜", "zh-hans": "人员职衔"}[language]
    assert re.search(rf'<span class="gap"><span class="vh">[^<]+</span>{officer}</span>', answer)
    assert '<p class="hint"><span class="gap" aria-hidden="true">' in answer
    assert "[" not in answer


def test_the_paper_shows_what_its_folder_holds(read: Read) -> None:
    page = said(read(f"/en/{PAPER}"))

    for words in (
        "A legal framework for electronic trade documents",
        "Commerce and Economic Development Bureau",
        "31 December 2999",
        "6:00 pm Hong Kong time",
        "Carriers and ship managers",
        "The views of small and medium firms are sought in particular",
        "Control in place of possession",
        "以控制代替管有",
        "Data Protection Principle 6",
        "title of officer",
        "An answer to a single question is welcome.",
    ):
        assert words in page, words


def test_a_clause_shows_its_text_in_two_languages_and_its_questions(read: Read) -> None:
    page = said(read(f"/en/{PAPER}clauses/C4"))

    assert "Transfer of control stands for transfer of possession." in page
    assert "轉移控制等同轉移管有。" in page
    assert f'href="/en/{PAPER}questionnaire#Q13"' in page
    assert f'href="/en/{PAPER}clauses/C3"' in page
    assert f'href="/en/{PAPER}clauses/C5"' in page


def test_the_questionnaire_holds_every_question_and_option(read: Read) -> None:
    page = said(read(f"/zh-hant/{PAPER}questionnaire"))

    for number in range(1, 28):
        assert f'id="Q{number}"' in page
    assert page.count("<li>非常同意</li>") == 13
    assert "本人提交本回應，並謹此聲明" in page


def test_the_closing_date_goes_into_a_calendar(read: Read) -> None:
    answer = read(f"/zh-hant/{PAPER}closing.ics")

    assert answer.mimetype == "text/calendar"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "DTSTART:29991231T100000Z\r\n" in said(answer)


@pytest.mark.parametrize(
    "page", ["consultations/nothing/", f"{PAPER}clauses/C99", f"{PAPER}clauses/c4", "nothing"]
)
def test_what_is_not_there_is_not_found(read: Read, page: str) -> None:
    assert read(f"/en/{page}").status_code == 404


def test_an_open_paper_leads_to_a_draft(read: Read) -> None:
    assert f'href="/en/{PAPER}drafts/new"' in said(read(f"/en/{PAPER}"))


def test_a_closed_paper_says_what_happens_next(database: Database, client: FlaskClient) -> None:
    with database.writing() as session:
        load(session, edited(), now=NOW)

    page = said(client.get(f"/en/{PAPER}"))

    assert "This consultation has closed." in page
    assert "drafts/new" not in page


def test_a_sample_stays_open(database: Database, client: FlaskClient) -> None:
    with database.writing() as session:
        mark_sample(session, load(session, edited(), now=NOW).consultation)

    page = said(client.get(f"/en/{PAPER}"))

    assert "This is a sample: it stays open after this date." in page
    assert "drafts/new" in page


def test_a_paper_not_written_in_the_readers_language_says_so(
    database: Database, client: FlaskClient
) -> None:
    with database.writing() as session:
        load(session, without_simplified(), now=NOW)

    page = said(client.get(f"/zh-hans/{PAPER}"))

    assert "A legal framework for electronic trade documents" in page


def test_an_empty_portal_says_that_nothing_is_open(client: FlaskClient) -> None:
    assert "No consultation is open at present." in said(client.get("/en/"))

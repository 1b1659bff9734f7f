"""A page of a draft saves by itself: without network, beside another writer, after its seat."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import sleep
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal.accounts.models import Seat
from portal.canonical import Json
from portal.clock import now
from portal.db import Database
from tests.drafting.conftest import stored
from tests.live import served
from tests.submissions.makers import SLUG, consultation

pytestmark = pytest.mark.journey

CHIEF = "main .button.chief"
LINE = "[data-saving] [role=status]"
SAVED = re.compile(r"\d\d:\d\d:\d\d")
Open = Callable[[str], Page]


@pytest.fixture
def address(app: Flask, database: Database) -> Iterator[str]:
    """A portal whose consultation is open."""
    with database.writing() as session:
        consultation(session).closes_at = now() + timedelta(days=30)
    with served(app) as at:
        yield at


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    """A small telephone of a reader of Traditional Chinese."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="zh-HK")
    yield context
    context.close()


@pytest.fixture
def tasks(telephone: BrowserContext, address: str) -> Page:
    """The tasks of a draft just begun."""
    page = telephone.new_page()
    page.goto(f"{address}/zh-hant/consultations/{SLUG}/drafts/new")
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/tasks$"))
    return page


@pytest.fixture
def opened(tasks: Page) -> Open:
    """Open a page of the draft in a tab of its own."""
    home = tasks.url.removesuffix("/tasks")

    def go(page: str) -> Page:
        tab = tasks.context.new_page()
        tab.goto(f"{home}/{page}")
        return tab

    return go


def saved(page: Page) -> None:
    expect(page.locator(LINE)).to_have_text(SAVED, timeout=15_000)


def becomes(database: Database, key: str, value: dict[str, Json]) -> None:
    """Wait until something is stored under a key."""
    for _tenth in range(100):
        if stored(database, key) == value:
            return
        sleep(0.1)
    assert stored(database, key) == value


def held(page: Page) -> int:
    """Count what the browser holds of drafts."""
    mine = "Object.keys(localStorage).filter((each) => each.startsWith('portal.draft:')).length"
    return int(page.evaluate(mine))


def test_what_is_typed_is_saved_a_few_seconds_after_typing_stops(
    opened: Open, database: Database
) -> None:
    page = opened("letter")

    page.type("#text", "致有關當局")

    saved(page)
    assert stored(database, "letter") == {"text": "致有關當局"}
    assert held(page) == 0
    page.reload()
    expect(page.locator("#text")).to_have_value("致有關當局")
    expect(page.locator("[data-offer]")).to_be_hidden()


def test_leaving_a_field_saves_at_once_and_choices_like_words(
    opened: Open, database: Database
) -> None:
    page = opened("groups/approach")

    page.fill("[id='Q1.text']", "同意。")
    page.check("[name='Q1.choice'][value=agree]")
    page.press("[name='Q1.choice'][value=agree]", "Tab")

    becomes(database, "Q1", {"choice": "agree", "text": "同意。"})


def test_while_the_network_is_gone_words_are_kept_here_and_saved_when_it_returns(
    opened: Open, telephone: BrowserContext, database: Database
) -> None:
    page = opened("letter")
    telephone.set_offline(True)

    page.fill("#text", "在隧道內寫的。")
    page.press("#text", "Tab")
    expect(page.locator("[data-saving]")).to_have_attribute("data-state", "warn")
    assert held(page) == 1
    telephone.set_offline(False)

    saved(page)
    assert stored(database, "letter") == {"text": "在隧道內寫的。"}
    assert held(page) == 0


def test_what_could_not_be_saved_is_offered_when_the_page_is_opened_again(
    opened: Open, telephone: BrowserContext, database: Database
) -> None:
    page = opened("groups/medium")
    telephone.set_offline(True)
    page.fill("[id='Q22.1.ordinance']", "第1章")
    page.fill("[id='Q22.2.ordinance']", "第2章")
    page.press("[id='Q22.2.ordinance']", "Tab")
    expect(page.locator("[data-saving]")).to_have_attribute("data-state", "warn")
    page.close()
    telephone.set_offline(False)

    again = opened("groups/medium")
    expect(again.locator("[data-offer]")).to_be_visible()
    expect(again.locator("[id='Q22.2.ordinance']")).to_have_value("")
    again.click("[data-back]")

    saved(again)
    expect(again.locator("[id='Q22.2.ordinance']")).to_have_value("第2章")
    assert stored(database, "Q22") == {"rows": [{"ordinance": "第1章"}, {"ordinance": "第2章"}]}
    assert held(again) == 0


def test_two_tabs_on_one_answer_overwrite_nothing_and_lead_to_both_versions(
    opened: Open, database: Database
) -> None:
    one, other = opened("letter"), opened("letter")
    one.fill("#text", "第一個版本。")
    one.press("#text", "Tab")
    saved(one)

    other.fill("#text", "第二個版本。")
    other.press("#text", "Tab")
    expect(other.locator("[data-clash]")).to_be_visible(timeout=15_000)

    assert stored(database, "letter") == {"text": "第一個版本。"}
    other.click("[data-clash] button")
    expect(other.locator(".version")).to_have_count(2)
    other.fill("#text", "第三個版本。")
    other.check("[name=keep][value=mine]")
    other.click(CHIEF)
    expect(other).to_have_url(re.compile(r"/check$"))
    assert stored(database, "letter") == {"text": "第三個版本。"}


def test_an_ended_seat_loses_no_word_and_the_page_saves_once_the_link_was_opened(
    tasks: Page, opened: Open, database: Database, address: str
) -> None:
    link = urlsplit(tasks.inner_text("#private-link")).path
    page = opened("letter")
    with database.writing() as session:
        for seat in session.query(Seat):
            seat.ended_at = now()

    page.fill("#text", "午飯之後寫的。")
    page.press("#text", "Tab")
    expect(page.locator("[data-saving]")).to_have_attribute("data-state", "warn")
    assert held(page) == 1
    tab = page.context.new_page()
    tab.goto(address + link)
    tab.click(CHIEF)
    page.bring_to_front()

    saved(page)
    assert stored(database, "letter") == {"text": "午飯之後寫的。"}


def test_going_back_after_saving_shows_what_was_saved_and_clashes_with_nobody(
    opened: Open, database: Database
) -> None:
    page = opened("groups/approach")
    page.fill("[id='Q1.text']", "一。")
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/groups/documents$"))
    page.go_back()
    expect(page.locator("[id='Q1.text']")).to_have_value("一。")

    page.fill("[id='Q1.text']", "一、二。")
    page.press("[id='Q1.text']", "Tab")

    saved(page)
    assert stored(database, "Q1") == {"text": "一、二。"}


def test_a_browser_that_keeps_nothing_still_saves(
    browser: Browser, tasks: Page, database: Database
) -> None:
    context = browser.new_context(storage_state=tasks.context.storage_state())
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('blocked'); } });"
    )
    page = context.new_page()
    page.goto(tasks.url.replace("/tasks", "/letter"))

    page.fill("#text", "Kept nowhere else.")
    page.press("#text", "Tab")

    saved(page)
    assert stored(database, "letter") == {"text": "Kept nowhere else."}
    context.close()


def test_what_this_browser_holds_of_a_draft_is_forgotten_once_it_was_lodged(
    tasks: Page, opened: Open
) -> None:
    page = opened("profile")
    page.fill("#name_zh_hant", "維港貨運公會")
    page.click(CHIEF)
    page = opened("letter")
    page.fill("#text", "致有關當局")
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/check$"))
    page.evaluate(
        "(draft) => localStorage.setItem(`portal.draft:${draft}:clauses/C4:another-tab`,"
        " JSON.stringify({ at: Date.now(), fields: [['view', '未儲存']] }))",
        tasks.url.split("/drafts/")[1].partition("/")[0],
    )
    assert held(page) == 1
    page.click(CHIEF)
    page.check("#declares")
    page.click(CHIEF)

    expect(page).to_have_url(re.compile(r"/receipts/ETD-"))
    assert held(page) == 0

"""Two write one response on small telephones, with scripts and without; a lead submits it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal.clock import now
from portal.db import Database
from tests.drafting.conftest import link_of, stored
from tests.live import served
from tests.submissions.makers import SLUG, consultation

pytestmark = pytest.mark.journey

CHIEF = "main .button.chief"
LEAD, COLLEAGUE = "chan@guild.example", "lee@guild.example"
THEIRS, MINE, BOTH = "我們支持第4條。", "我們不支持第4條。", "我們大致支持第4條。"
Telephone = Callable[[], BrowserContext]


@pytest.fixture
def address(app: Flask, database: Database) -> Iterator[str]:
    """A portal whose consultation is open."""
    with database.writing() as session:
        consultation(session).closes_at = now() + timedelta(days=30)
    with served(app) as at:
        yield at


@pytest.fixture(params=[False, True], ids=["no scripts", "scripts"])
def telephone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Telephone]:
    """Give small telephones, on which scripts run or do not."""
    given: list[BrowserContext] = []

    def give() -> BrowserContext:
        given.append(
            browser.new_context(
                viewport={"width": 360, "height": 780},
                java_script_enabled=bool(request.param),
                locale="zh-HK",
            )
        )
        return given[-1]

    yield give
    for each in given:
        each.close()


@pytest.fixture
def lead(telephone: Telephone, address: str) -> Page:
    """The tasks of a draft just begun by somebody with an address."""
    page = telephone().new_page()
    page.goto(f"{address}/zh-hant/consultations/{SLUG}/drafts/new")
    page.fill("#email", LEAD)
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/tasks$"))
    return page


def home(page: Page) -> str:
    return re.sub(r"/drafts/([^/]+)/.*", r"/drafts/\1", page.url)


def fits(page: Page) -> bool:
    """Whether nothing on a page is wider than the screen."""
    return int(page.locator("body").evaluate("(body) => body.scrollWidth")) <= 360


def describe_and_invite(lead: Page) -> None:
    lead.goto(f"{home(lead)}/profile")
    lead.fill("#name_zh_hant", "維港貨運公會")
    lead.click(CHIEF)
    lead.goto(f"{home(lead)}/people")
    lead.fill("#name", "李小明")
    lead.fill("#email", COLLEAGUE)
    lead.click(CHIEF)
    expect(lead.locator(".people > li")).to_have_count(2)
    assert fits(lead)


def test_colleagues_write_meet_in_one_answer_and_their_lead_submits(
    lead: Page, telephone: Telephone, address: str, app: Flask, database: Database
) -> None:
    describe_and_invite(lead)
    colleague = telephone().new_page()
    colleague.goto(f"{address}{link_of(app, database, COLLEAGUE)}?language=zh-hant")
    colleague.click(CHIEF)
    colleague.goto(f"{home(colleague)}/letter")
    lead.goto(f"{home(lead)}/letter")
    lead.fill("#text", THEIRS)
    lead.click(CHIEF)
    expect(lead).to_have_url(re.compile(r"/check$"))
    colleague.fill("#text", MINE)
    colleague.click(CHIEF)
    expect(colleague.locator(".version")).to_have_count(2)
    expect(colleague.locator("del, ins").first).to_be_visible()
    assert fits(colleague)
    assert stored(database, "letter") == {"text": THEIRS}
    colleague.fill("#text", BOTH)
    colleague.check("[name=keep][value=mine]")
    colleague.click(CHIEF)

    expect(colleague).to_have_url(re.compile(r"/check$"))
    assert stored(database, "letter") == {"text": BOTH}
    expect(colleague.locator("main")).to_contain_text(LEAD)
    expect(colleague.locator("main a[href$='/lodge']")).to_have_count(0)
    assert fits(colleague)
    lead.goto(f"{home(lead)}/check")
    lead.click(CHIEF)
    lead.check("#declares")
    lead.click(CHIEF)
    expect(lead).to_have_url(re.compile(r"/receipts/ETD-"))


def test_a_note_is_left_beside_an_answer_and_read_by_the_team(lead: Page) -> None:
    lead.goto(f"{home(lead)}/clauses/C4")
    lead.fill("#view", "大致同意。")
    lead.locator("details:has(button[value='note:C4']) > summary").click()
    lead.click("button[value='note:C4']")

    expect(lead.locator("#about")).to_have_value("C4")
    lead.fill("#words", "請理事會確認。")
    assert fits(lead)
    lead.click(CHIEF)
    expect(lead.locator("section#C4")).to_contain_text("請理事會確認。")
    lead.goto(f"{home(lead)}/clauses/C4")
    expect(lead.locator("#view")).to_have_value("大致同意。")
    lead.locator("details:has(button[value='note:C4']) > summary").click()
    expect(lead.get_by_text("請理事會確認。")).to_be_visible()

"""A response is filed on a small telephone, in Traditional Chinese, without any script."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from config import DEFAULT_URL
from portal.clock import now
from portal.db import Database
from tests.live import served
from tests.submissions.makers import SLUG, consultation

pytestmark = pytest.mark.journey

CHIEF = "main .button.chief"
BACK = "main button[value=back]"
LETTER = "致有關當局：\n\n我們支持第4條𨋢。\n\n(a) 轉讓即告完成；\n(b) 無須另行通知。"


@pytest.fixture
def address(app: Flask, database: Database) -> Iterator[str]:
    """A portal whose consultation is open."""
    with database.writing() as session:
        consultation(session).closes_at = now() + timedelta(days=30)
    with served(app) as at:
        yield at


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    """A small telephone of a reader of Traditional Chinese, on which no script runs."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, java_script_enabled=False, locale="zh-HK"
    )
    yield context
    context.close()


@pytest.fixture
def page(telephone: BrowserContext, address: str) -> Page:
    """The tasks of a draft just begun, reached from the portal's own front door."""
    page = telephone.new_page()
    page.goto(address)
    page.click(f"main a[href$='/zh-hant/consultations/{SLUG}/']")
    page.click(CHIEF)
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/zh-hant/.*/tasks$"))
    return page


def home(page: Page) -> str:
    return re.sub(r"/drafts/([^/]+)/.*", r"/drafts/\1", page.url)


def fits(page: Page) -> bool:
    """Whether nothing on a page is wider than the screen."""
    box = page.locator("body").bounding_box()
    masthead = page.locator(".masthead").bounding_box()
    return bool(box and masthead and max(box["width"], masthead["width"]) <= 360)


def describe(page: Page) -> None:
    page.goto(f"{home(page)}/profile")
    page.fill("#name_zh_hant", "維港貨運公會")
    page.select_option("#kind", index=1)
    page.check("[name=sectors] >> nth=0")
    page.check("[name=capacity][value=own]")
    page.check("[name=named][value=yes]")
    page.check("#publication")
    page.click(CHIEF)


def answer_every_kind(page: Page) -> None:
    page.check("[name='Q1.choice'][value=agree]")
    page.fill("[id='Q1.text']", "同意。")
    page.click(CHIEF)
    page.check("[name='Q6.choice'] >> nth=1")
    page.check("[name='Q7.choices'] >> nth=0")
    page.fill("[id='Q7.other']", "大副收據")
    page.fill("[id='Q8.text']", "沒有。")
    page.click(CHIEF)
    page.goto(f"{home(page)}/groups/medium")
    page.fill("[id='Q22.1.ordinance']", "第1章")
    page.click("button[value=add-row]")
    expect(page.locator("[id='Q22.1.ordinance']")).to_have_value("第1章")
    page.fill("[id='Q22.4.ordinance']", "第26章")
    page.fill("[id='Q22.4.suggestion']", "加入一款。")
    page.click(CHIEF)
    page.goto(f"{home(page)}/groups/effects")
    page.fill("[id='Q25.number']", "1,200")
    page.fill("[id='Q25.unit']", "港元")
    page.click(CHIEF)
    page.fill("[id='Q27.text']", "多謝。")
    page.click(CHIEF)


def comment(page: Page) -> None:
    expect(page).to_have_url(re.compile(r"/clauses/$"))
    page.click("main .tasks a[href$='/clauses/C4']")
    page.check("[name=position][value=support_with_changes]")
    page.fill("#view", "大致同意。")
    page.fill("#wording", "控制即管有。")
    page.click(BACK)
    expect(page.locator(".status.done")).to_have_count(1)


def test_a_response_is_filed_and_a_receipt_given(page: Page) -> None:
    describe(page)
    answer_every_kind(page)
    comment(page)
    page.goto(f"{home(page)}/letter")
    page.fill("#text", LETTER)
    page.click(CHIEF)

    expect(page).to_have_url(re.compile(r"/check$"))
    for words in (
        "維港貨運公會",
        "同意。",
        "大副收據",
        "第26章",
        "1200 港元",
        "控制即管有。",
        "𨋢",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    assert fits(page)
    page.click(CHIEF)
    page.check("#declares")
    page.click(CHIEF)

    expect(page).to_have_url(re.compile(r"/zh-hant/.*/receipts/ETD-"))
    expect(page.locator(".reference")).to_have_text(re.compile(r"ETD-\w{4}-\w{4}"))
    expect(page.locator(".hash")).to_contain_text("SHA-256")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant-HK")
    assert fits(page)
    reference = page.inner_text(".reference")
    page.click("main .actions a[href$='/tasks']")
    expect(page.locator(".notice.done")).to_contain_text(reference)


def test_the_summary_of_problems_takes_the_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto(f"{home(page)}/groups/control")
    page.fill("[id='Q14.text']", "託管人持有密碼匙。")
    page.locator("details:has([id='Q14.confidential'])").locator("summary").click()
    page.check("[id='Q14.confidential']")
    page.click(CHIEF)

    expect(page.locator("#problems")).to_be_focused()
    page.click("#problems a")
    expect(page.locator("[id='Q14.reason']")).to_be_focused()
    expect(page.locator("[id='Q14.text']")).to_have_value("託管人持有密碼匙。")


def test_words_outlast_a_change_of_language(page: Page) -> None:
    page.goto(f"{home(page)}/groups/approach")
    page.check("[name='Q1.choice'][value=disagree]")
    page.fill("[id='Q1.text']", "不同意，因為")
    page.click("nav.langs button[lang|=en]")

    expect(page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    expect(page.locator("h1")).to_have_text("Overall approach")
    expect(page.locator("[id='Q1.text']")).to_have_value("不同意，因為")
    expect(page.locator("[name='Q1.choice'][value=disagree]")).to_be_checked()
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/en/.*/groups/documents$"))


def test_enter_saves_and_does_not_change_the_language(page: Page) -> None:
    page.goto(f"{home(page)}/groups/documents")
    page.fill("[id='Q7.other']", "大副收據")
    page.press("[id='Q7.other']", "Enter")

    expect(page).to_have_url(re.compile(r"/zh-hant/.*/groups/form$"))


def test_the_private_link_opens_the_draft_on_another_device(
    page: Page, browser: Browser, address: str
) -> None:
    describe(page)
    page.goto(f"{home(page)}/tasks")
    link = page.inner_text("#private-link")
    page.click("main button[value=kept]")
    expect(page.locator("#private-link")).to_have_count(0)

    with browser.new_context(java_script_enabled=False, locale="zh-HK") as desktop:
        other = desktop.new_page()
        other.goto(f"{home(page)}/tasks")
        expect(other.locator(".note")).to_contain_text("404")
        other.goto(address + urlsplit(link).path)
        other.click(CHIEF)
        expect(other).to_have_url(f"{home(page)}/tasks")
        expect(other.locator("main .lead")).to_have_text("維港貨運公會")
    assert link.startswith(f"{DEFAULT_URL}/")


def test_what_was_typed_outlives_the_seat(
    page: Page, telephone: BrowserContext, address: str
) -> None:
    link = page.inner_text("#private-link")
    page.goto(f"{home(page)}/letter")
    page.fill("#text", LETTER)
    telephone.clear_cookies()
    page.click(CHIEF)

    expect(page.locator("main input[name=text]")).to_have_count(1)
    tab = telephone.new_page()
    tab.goto(address + urlsplit(link).path)
    tab.click(CHIEF)
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/check$"))
    expect(page.get_by_text("無須另行通知。").first).to_be_visible()

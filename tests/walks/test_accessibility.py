"""Every page in a real browser: no barrier, no complaint, nothing beyond the window's edge."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from portal.language import Language
from tests.walks.inspection import (
    CONTRAST,
    HEIGHT,
    WIDE,
    barriers,
    beyond,
    listening,
    narrow,
    shell,
)
from tests.walks.pages import PAGES, Page, State, Who
from tests.walks.portals import Portal

pytestmark = pytest.mark.journey

BROKEN = Path(__file__).parent / "broken" / "page.html"
IN_THE_DARK = {
    "accounts.sign_in",
    "coding.reading",
    "coding.submissions",
    "conclusions.submission",
    "consultations.consultation",
    "drafting.check",
    "drafting.group",
    "drafting.tasks",
    "reports.report",
    "receipts.receipt",
}
# Colours are measured once for each page, in its fullest state, and once where it is refused: they
# come from tokens and macros, and measuring them takes longer than all other rules together.
IN_COLOUR = {(page.endpoint, page.press is None): page for page in PAGES}.values()
# A form like the one on the page, sent at once: a browser's own checks would keep it from that.
SEND = """([to, fields]) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = to;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    [field.type, field.name, field.value] = ['hidden', name, value];
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""
TOKEN = "document.querySelector('[name=csrf_token]').value"


@pytest.fixture(scope="session")
def seats(
    browser: Browser,
    portals: Callable[[State], Portal],
    addresses: Callable[[State], str],
) -> Iterator[Callable[[State, Who], BrowserContext]]:
    """Give the browser of a reader of the portal in a state; what it fetched once, it has."""
    opened: dict[tuple[State, Who], BrowserContext] = {}

    def seat(state: State, who: Who) -> BrowserContext:
        context = opened.get((state, who)) or browser.new_context(
            base_url=addresses(state),
            viewport={"width": WIDE, "height": HEIGHT},
            reduced_motion="reduce",
        )
        opened[state, who] = context
        context.clear_cookies()
        cookie = portals(state).client(who).get_cookie("portal")
        if cookie:
            address = addresses(state)
            context.add_cookies([{"name": "portal", "value": cookie.value, "url": address}])
        return context

    yield seat
    for context in opened.values():
        context.close()


@contextmanager
def seated(context: BrowserContext) -> Iterator[Tab]:
    """Open a tab of a reader's browser."""
    tab = context.new_page()
    yield tab
    tab.close()


def visit(tab: Tab, portal: Portal, page: Page, language: Language) -> int:
    """Go to a page, press what is to be pressed, and give the status of the answer."""
    answer = tab.goto(portal.address(page, language))
    if page.press is None:
        assert answer
        return answer.status
    fields = {"csrf_token": tab.evaluate(TOKEN), **portal.fields(page)}
    with tab.expect_navigation() as pressed:
        tab.evaluate(SEND, [portal.sent_to(page, language), fields])
    return pressed.value.status


@pytest.mark.parametrize("visited", PAGES, ids=str)
def test_a_page_has_no_barriers_and_fits(
    seats: Callable[[State, Who], BrowserContext],
    portals: Callable[[State], Portal],
    visited: Page,
) -> None:
    portal, context = portals(visited.state), seats(visited.state, visited.who)
    with seated(context) as tab, listening(tab) as said:
        status = visit(tab, portal, visited, Language.EN)
        left_out = () if visited in IN_COLOUR else (CONTRAST,)
        found = shell(tab) + beyond(tab) + barriers(tab, left_out=left_out)
        if visited.endpoint in IN_THE_DARK:
            tab.emulate_media(color_scheme="dark")
            found += [f"in the dark, {each}" for each in barriers(tab, only=(CONTRAST,))]
            tab.emulate_media(color_scheme="light")
        found += narrow(tab)
        visit(tab, portal, visited, Language.ZH_HANT)
        found += [f"in Chinese, {each}" for each in shell(tab) + narrow(tab)]

    assert status == visited.status
    assert found == []
    assert [each for each in said if not is_expected(each, visited)] == []


def is_expected(said: str, page: Page) -> bool:
    """Whether the browser only says that a refusal came with its status."""
    return f"status of {page.status.value} " in said and page.status is not HTTPStatus.OK


def test_a_page_made_to_fail_is_seen_to_fail(browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": WIDE, "height": HEIGHT})

    with listening(tab) as said:
        tab.goto(BROKEN.as_uri())
        found = shell(tab) + beyond(tab) + barriers(tab)
        narrowed = narrow(tab)
    tab.close()

    assert [each.partition(":")[0] for each in found] == ["label"]
    assert narrowed[0].startswith("beyond 360 px")
    assert json.dumps(said).count("Content Security Policy") == 1

"""The parts of a page in a real browser: every width, day and night, with and without scripts."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.live import served

pytestmark = pytest.mark.journey


@pytest.fixture
def address(visitor: FlaskClient) -> Iterator[str]:
    """The front doors, served on a port of their own."""
    with served(visitor.application) as address:
        yield address


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_is_accessible_and_fits(
    browser: Browser, address: str, language: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    said: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{address}/style?language={language}")

    violations = Axe().run(page).response["violations"]
    assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    page.close()


def test_the_language_switch_keeps_what_was_typed_without_scripts(
    browser: Browser, address: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/en/form")
    page.fill("#name", "港 Kong")
    page.fill("#view", "half\na letter")
    page.check("#stand-2")

    page.get_by_role("button", name="繁體").click()

    assert page.url == f"{address}/zh-hant/form"
    assert page.input_value("#name") == "港 Kong"
    assert page.input_value("#view") == "half\na letter"
    assert page.is_checked("#stand-2")
    page.close()


def test_characters_are_counted_as_the_server_counts_them(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/en/form")

    page.fill("#view", "a\n𨋢")
    within = page.inner_text("#view-count > span:first-child")
    page.fill("#view", "x" * 61)
    beyond = page.inner_text("#view-count > span:first-child")

    assert (within, beyond) == ("3 of 60 characters", "61 of 60 characters: 1 too many")
    page.close()


def test_the_summary_of_problems_leads_to_the_first_choice(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/en/form")
    page.get_by_role("button", name="Go on").click()

    page.get_by_role("link", name="Choose one.").click()

    assert page.evaluate("document.activeElement.id") == "stand"
    page.close()

"""A reviewer codes by keys alone, by pointer, and without scripts."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Place

pytestmark = pytest.mark.journey

Seated = Callable[..., Page]


def passages(page: Page) -> list[str]:
    return [each.inner_text() for each in page.locator("#passages ~ article q").all()]


def test_words_are_coded_by_keys_alone(seated: Seated, place: Place) -> None:
    page = seated("reviewer-1")
    page.goto(place.reading)

    for key in ("j", "s", "t"):
        page.keyboard.press(key)
    page.keyboard.type("4.4, 4.5")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**passage=**")

    sentence = "Delivery should be complete when the transferee obtains control 𨋢."
    assert passages(page) == [sentence]
    expect(page.locator("article .chip b")).to_have_text(["4.4", "4.5"])
    expect(page.locator("article .stance").first).to_have_class("stance support")
    expect(page.locator("mark.p.a.now")).to_have_text(sentence)


def test_a_mark_grows_and_shrinks_by_words_and_sentences(seated: Seated, place: Place) -> None:
    page = seated("reviewer-1")
    page.goto(place.reading)
    chosen = page.locator("[data-chosen]")

    for key, words in [
        ("j", ""),
        ("w", "Delivery"),
        ("w", "Delivery should"),
        ("W", "Delivery"),
        ("b", "Delivery"),
        ("w", "Delivery should"),
        ("b", "should"),
        ("B", "Delivery should"),
        ("s", "Delivery should be complete when the transferee obtains control 𨋢."),
        ("j", None),
        ("s", "如銀行以託管人身分持有私人密碼匙，何者才是控制人？"),
        ("p", "如銀行以託管人身分持有私人密碼匙，何者才是控制人？我們建議在附表列明。"),
    ]:
        page.keyboard.press(key)
        if words is not None:
            expect(chosen).to_have_text(words)


def test_keys_can_be_switched_off(seated: Seated, place: Place) -> None:
    page = seated("reviewer-1")
    page.goto(place.reading)

    page.keyboard.press("?")
    expect(page.locator("[data-keys]")).to_have_attribute("open", "")
    page.click("[data-keys-switch]")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("p")

    expect(page.locator("[data-chosen]")).to_have_text("")
    expect(page.locator("[data-keys-switch]")).to_have_text("Switch keys on")


def test_words_are_coded_by_the_pointer_beyond_the_basic_plane(
    seated: Seated, place: Place
) -> None:
    page = seated("reviewer-1")
    page.goto(place.reading)

    page.locator(".para-no ~ p [data-words]").first.click(click_count=3)
    expect(page.locator("[data-chosen]")).not_to_have_text("")
    page.check("[data-code='4.4']")
    page.locator("label", has_text="Conditional").click()
    page.click("text=Code these words")
    page.wait_for_url("**passage=**")

    paragraph = (
        "Delivery should be complete when the transferee obtains control 𨋢. "
        "The ordinance should say so plainly."
    )
    assert passages(page) == [paragraph]
    expect(page.locator("article .muted").last).to_contain_text("C4")


def test_a_second_passage_overlaps_the_first(seated: Seated, place: Place) -> None:
    page = seated("reviewer-1")
    for keys in ("jp", "js"):
        page.goto(place.reading)
        for key in [*keys, "t"]:
            page.keyboard.press(key)
        page.keyboard.type("4.4")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url("**passage=**")

    assert len(passages(page)) == 2
    sentence = "Delivery should be complete when the transferee obtains control 𨋢."
    expect(page.locator("mark.p.a.b")).to_have_text(sentence)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_paragraph_is_coded_whole_without_scripts(
    seated: Seated, place: Place, width: int
) -> None:
    page = seated("reviewer-1", width=width, scripts=False)
    page.goto(f"{place.desk}/submissions")
    page.click(f"text={place.reference}")

    page.click("text=Code this paragraph >> nth=1")
    page.click("text=Code these words")
    expect(page.locator("#problems")).to_contain_text("Choose a stance.")
    page.fill("[name=codes]", "4.3")
    page.locator("label", has_text="Question").click()
    page.click("text=Code these words")

    assert passages(page) == [
        "如銀行以託管人身分持有私人密碼匙，何者才是控制人？我們建議在附表列明。"
    ]
    page.click("text=Take back")
    assert passages(page) == []


def test_what_can_be_done_with_a_paragraph_shows_when_it_is_pointed_at_or_reached_by_keys(
    seated: Seated, place: Place
) -> None:
    page = seated("reviewer-1", scripts=False)
    page.goto(place.reading)
    paragraph = page.locator(".para").first
    act = paragraph.locator(".para-act")
    link = act.get_by_role("link", name=re.compile(r"Code this paragraph.* ¶1"))

    expect(act).to_have_css("opacity", "0")
    paragraph.hover()
    expect(act).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    expect(act).to_have_css("opacity", "0")
    link.focus()
    expect(act).to_have_css("opacity", "1")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_pages_of_the_desk_are_accessible_and_fit(
    seated: Seated, place: Place, width: int, language: str
) -> None:
    page = seated("reviewer-1", width=width)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(place.reading)
    for key in ("j", "p", "t"):
        page.keyboard.press(key)
    page.keyboard.type("4.4")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**passage=**")

    for path in ("submissions", f"submissions/{place.reference}", "codeframe", "positions",
                 f"submissions/{place.reference}/positions"):  # fmt: skip
        page.goto(f"{place.desk.replace('/en/', f'/{language}/')}/{path}")
        violations = Axe().run(page).response["violations"]
        assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert said == []

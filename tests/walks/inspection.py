"""What is wrong with a page in a real browser: barriers, messages, words beyond the window."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

WIDE: Final = 1280
NARROW: Final = 360
HEIGHT: Final = 800
LARGER: Final = "document.documentElement.style.fontSize = '200%'"
CONTRAST: Final = "color-contrast"

# A page is judged by its document, not by what a part of it may scroll within itself.
_BEYOND: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (each) => each.getBoundingClientRect().right > width + 0.5
  );
  return [document.documentElement.scrollWidth + ' px'].concat(
    wide.slice(-3).map((each) => each.outerHTML.slice(0, 120))
  );
}"""
_SHELL: Final = """() => [
  document.documentElement.lang ? '' : 'no language',
  document.title.trim() ? '' : 'no title',
  document.querySelectorAll('h1').length === 1 ? '' : 'not one h1',
].filter(Boolean)"""


@contextmanager
def listening(page: Page) -> Iterator[list[str]]:
    """Collect what the browser complains of while pages are read."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(f"console: {message.text}")

    def break_down(error: Exception) -> None:
        said.append(f"script: {error}")

    page.on("console", hear)
    page.on("pageerror", break_down)
    yield said
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", break_down)


def barriers(page: Page, *, only: Sequence[str] = (), left_out: Sequence[str] = ()) -> list[str]:
    """List the rules of accessibility that a page breaks, with the elements that break them."""
    options: dict[str, object] = {
        "resultTypes": ["violations"],
        "rules": {rule: {"enabled": False} for rule in left_out},
    }
    if only:
        options["runOnly"] = [*only]
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:3]]


def beyond(page: Page) -> list[str]:
    """List what makes a page scroll sideways, at its width and with letters twice as large."""
    size = page.viewport_size
    width = size["width"] if size else 0
    return [f"beyond {width} px: {each}" for each in page.evaluate(_BEYOND)]


def shell(page: Page) -> list[str]:
    """List what a page lacks as a document: one heading, a title, a language."""
    return [str(each) for each in page.evaluate(_SHELL)]


def narrow(page: Page) -> list[str]:
    """Read a page on a telephone, then with letters twice as large; list what does not fit."""
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    fits = beyond(page)
    page.evaluate(LARGER)
    larger = [f"larger, {each}" for each in beyond(page)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return fits + larger

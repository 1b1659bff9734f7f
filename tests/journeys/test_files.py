"""A letter is added as a file and submitted, with a bar that shows how far it is, and without."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, FilePayload, Page, expect

from portal.clock import now
from portal.db import Database
from tests.document.letters import LETTERS
from tests.live import served
from tests.submissions.makers import SLUG, consultation

pytestmark = pytest.mark.journey

CHIEF = "main form .button.chief"
PATIENCE = 60_000  # milliseconds: files are looked through one after another


@pytest.fixture
def address(app: Flask, database: Database) -> Iterator[str]:
    """A portal whose consultation is open."""
    with database.writing() as session:
        consultation(session).closes_at = now() + timedelta(days=30)
    with served(app) as at:
        yield at


@pytest.fixture
def begun(browser: Browser, address: str) -> Iterator[Callable[[bool], Page]]:
    """Begin a draft in a browser of its own; give the page on which files are added."""
    contexts = []

    def begin(has_scripts: bool) -> Page:  # noqa: FBT001 (a parameter of the test)
        context = browser.new_context(java_script_enabled=has_scripts)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/en/consultations/{SLUG}/drafts/new")
        page.click(CHIEF)
        page.goto(page.url.replace("/tasks", "/files"))
        return page

    yield begin
    for context in contexts:
        context.close()


def chosen(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_letter_is_added_as_a_file(begun: Callable[[bool], Page], has_scripts: bool) -> None:  # noqa: FBT001
    page = begun(has_scripts)
    clean, faulty = (LETTERS[name]().content for name in ("notes", "tracked words"))

    page.set_input_files("#files", [chosen("old.doc", b"\xd0\xcf"), chosen("notes.docx", clean)])
    page.click(CHIEF)
    told = page.locator("#problems")
    expect(told).to_contain_text("old.doc: This is a Word 97–2003", timeout=PATIENCE)
    expect(page.locator(".tasks")).to_contain_text("File 1: notes.docx")
    page.set_input_files("#files", [chosen("letter.docx", faulty)])
    page.click(CHIEF)
    expect(page).to_have_url(re.compile(r"/files/2$"), timeout=PATIENCE)
    expect(page.locator(".notice.stop")).to_contain_text("− silence")
    page.click("main button[value=as-it-is]")

    expect(page.locator(".tasks")).to_contain_text("File 2: letter.docx")
    expect(page.locator(".tasks .status.done")).to_have_count(2)

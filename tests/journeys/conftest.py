"""A real browser before a real portal: the shipped consultation, its team, one submission."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from portal.accounts.passwords import hashed
from portal.db import Database
from tests.coding.makers import room
from tests.live import served
from tests.submissions.makers import SLUG

PASSWORD = "correct horse battery staple"
VIEW = (
    "Delivery should be complete when the transferee obtains control 𨋢. "
    "The ordinance should say so plainly.\n\n"
    "如銀行以託管人身分持有私人密碼匙，何者才是控制人？我們建議在附表列明。\n\n"
    "We thank the Bureau."
)


@dataclass(frozen=True)
class Place:
    """A portal that answers, and the submission that was lodged there."""

    address: str
    reference: str

    @property
    def desk(self) -> str:
        """The address of the desk, in English."""
        return f"{self.address}/en/desk/{SLUG}"

    @property
    def reading(self) -> str:
        """The address of the submission on the desk."""
        return f"{self.desk}/submissions/{self.reference}"


@pytest.fixture
def place(app: Flask, database: Database) -> Iterator[Place]:
    """A portal on a port of its own, with a submission whose letter has three paragraphs."""
    with database.writing() as session:
        made = room(session)
        for member in made.staff.values():
            member.password_hash = hashed(PASSWORD)
        reference = made.lodged({"Q14": {"text": VIEW}}).reference
    with served(app) as address:
        yield Place(address, reference)


@pytest.fixture
def seated(browser: Browser, place: Place) -> Iterator[Callable[..., Page]]:
    """Open a page for somebody who has signed in; `scripts` says whether any run."""
    pages: list[Page] = []

    def sit(name: str, *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        page = context.new_page()
        page.goto(f"{place.address}/en/sign-in")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_load_state()
        pages.append(page)
        return page

    yield sit
    for page in pages:
        page.context.close()

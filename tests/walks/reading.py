"""How a page of the list is read without a browser: asked for, and its form sent."""

from werkzeug.test import TestResponse

from portal.language import Language
from tests.browsing import TOKEN
from tests.walks.pages import Page
from tests.walks.portals import Portal


def answer_of(portal: Portal, page: Page, language: Language = Language.EN) -> TestResponse:
    """Ask for a page as its reader; where something is pressed on it, the answer to that."""
    client = portal.client(page.who)
    shown = client.get(portal.address(page, language), follow_redirects=True)
    if page.press is None:
        return shown
    token = TOKEN.search(shown.text)
    assert token, f"{page} holds no form"
    sent = {"csrf_token": token[1], **portal.fields(page)}
    return client.post(portal.sent_to(page, language), data=sent)

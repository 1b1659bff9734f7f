"""The language switch leads from every page to that page, however often it is pressed."""

import re
from collections.abc import Callable

import pytest

from portal.language import Language
from tests.browsing import TOKEN
from tests.walks.pages import PAGES, Page, State
from tests.walks.portals import Portal
from tests.walks.reading import answer_of

BUTTON = re.compile(r'<button form="page-form" formaction="([^"]+)"[^>]* lang="([^"]+)"')
LINK = re.compile(r'<a href="([^"]+)" lang="[^"]+" hreflang="([^"]+)"')
# What no page gives back, for good reasons.
UNRETURNED = {"csrf_token", "password", "press"}
JOURNEY = (Language.ZH_HANT, Language.ZH_HANS, Language.EN)


@pytest.mark.slow
@pytest.mark.parametrize("visited", PAGES, ids=str)
def test_the_switch_goes_through_three_languages_and_keeps_the_page(
    portals: Callable[[State], Portal], visited: Page
) -> None:
    portal = portals(visited.state)
    client, answer = portal.client(visited.who), answer_of(portal, visited)
    typed = {
        name: words for name, words in portal.fields(visited).items() if name not in UNRETURNED
    }
    kept = [words for words in typed.values() if words in answer.text]

    for language in JOURNEY:
        buttons = {tag: href for href, tag in BUTTON.findall(answer.text)}
        links = {tag: href for href, tag in LINK.findall(answer.text)}
        if buttons:
            token = TOKEN.search(answer.text)
            assert token
            sent = {**typed, "csrf_token": token[1], "press": "language"}
            answer = client.post(buttons[language.tag].replace("&amp;", "&"), data=sent)
            assert answer.status_code == 200
            assert all(words in answer.text for words in kept)
        else:
            answer = client.get(links[language.tag].replace("&amp;", "&"))
            assert answer.status_code in {200, visited.status}
        assert answer.headers["Content-Language"] == language.tag

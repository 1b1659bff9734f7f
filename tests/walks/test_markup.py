"""No page needs a script or breaks its own policy, and no form can be forged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.language import Language
from tests.walks.markup import faults_of
from tests.walks.pages import PAGES, Page, State
from tests.walks.portals import Portal
from tests.walks.reading import answer_of

BROKEN = Path(__file__).parent / "broken" / "markup.html"


@pytest.mark.slow
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("visited", PAGES, ids=str)
def test_a_page_answers_as_listed_in_sound_markup(
    portals: Callable[[State], Portal], visited: Page, language: Language
) -> None:
    answer = answer_of(portals(visited.state), visited, language)

    assert (answer.status_code, answer.mimetype) == (visited.status, "text/html")
    assert answer.headers["Content-Language"] == language.tag
    assert faults_of(answer.text) == []


def test_a_broken_page_is_seen_to_be_broken() -> None:
    assert faults_of(BROKEN.read_text(encoding="utf-8")) == [
        "inline style",
        "inline style on h1",
        "inline onclick on p",
        "script in href of a",
        'a without words: href="/nowhere"',
        "id same twice",
        "button without words: ",
        "form without token: /en/sign-out",
        "inline script",
        "no language",
        "2 headings of the page",
        "no title",
        "nothing is called gone",
    ]

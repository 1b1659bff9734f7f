"""Templates are strict and escaped on page and paper."""

import pytest
from jinja2 import UndefinedError

from portal.language import Language, speaking
from portal.templating import environment


def test_typed_words_are_escaped_wherever_they_are_laid_out() -> None:
    template = environment().from_string(
        '{% import "macros/wording.html" as wording %}{{ wording.typed(words) }}'
    )

    drawn = template.render(words="<b>\n\n1. <script>\n2. a & b")

    assert "<b>" not in drawn
    assert "<script>" not in drawn
    assert "&lt;b&gt;" in drawn
    assert "a &amp; b" in drawn


def test_gaps_are_shown_in_notices_and_never_in_words_of_others() -> None:
    template = environment().from_string(
        '{% import "macros/wording.html" as wording %}{{ wording.notice(words) }}|'
        "{{ wording.typed(words) }}"
    )

    notice, typed = template.render(words="Write to [<office>].").split("|")

    assert (
        '<span class="gap"><span class="vh">to be filled in: </span>&lt;office&gt;</span>' in notice
    )
    assert "still to be filled in by the bureau" in notice
    assert "[" not in notice
    assert "Write to [&lt;office&gt;]." in typed


def test_a_value_that_was_not_handed_in_stops_the_page() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_paper_speaks_the_language_spoken() -> None:
    template = environment().from_string(
        "{{ language.tag }} {{ text|words }} {{ 1234|number }} "
        "{{ _('Half %% of %(n)s', n=text|words) }}"
    )

    with speaking(Language.ZH_HANS):
        drawn = template.render(text={"en": "a", "zh_hans": "<甲>"})

    assert drawn == "zh-Hans-HK &lt;甲&gt; 1,234 Half % of &lt;甲&gt;"

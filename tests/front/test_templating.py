"""Templates are strict and escaped on page and paper, and typed words are laid out, not changed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from portal.language import Language, speaking
from portal.templating import Block, Item, environment, paragraphs

TYPED = """Dear Sir,
We agree.

1. First
   more of it
2. Second

(a) inner
• dot

一、總論
（一）細項

12.5 million a year"""


def test_blank_lines_part_paragraphs_and_typed_marks_make_lists() -> None:
    assert paragraphs(TYPED) == [
        Block(lines=("Dear Sir,", "We agree.")),
        Block(
            items=(
                Item("1.", ("First", "more of it")),
                Item("2.", ("Second",)),
                Item("(a)", ("inner",)),
                Item("•", ("dot",)),
                Item("一、", ("總論",)),
                Item("（一）", ("細項",)),
                Item("12.5", ("million a year",)),
            )
        ),
    ]


@pytest.mark.parametrize(
    "line", ["2026 was", "12.5 million", "A man", "-5 degrees", "(see below)", "e.g. this", "1.5%"]
)
def test_a_wrapped_line_does_not_become_an_entry(line: str) -> None:
    assert paragraphs(f"In that year,\n{line}") == [Block(lines=("In that year,", line))]


@given(st.text(alphabet=st.sampled_from("ab 1.()一、（）•-\n\t中，"), max_size=80))
def test_no_word_or_mark_is_lost_or_moved(words: str) -> None:
    laid: list[str] = []
    for block in paragraphs(words):
        laid += block.lines
        laid += [part for item in block.items for part in (item.mark, *item.lines)]

    assert re.sub(r"\s", "", "".join(laid)) == re.sub(r"\s", "", words)


def test_typed_words_are_escaped_wherever_they_are_laid_out() -> None:
    template = environment().from_string(
        '{% import "macros/wording.html" as wording %}{{ wording.typed(words) }}'
    )

    drawn = template.render(words="<b>\n\n1. <script>\n2. a & b")

    assert "<b>" not in drawn
    assert "<script>" not in drawn
    assert "&lt;b&gt;" in drawn
    assert "a &amp; b" in drawn


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

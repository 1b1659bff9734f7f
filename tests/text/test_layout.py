"""Typed words are laid out as paragraphs and lists, and not changed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import Block, Item, blocks

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
    assert blocks(TYPED) == [
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
    assert blocks(f"In that year,\n{line}") == [Block(lines=("In that year,", line))]


@given(st.text(alphabet=st.sampled_from("ab 1.()一、（）•-\n\t中，"), max_size=80))
def test_no_word_or_mark_is_lost_or_moved(words: str) -> None:
    laid: list[str] = []
    for block in blocks(words):
        laid += block.lines
        laid += [part for item in block.items for part in (item.mark, *item.lines)]

    assert re.sub(r"\s", "", "".join(laid)) == re.sub(r"\s", "", words)

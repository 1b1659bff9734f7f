"""A gap is told from the words around it, and nothing of a line is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.text import gaps


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("", []),
        ("No gap (here).", [("No gap (here).", False)]),
        ("[人員職銜]", [("人員職銜", True)]),
        ("by post to [postal address], please", [
            ("by post to ", False), ("postal address", True), (", please", False),
        ]),
        ("在[事件]後[期間]內", [
            ("在", False), ("事件", True), ("後", False), ("期間", True), ("內", False),
        ]),
        ("[] and [open", [("[] and [open", False)]),
    ],
)  # fmt: skip
def test_a_line_is_cut_where_it_has_gaps(line: str, cut: list[tuple[str, bool]]) -> None:
    assert gaps(line) == cut


@given(some.text("ab []填寫"))
def test_nothing_of_a_line_is_lost(line: str) -> None:
    assert "".join(f"[{words}]" if is_gap else words for words, is_gap in gaps(line)) == line

"""Contact details are found in words however they are written, and nothing else is covered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reports.contacts import details

KNOWN = details(["Info@Zed.example", "+852 2123 4567", "n/a", "999"])


@pytest.mark.parametrize(
    ("words", "covered"),
    [
        ("Reply to info@zed.example.", ["info@zed.example"]),
        ("Reply to INFO\uff20zed.example", ["INFO\uff20zed.example"]),
        ("+852-2123-4567 or (+852) 2123 4567", ["+852-2123-4567"]),
        ("Ring +852     2123     4567 or info@\nzed.example", None),
        ("myinfo@zed.example and info@zed.examples are others", []),
        ("n/a, 999, 2123 4568", []),
        ("", []),
    ],
)
def test_a_detail_is_met_as_the_leak_check_compares(words: str, covered: list[str] | None) -> None:
    found = [words[start:stop] for start, stop in KNOWN.spans(words)]

    if covered is None:
        covered = ["+852     2123     4567", "info@\nzed.example"]
    assert found == covered


@given(st.text("+ -@.abz0123456789", max_size=30), st.text("+ -@.abz0123456789", max_size=30))
def test_a_detail_between_spaces_is_always_met(before: str, after: str) -> None:
    words = f"{before} info@zed.example {after}"
    start = len(before) + 1

    assert any(first <= start and start + 16 <= stop for first, stop in KNOWN.spans(words))

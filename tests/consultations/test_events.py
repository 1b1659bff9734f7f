"""A calendar file that every calendar can read, whatever the words."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.consultations.events import Event, calendar

AT = datetime(2026, 2, 27, 10, 0, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=300)


def event(words: str) -> Event:
    return Event("uid@here", AT, AT, 1, words, words, "https://consult.example/en/")


@given(WORDS)
def test_no_line_is_longer_than_75_octets_and_no_word_is_lost(words: str) -> None:
    written = calendar(event(words))

    lines = written.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}\r\n" in written.replace("\r\n ", "")


def test_a_new_line_is_escaped_and_a_moment_is_in_utc() -> None:
    written = calendar(event("two\nlines"))

    assert "DESCRIPTION:two\\nlines\r\n" in written
    assert "DTSTART:20260227T100000Z\r\n" in written

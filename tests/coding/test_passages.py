"""Where words stand, and whether they still stand there."""

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.coding.passages import (
    CONTEXT,
    Mark,
    NoPassageError,
    OutOfTextError,
    PassageMovedError,
    QuoteNotFoundError,
    check,
    locate,
    mark,
)
from portal.errors import ConflictError, InvalidInputError
from portal.text import TextError, plain

TEXT = "電子提單喺𨋢入面\n\nControl is possession; control is  control."
texts = st.text(st.sampled_from("ab公𨋢é \n\t") | st.characters(exclude_categories=["Cs", "Cc"]))


@pytest.mark.parametrize(
    ("start", "stop", "quote"),
    [
        (0, 4, "電子提單"),
        (5, 6, "𨋢"),
        (8, 18, "Control"),
        (8, 10, None),
        (0, len(TEXT), TEXT),
    ],
)
def test_white_space_around_words_is_no_part_of_a_passage(
    start: int, stop: int, quote: str | None
) -> None:
    if quote is None:
        with pytest.raises(NoPassageError):
            mark(TEXT, start, stop)
        return

    found = mark(TEXT, start, stop)

    assert found.quote == quote == TEXT[found.start : found.stop]


def test_a_passage_keeps_what_stands_around_it() -> None:
    text = "a" * 50 + "MARKED" + "b" * 10

    found = mark(text, 50, 56)

    assert found == Mark(50, 56, "MARKED", "a" * CONTEXT, "b" * 10)


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (3, 2), (0, 9), (9, 9), (-2, -1)])
def test_nothing_is_marked_beyond_a_text(start: int, stop: int) -> None:
    with pytest.raises(OutOfTextError):
        mark("12345678", start, stop)


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (8, 8), (3, 3)])
def test_nothing_is_no_passage(start: int, stop: int) -> None:
    with pytest.raises(NoPassageError):
        mark("12345678", start, stop)


@pytest.mark.parametrize(
    ("quote", "nth", "start"),
    [
        ("Control", 1, 10),
        ("control", 1, 33),
        ("control", 2, 45),
        ("𨋢入", 1, 5),
        (" 提單\r\n", 1, 2),
    ],
)
def test_a_quote_is_found_where_it_stands_for_the_nth_time(
    quote: str, nth: int, start: int
) -> None:
    found = locate(TEXT, quote, nth)

    assert found.start == start
    assert TEXT[found.start : found.stop] == plain(quote).strip()


def test_a_quote_with_another_line_end_or_decomposed_is_found() -> None:
    assert locate("one\ncafé", "one\r\ncafe\u0301").quote == "one\ncafé"


@pytest.mark.parametrize(
    ("quote", "nth"), [("absent", 1), ("control", 3), ("Control", 0), ("Control", -1)]
)
def test_what_a_text_does_not_hold_is_not_found(quote: str, nth: int) -> None:
    with pytest.raises(QuoteNotFoundError, match=f"“{quote}” \\(occurrence {nth}\\)"):
        locate(TEXT, quote, nth)


def test_a_long_quote_is_named_by_its_beginning() -> None:
    with pytest.raises(QuoteNotFoundError, match=r"“x{64}…”"):
        locate(TEXT, "x" * 9_000)


@pytest.mark.parametrize("quote", ["", " \n", "\u200b"])
def test_a_quote_needs_words(quote: str) -> None:
    with pytest.raises(NoPassageError):
        locate(TEXT, quote)


def test_a_quote_that_is_no_text_is_refused() -> None:
    with pytest.raises(TextError):
        locate(TEXT, "a\0b")


def test_words_that_stand_where_the_page_says_are_marked() -> None:
    assert check(TEXT, 10, 17, "Control") == mark(TEXT, 10, 17)
    assert check("a\nb", 0, 3, "a\r\nb").quote == "a\nb"


@pytest.mark.parametrize(
    ("start", "stop", "quote"),
    [(10, 17, "control"), (9, 16, "Control"), (10, 999, "Control"), (17, 10, "x")],
)
def test_a_page_that_is_out_of_date_is_a_conflict(start: int, stop: int, quote: str) -> None:
    with pytest.raises(PassageMovedError) as caught:
        check(TEXT, start, stop, quote)

    assert isinstance(caught.value, ConflictError)


@pytest.mark.parametrize(
    ("start", "stop", "quote"), [(3, 3, ""), (8, 10, "\n\n"), (-3, -1, ""), (0, 999, TEXT)]
)
def test_offsets_that_hold_nothing_are_invalid(start: int, stop: int, quote: str) -> None:
    with pytest.raises(InvalidInputError):
        check(TEXT, start, stop, quote)


@given(texts, st.data())
def test_a_mark_always_lines_up_and_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    assume(text[start:stop].strip())

    found = mark(text, start, stop)

    assert start <= found.start < found.stop <= stop
    assert text[found.start : found.stop] == found.quote == text[start:stop].strip()
    assert mark(text, found.start, found.stop) == found
    assert check(text, found.start, found.stop, found.quote) == found


@given(texts.map(plain), st.data())
def test_what_is_marked_in_a_kept_text_is_located_by_its_quote(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    assume(text[start:stop].strip() and plain(text[start:stop]).strip() == text[start:stop].strip())
    found = mark(text, start, stop)

    nth = next(
        n for n in range(1, len(text) + 1) if locate(text, found.quote, n).start == found.start
    )

    assert locate(text, found.quote, nth) == found


@given(st.text(), st.integers(), st.integers(), st.text())
def test_whatever_a_page_sends_is_marked_or_refused(
    text: str, start: int, stop: int, quote: str
) -> None:
    found = None

    with suppress(ConflictError, InvalidInputError):
        found = check(text, start, stop, quote)

    assert found is None or mark(text, found.start, found.stop) == found

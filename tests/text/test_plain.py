"""What becomes of words that people type."""
# ruff: noqa: RUF001  (characters that look alike are what is tested)

import unicodedata
from contextlib import nullcontext, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import (
    FIELD_LIMIT,
    TooLongError,
    UnreadableError,
    inspect,
    plain,
)
from portal.text.characters import COMPATIBILITY, EXCESS_MARKS, MARK_LIKE, MOST_MARKS

# Characters that meddle with each other when cleaned, thrown in among all the others.
MEDDLERS = list(
    "a b\t\n\r\v\u2028\u2029\u200b\u200c\u200d\ufe0f\ufe00\U000e0100\u202e\u00ad\u0300\u0327\u0301"
    "\u0344\u0345\u0651\u0670\u0915\u094d\u093c\u0958\ufb2c\u0338=<→\u2329\u212a葛豈\U0002f800𨋢"
    "🏳🌈\u1100\u1161\u11a8\u0f71\U0001d160\u3000\u00a0\uf0b7"
)
typed = st.text(
    st.sampled_from(MEDDLERS) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    max_size=60,
)

KEPT = [
    ("words", "The Bureau's paper, paragraph 4(a)."),
    ("markup and signs", "a<b and c>d & <https://example.org> {{ x }} 5% O'Brien"),
    ("Hong Kong characters", "架𨋢嘅掣喺邊？佢咗咁嗰㗎邨"),
    ("full-width signs", "（一）「電子提單」：１２３"),
    ("a compatibility ideograph in a name", "豈樂 \U0002f800"),
    ("the variant of an ideograph", "葛\U000e0100飾区 辻\U000e0101"),
    ("a family and a flag of pictures", "👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈 👍🏽 1\ufe0f\u20e3"),
    ("a joiner that shapes Persian letters", "می\u200cخواهم"),
    ("a joiner after a virama", "क्\u200dष र\u094d\u200cक"),
    ("Vietnamese, composed", "Nguyễn Thị Ánh"),
    ("Thai and Hebrew marks", "ที่ปรึกษา בְּרֵאשִׁ֖ית"),
    ("indents and tabs", "1.\ta\tb\n\t(a)\n　　首行"),
    ("blank lines", "one\n\n\n\ntwo"),
    ("characters younger than this Python", "\U000323af\U0002ebf0"),
]

MENDED = [
    ("line ends", "a\r\nb\rc\u2028d\x85e\vf\fg", "a\nb\nc\nd\ne\nf\ng"),
    ("a paragraph separator", "a\u2029b", "a\n\nb"),
    ("marks that compose", "Cafe\u0301 e\u0302\u0323", "Café ệ"),
    ("marks beside a compatibility ideograph", "豈e\u0301", "豈é"),
    ("spaces at the ends of lines", "a \t\nb\u3000\n c\u00a0", "a\nb\n c"),
    ("blank lines around", "\n \n  a\nb\n\n", "  a\nb"),
    ("nothing but space", " \n\t\u3000 ", ""),
    ("controls", "a\x07b\x1b[31m", "ab[31m"),
    ("overrides of direction", "\u202eexe.\u2066fdp\u2069\u202c", "exe.fdp"),
    ("invisible characters", "\ufeffre\u200bst\u00adric\u2060ted\U000e0041", "restricted"),
    ("joiners that join nothing", "a\u200db \u200c🏳\u200d \u200d", "ab 🏳"),
    (
        "selectors that select nothing",
        "\ufe0fa\ufe0f葛\U000e0100\U000e0101 \ufe0f",
        "a葛\U000e0100",
    ),
    ("codes that are no characters", "a\ufdd0\ufffe\U0001ffffb", "ab"),
    ("the place of a picture", "see \ufffc here", "see  here"),
    ("Word's bullets", "\uf0b7\tone\n\uf0a7 two", "•\tone\n▪ two"),
]


@pytest.mark.parametrize(("name", "words"), KEPT, ids=[name for name, _ in KEPT])
def test_what_a_reader_can_see_stays_as_typed(name: str, words: str) -> None:
    found = inspect(words)

    assert found.words == words, name
    assert found.removed == 0


@pytest.mark.parametrize(("name", "words", "kept"), MENDED, ids=[name for name, *_ in MENDED])
def test_what_nobody_can_see_goes(name: str, words: str, kept: str) -> None:
    assert plain(words) == kept, name


def test_what_was_taken_out_is_counted_by_kind() -> None:
    words = "a\x07\x08b\u202ec\u200b\u200b\u200d" + "d" + "\u0300\u0316" * 20

    found = inspect(words)

    assert (found.controls, found.overrides, found.invisible) == (2, 1, 3)
    assert found.marks == 40 - MOST_MARKS
    assert found.removed == 6 + 40 - MOST_MARKS


@pytest.mark.parametrize(
    "words",
    ["Itâ€™s", "CafÃ© society", "å…¬å\x8f¸", "\ufffd\ufffd", "锟斤拷", "it\x92s"],
)
def test_garbled_words_are_flagged(words: str) -> None:
    assert inspect(words).is_garbled


@pytest.mark.parametrize(
    "words", ["It’s a “café”—naïve…", "SÃO PAULO", "qualité », dit-il", "公司條例", "Île à Î", ""]
)
def test_sound_words_are_not(words: str) -> None:
    assert not inspect(words).is_garbled


def test_characters_of_one_machine_only_are_counted_and_kept() -> None:
    found = inspect("a\ue001b\U000f0000\uf0b7")

    assert (found.words, found.private) == ("a\ue001b\U000f0000•", 2)


@pytest.mark.parametrize("words", ["a\0b", "\ud800", "a\udfff", "\ud83d \ude00"])
def test_what_is_no_text_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(UnreadableError, match="codes that stand for no character"):
        plain(words)


def test_a_field_holds_100_000_characters_and_not_one_more() -> None:
    assert len(plain("公" * FIELD_LIMIT)) == FIELD_LIMIT
    with pytest.raises(TooLongError, match=r"100001 characters\. At most 100000") as caught:
        plain("公" * (FIELD_LIMIT + 1))

    assert caught.value.values == {"length": 100_001, "limit": 100_000}


def test_a_line_end_counts_once_as_on_the_page() -> None:
    assert len(plain("a\r\n" * (FIELD_LIMIT // 2 - 1) + "ab")) == FIELD_LIMIT


def test_words_that_grow_when_composed_are_measured_after_it() -> None:
    with pytest.raises(TooLongError):
        plain("\u0958" * (FIELD_LIMIT - 1))


@pytest.mark.parametrize(
    "words",
    [
        "a" * 10_000_000,
        "a" + "\u0300\u0327" * 500_000,
        "a" + "\u0300\u0327" * (FIELD_LIMIT // 2 - 1),
        "\u0627" + "\u0651" * (FIELD_LIMIT - 1),
        "\u200d" * FIELD_LIMIT,
        "🏳\ufe0f\u200d" * (FIELD_LIMIT // 3),
        "\u202e" * FIELD_LIMIT,
        "x" + " " * (FIELD_LIMIT - 2) + "x",
        "\n " * (FIELD_LIMIT // 2),
        "ã€" * (FIELD_LIMIT // 2),
        "豈e\u0301" * (FIELD_LIMIT // 3),
    ],
    ids=range(11),
)
def test_a_tiresome_text_is_cleaned_or_refused(words: str) -> None:
    with suppress(TooLongError):
        assert len(plain(words)) <= FIELD_LIMIT


@given(typed)
def test_cleaning_twice_changes_nothing(words: str) -> None:
    kept = plain(words)

    again = inspect(kept)

    assert again.words == kept
    assert again.removed == 0


@given(typed)
def test_kept_words_are_composed_and_their_lines_end_in_lf(words: str) -> None:
    kept = plain(words)

    assert "\r" not in kept
    assert all(unicodedata.is_normalized("NFC", piece) for piece in COMPATIBILITY.split(kept)[::2])
    assert not any(line != line.rstrip() for line in kept.split("\n"))


@given(st.text())
def test_any_text_is_kept_or_refused_with_a_sentence(words: str) -> None:
    is_text = "\0" not in words and not any("\ud800" <= one <= "\udfff" for one in words)

    with nullcontext() if is_text else pytest.raises(UnreadableError):
        assert inspect(words).words.encode("utf-8") is not None


@given(st.integers(0x4E00, 0x9FFF) | st.integers(0xF900, 0xFAD9) | st.integers(0x20000, 0x2EBE0))
def test_no_han_character_is_ever_changed(code: int) -> None:
    assert plain(chr(code)) == chr(code)


def test_no_character_that_counts_as_a_mark_is_passed_over() -> None:
    marks = [chr(code) for code in range(0x110000) if EXCESS_MARKS.match(chr(code) * 7)]

    assert marks
    assert [mark for mark in marks if MARK_LIKE.match(mark) is None] == []

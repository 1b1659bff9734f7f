"""Which words are alike."""
# ruff: noqa: RUF001  (characters that look alike are what is tested)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import fold, fold_tight, folded, simplify

SPELLED_ALIKE = [
    ("電子紀錄", "電子記錄"),
    ("電子紀錄", "电子记录"),
    ("帳戶", "賬户"),
    ("匯票", "滙票"),
    ("說明", "説明"),
    ("衞生", "衛生"),
    ("啟用", "啓用"),
    ("身份", "身分"),
    ("隨着", "隨著"),
    ("證", "証"),
    ("ＥＴＤ　１２３", "etd 123"),
    ("Café", "cafe\u0301"),
    ("party's", "PARTY’S"),
    ("re\u200bstricted\u00ad", "restricted"),
    ("豈有此理", "豈有此理"),
]
APART = [("承付票", "本票"), ("股份", "股分"), ("提單", "提貨單"), ("必須", "必需")]
STEMS = [
    ("endorsed endorsing endorses", "endors endors endors"),
    ("Bills of Lading, electronic.", "bill of lade electron"),
    ("Cap. 553 s.17(2)(b)", "cap 553 s 17 2 b"),
    ("e-mail and/or U.K.", "e mail and or u k"),
    ("電子提單eBL", "电 子 提 单 ebl"),
    ("第26章", "第 26 章"),
    ("𨋢喺邨", "䢂 喺 邨"),
    ("a_b — «c» \ud800 …", "a b c"),
    ("o'clock rock'n'roll", "oclock rocknrol"),
    ("", ""),
]
words = st.text(
    st.sampled_from("電紀錄記录 帳賬覆-－—\n\u200d\u0301éİßﬁ豈\ufe0fAa1'’") | st.characters(),
    max_size=40,
)


@pytest.mark.parametrize(("one", "other"), SPELLED_ALIKE)
def test_spellings_of_one_word_are_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold_tight(one) == fold_tight(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_of_like_meaning_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("typed", "tokens"), STEMS)
def test_words_become_tokens(typed: str, tokens: str) -> None:
    assert fold(typed) == tokens


@pytest.mark.parametrize(
    "typed", ["Kwong-Fat  Ltd", "KWONG\nFAT LTD", "ｋｗｏｎｇ‑ｆａｔ　Ｌｔｄ", "Kwong Fat\u00adLtd"]
)
def test_spaces_and_hyphens_hide_nothing(typed: str) -> None:
    assert fold_tight(typed) == "kwongfatltd"


def test_a_word_broken_by_a_line_is_found() -> None:
    assert fold_tight("電子紀\n錄") in fold_tight("以电子记录為準")


@given(words)
def test_tokens_are_parted_by_single_spaces_and_stand_as_printed(typed: str) -> None:
    folded = fold(typed)

    assert folded == " ".join(folded.split())
    assert all(one.isalnum() or one > "\u3400" for one in folded.replace(" ", ""))


@given(words)
def test_levelling_twice_changes_nothing(typed: str) -> None:
    tight = fold_tight(typed)

    assert fold_tight(tight) == tight


@pytest.mark.parametrize(
    ("typed", "quotes"), [("the “control” test", '"control"'), ("‘control’", "'control'")]
)
def test_quotation_marks_are_alike_however_they_curl(typed: str, quotes: str) -> None:
    assert quotes in fold_tight(typed)


@given(words | st.text("カｶﾞ゙가ᄀ가ﾡﾂe\u0301\u200b\u00ad\ufe0f-– \n紀錄身份"))
def test_folding_with_places_folds_alike_and_misses_no_place(typed: str) -> None:
    found = folded(typed)

    assert found.words == fold_tight(typed)
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= a < b <= len(typed) for a, b in zip(found.starts, found.stops, strict=True))


@given(words, st.text(min_size=1, max_size=8), words)
def test_a_value_set_apart_is_always_found(before: str, value: str, after: str) -> None:
    sought = fold_tight(f" {value} ")

    spans = list(folded(f"{before} {value} {after}").found(sought))

    assert spans or not sought


@pytest.mark.parametrize(
    ("value", "typed", "found"),
    [
        ("Harbour Guild", "the Harbour-\nGuild said", "Harbour-\nGuild"),
        ("Café Noir", "at cafe\u0301 noir\u0301, then", "cafe\u0301 noir\u0301"),
        ("身份證", "交身分証", "身分証"),
        ("oak", "a cloak", None),
        ("oak", "oak-tree", "oak"),
        ("公會", "本公會員", "公會"),
    ],
)
def test_a_value_is_found_where_it_stands_as_whole_words(
    value: str, typed: str, found: str | None
) -> None:
    spans = list(folded(typed).found(fold_tight(value)))

    assert [typed[start:stop] for start, stop in spans] == ([found] if found else [])


@given(words, words)
def test_words_are_found_within_words(before: str, after: str) -> None:
    assert " ".join("电子提单") in fold(f"{before} 電子提單 {after}")
    assert "电子提单" in fold_tight(f"{before} 電子提單 {after}")


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x2FA1F, categories=["Lo"])))
def test_one_character_gives_one_and_simplifying_twice_is_once(typed: str) -> None:
    simple = simplify(typed)

    assert len(simple) == len(typed)
    assert simplify(simple) == simple


@pytest.mark.parametrize(
    "typed", ["a" + "\u0300\u0327" * 500_000, "電" * 300_000, "a" * 1_000_000, "-" * 1_000_000]
)
def test_a_megabyte_of_anything_is_folded(typed: str) -> None:
    tight = fold_tight(typed)

    assert fold_tight(tight) == tight
    assert len(fold(typed)) <= 2 * len(typed)

"""Which language is spoken: the three spellings of each, and what a browser asks for."""

import pytest

from portal.language import Language, preferred, speak, speaking, spoken

EN, HANT, HANS = Language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", EN),
        ("*", EN),
        ("en-GB,en;q=0.9", EN),
        ("fr,de;q=0.7", EN),
        ("zh-HK,zh;q=0.9,en;q=0.8", HANT),
        ("zh-TW", HANT),
        ("zh-MO", HANT),
        ("zh-Hant-HK", HANT),
        ("zh-Hant-CN", HANT),
        ("yue", HANT),
        ("zh", HANT),
        ("zh-CN,zh;q=0.9,en;q=0.8", HANS),
        ("zh-SG", HANS),
        ("zh-Hans-HK", HANS),
        ("zh_CN", HANS),
        ("en;q=0.5,zh-Hans;q=0.9", HANS),
        ("zh-TW;q=0,zh-SG", HANS),
        ("de;q=x,zh-MO", HANT),
        (";;;,=,q=1,-", EN),
    ],
)
def test_the_browser_is_answered_in_the_language_it_asks_for(
    header: str, language: Language
) -> None:
    assert preferred(header) is language


def test_an_endless_header_is_read_no_further_than_twenty_ranges() -> None:
    assert preferred("xx," * 20 + "zh-HK") is EN
    assert preferred("zh-HK," * 100_000) is HANT


def test_each_language_is_spelt_as_its_place_asks() -> None:
    assert [language.value for language in Language] == ["en", "zh-hant", "zh-hans"]
    assert [language.key for language in Language] == ["en", "zh_hant", "zh_hans"]
    assert [language.tag for language in Language] == ["en-HK", "zh-Hant-HK", "zh-Hans-HK"]
    assert [language.name_in_itself for language in Language] == ["ENG", "繁體", "简体"]


def test_a_language_is_spoken_inside_its_block_and_the_former_after_it() -> None:
    speak(EN)

    with speaking(HANT):
        with speaking(HANS):
            inner = spoken()
        outer = spoken()

    assert (inner, outer, spoken()) == (HANS, HANT, EN)


def test_english_stands_beside_chinese_and_chinese_beside_english() -> None:
    assert [language.companion for language in Language] == [HANT, EN, EN]

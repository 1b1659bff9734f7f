"""How moments, days, numbers and content texts are written in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.clock import HONG_KONG
from portal.language import Language, day, hour, moment, number, words
from portal.language.saying import ZonelessError

EN, HANT, HANS = Language


@pytest.mark.parametrize(
    ("hour", "minute", "english", "traditional", "simplified"),
    [
        (18, 0, "6:00 pm", "下午6時", "下午6时"),
        (9, 5, "9:05 am", "上午9時05分", "上午9时05分"),
        (12, 0, "12 noon", "中午12時", "中午12时"),
        (12, 30, "12:30 pm", "下午12時30分", "下午12时30分"),
        (0, 0, "12:00 am", "上午零時", "上午零时"),
        (0, 15, "12:15 am", "上午零時15分", "上午零时15分"),
    ],
)
def test_a_moment_is_written_in_hong_kong_time(
    hour: int, minute: int, english: str, traditional: str, simplified: str
) -> None:
    at = datetime(2026, 2, 27, hour, minute, tzinfo=HONG_KONG).astimezone(UTC)

    assert moment(at, EN) == f"27 February 2026, {english} Hong Kong time"
    assert moment(at, HANT) == f"香港時間2026年2月27日{traditional}"
    assert moment(at, HANS) == f"香港时间2026年2月27日{simplified}"


def test_a_receipt_tells_the_seconds() -> None:
    at = datetime(2026, 2, 26, 6, 7, 52, tzinfo=UTC)

    assert moment(at, EN, seconds=True) == "26 February 2026, 2:07:52 pm Hong Kong time"
    assert moment(at, HANT, seconds=True) == "香港時間2026年2月26日下午2時07分52秒"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ZonelessError):
        moment(datetime(2026, 2, 27, 18), EN)  # noqa: DTZ001 - the fault is the test


def test_a_moment_after_sixteen_hours_utc_is_the_next_day_in_hong_kong() -> None:
    assert day(datetime(2026, 2, 27, 16, 0, tzinfo=UTC), EN) == "28 February 2026"


def test_a_day_can_name_its_weekday() -> None:
    on = date(2026, 2, 27)

    assert day(on, EN, weekday=True) == "Friday, 27 February 2026"
    assert day(on, HANT, weekday=True) == "2026年2月27日（星期五）"
    assert day(on, HANS) == "2026年2月27日"


def test_large_type_sets_the_day_without_its_year_and_the_hour_by_itself() -> None:
    at = datetime(2026, 2, 27, 10, tzinfo=UTC)

    assert (day(at, EN, year=False), hour(at, EN)) == ("27 February", "6:00 pm Hong Kong time")
    assert (day(at, HANT, year=False), hour(at, HANT)) == ("2月27日", "香港時間下午6時")


def test_thousands_are_parted_by_commas_in_every_language() -> None:
    assert [number(1_234_567, language) for language in Language] == ["1,234,567"] * 3
    assert number(Decimal("1200.50"), EN) == "1,200.50"


def test_a_text_that_is_missing_falls_back_on_english_then_on_any() -> None:
    assert words({"en": "a", "zh_hant": "b", "zh_hans": "c"}, HANS) == "c"
    assert words({"en": "a", "zh_hant": ""}, HANT) == "a"
    assert words({"zh_hant": "b"}, HANS) == "b"
    assert words({}, EN) == ""

"""How each language writes a moment, a day, a number, and picks its text out of a content file."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from portal.clock import HONG_KONG
from portal.language.tongues import Language

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday"),
)
_WEEKDAYS_ZH: Final = "一二三四五六日"
_NOON: Final = 12


class ZonelessError(ValueError):
    """A moment was given without a time zone, so nobody can tell when it is."""


def words(mapping: Mapping[str, str], language: Language) -> str:
    """Pick a language's text from a content mapping of `en`, `zh_hant`, `zh_hans`.

    A missing or blank text falls back on English, then on whichever there is, then on "".
    """
    for key in (language.key, Language.EN.key, *mapping):
        if mapping.get(key):
            return mapping[key]
    return ""


def moment(at: datetime, language: Language, *, seconds: bool = False) -> str:
    """Write a moment in Hong Kong time: `27 February 2026, 6:00 pm Hong Kong time`.

    In Chinese `香港時間2026年2月27日下午6時`. Raises ZonelessError without a time zone.
    """
    return _timed(at, language, day(at, language), seconds=seconds)


def hour(at: datetime, language: Language, *, seconds: bool = False) -> str:
    """Write a moment's time of day: `6:00 pm Hong Kong time`, `香港時間下午6時`.

    Raises ZonelessError without a time zone.
    """
    return _timed(at, language, "", seconds=seconds)


def day(on: date, language: Language, *, weekday: bool = False, year: bool = True) -> str:
    """Write a day: `27 February 2026`, `2026年2月27日`; with its weekday or without its year.

    A moment is read as its day in Hong Kong.
    """
    if isinstance(on, datetime):
        on = on.astimezone(HONG_KONG).date()
    if language is Language.EN:
        written = f"{on.day} {_MONTHS[on.month - 1]}" + (f" {on.year}" if year else "")
        return f"{_WEEKDAYS[on.weekday()]}, {written}" if weekday else written
    written = (f"{on.year}年" if year else "") + f"{on.month}月{on.day}日"
    return f"{written}（星期{_WEEKDAYS_ZH[on.weekday()]}）" if weekday else written


def number(n: int | Decimal, language: Language) -> str:
    """Write a number with commas at the thousands, as all three languages do in Hong Kong."""
    del language
    return f"{n:,}"


def _timed(at: datetime, language: Language, day_words: str, *, seconds: bool) -> str:
    if at.tzinfo is None:
        raise ZonelessError
    local = at.astimezone(HONG_KONG)
    if language is Language.EN:
        time = f"{_english_hour(local, seconds=seconds)} Hong Kong time"
        return f"{day_words}, {time}" if day_words else time
    if language is Language.ZH_HANT:
        return f"香港時間{day_words}{_chinese_hour(local, '時', seconds=seconds)}"
    return f"香港时间{day_words}{_chinese_hour(local, '时', seconds=seconds)}"


def _english_hour(local: datetime, *, seconds: bool) -> str:
    hour = local.hour % _NOON or _NOON
    half = "am" if local.hour < _NOON else "pm"
    tail = f":{local.second:02}" if seconds else ""
    if (local.hour, local.minute, tail) == (_NOON, 0, ""):
        return "12 noon"
    return f"{hour}:{local.minute:02}{tail} {half}"


def _chinese_hour(local: datetime, hour_word: str, *, seconds: bool) -> str:
    half = "上午" if local.hour < _NOON else "下午"
    minutes = f"{local.minute:02}分" if local.minute or seconds else ""
    tail = f"{local.second:02}秒" if seconds else ""
    if local.hour == _NOON:
        half = "中午" if not minutes else "下午"
    hour = "零" if local.hour == 0 else str(local.hour % _NOON or _NOON)
    return f"{half}{hour}{hour_word}{minutes}{tail}"

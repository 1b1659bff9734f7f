"""Numbers as lists write them: figures, letters, Roman and Chinese numerals."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN: Final = 32_767
_MOST_LETTERS: Final = 780
_HAN: Final = "〇一二三四五六七八九"
_LEGAL_HAN: Final = "零壹貳參肆伍陸柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_TENS, _TEENS_END = 10, 20
_CIRCLED: Final = 20
_TEN_THOUSAND: Final = 10_000


def figure(number: int) -> str:
    """Write 12 as 12."""
    return str(number)


def letters(number: int) -> str:
    """Write 2 as b, 27 as aa and 28 as bb."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def counted_letters(number: int) -> str:
    """Write 2 as b, 27 as aa and 28 as ab."""
    written = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        written = chr(ord("a") + place) + written
    return written or "0"


def roman(number: int) -> str:
    """Write 14 as xiv."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def ordinal(number: int) -> str:
    """Write 2 as 2nd."""
    teens = _TENS < number % 100 < _TEENS_END
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def han(number: int) -> str:
    """Write 12 as 十二 and 120 as 一百二十."""
    return _counted(number, _HAN, "十百千", "零")


def legal_han(number: int) -> str:
    """Write 12 as 壹拾貳."""
    written = _counted(number, _LEGAL_HAN, "拾佰仟", "零")
    return f"壹{written}" if _TENS <= number < _TEENS_END else written


def han_digits(number: int) -> str:
    """Write 12 as 一二."""
    return "".join(_HAN[int(digit)] for digit in str(number))


def stems(number: int) -> str:
    """Write 2 as 乙."""
    return _STEMS[number - 1] if 0 < number <= len(_STEMS) else str(number)


def branches(number: int) -> str:
    """Write 2 as 丑."""
    return _BRANCHES[number - 1] if 0 < number <= len(_BRANCHES) else str(number)


def circled(number: int) -> str:
    """Write 2 as ②."""
    return chr(0x2460 + number - 1) if 0 < number <= _CIRCLED else str(number)


def wide(number: int) -> str:
    """Write 2 as a figure of full width."""
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


def _counted(number: int, digits: str, units: str, gap: str) -> str:
    if not 0 < number < _TEN_THOUSAND:
        return str(number)
    written, is_gap = "", False
    for place in (3, 2, 1, 0):
        digit, number = divmod(number, 10**place)
        if digit:
            written += (gap if is_gap else "") + digits[digit] + (units[place - 1] if place else "")
            is_gap = False
        else:
            is_gap = bool(written)
    short = digits[1] + units[0]
    return written.removeprefix(digits[1]) if written.startswith(short) else written


def _upper(of: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: of(number).upper()


def _nothing(_number: int) -> str:
    return ""


WORD: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "decimal": figure,
        "decimalZero": lambda number: f"{number:02d}",
        "none": _nothing,
        "lowerLetter": letters,
        "upperLetter": _upper(letters),
        "lowerRoman": roman,
        "upperRoman": _upper(roman),
        "ordinal": ordinal,
        "chineseCounting": han,
        "chineseCountingThousand": han,
        "taiwaneseCounting": han,
        "taiwaneseCountingThousand": han,
        "japaneseCounting": han,
        "taiwaneseDigital": han_digits,
        "ideographDigital": han_digits,
        "japaneseDigitalTenThousand": han_digits,
        "chineseLegalSimplified": legal_han,
        "ideographLegalTraditional": legal_han,
        "ideographTraditional": stems,
        "ideographZodiac": branches,
        "decimalEnclosedCircle": circled,
        "ideographEnclosedCircle": circled,
        "decimalFullWidth": wide,
        "decimalFullWidth2": wide,
        "numberInDash": lambda number: f"- {number} -",
    }
)
"""Maps the number formats of Word files (ECMA-376 part 1, 17.18.59) to how they are written."""

OPEN_DOCUMENT: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "1": figure,
        "": _nothing,
        "a": letters,
        "A": _upper(letters),
        "i": roman,
        "I": _upper(roman),
        "一, 二, 三, ...": han,
        "壹, 貳, 參, ...": legal_han,
        "甲, 乙, 丙, ...": stems,
        "子, 丑, 寅, ...": branches,
        "①, ②, ③, ...": circled,
    }
)
"""Maps the number formats of OpenDocument (part 3, 19.500) to how they are written."""

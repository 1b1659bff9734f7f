"""Fields for typed words and figures: each hands on a plain value, and shows again what was typed.

WTForms' own label and description stay empty: `title` and `hint` may wait for their reader.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from wtforms.fields import Field
from wtforms.validators import StopValidation

from portal.language import Lazy, gettext, lazy, number, spoken
from portal.text import FIELD_LIMIT, TextError, inspect

Words = str | Lazy

LINE_LIMIT: Final = 500


class PortalField(Field):
    """A field with a label, a hint and, if an answer is needed, the sentence that asks for it.

    `needed` is said when nothing was answered; without it the question may be left blank. The
    other arguments are WTForms' own.
    """

    def __init__(
        self,
        label: Words = "",
        *,
        needed: Words | None = None,
        hint: Words = "",
        **settings: Any,  # noqa: ANN401 - WTForms binds a field with its own settings
    ) -> None:
        """Take the words of the label and hint; they may wait for their reader."""
        super().__init__("", **settings)
        self.title = label
        self.hint = hint
        self.needed = needed

    @property
    def typed(self) -> str:
        """What to show in the field: what was just typed, else what was stored."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    @property
    def problem(self) -> str:
        """The first thing wrong with the answer, or nothing."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer at all."""
        return bool(self.data)

    def pre_validate(self, form: object) -> None:
        """Ask for an answer that is needed and was not given."""
        del form
        if self.process_errors:
            raise StopValidation
        if self.needed and not self.is_answered:
            raise StopValidation(str(self.needed))


class PlainText(PortalField):
    """One line of typed words, cleaned as plain text; at most `limit` characters.

    `removed` counts the characters nobody can see that cleaning took out of what was just typed.
    """

    limit: int = LINE_LIMIT
    has_lines: bool = False

    def __init__(self, label: Words = "", *, limit: int | None = None, **settings: Any) -> None:  # noqa: ANN401
        """Take the most characters the field may hold, if not the usual number."""
        super().__init__(label, **settings)
        self.limit = limit or type(self).limit
        self.removed = 0

    @property
    def words(self) -> str:
        """The cleaned words; empty when nothing was written."""
        return str(self.data or "")

    @property
    def length(self) -> int:
        """How many characters stand in the field, a line end counting as one."""
        return len(self.typed.replace("\r\n", "\n"))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Clean what was typed, or refuse it with a sentence; an oversize text is not even read."""
        if not valuelist:
            return
        self.data = None
        typed = str(valuelist[0])
        if len(typed) > 2 * self.limit or self.length > self.limit:
            raise ValueError(self._too_long())
        try:
            found = inspect(typed)
        except TextError as problem:
            raise ValueError(gettext(problem.message, **problem.values)) from problem
        self.removed = found.removed
        self.data = found.words if self.has_lines else " ".join(found.words.split())

    def _too_long(self) -> str:
        return gettext(
            "This is %(count)s characters long. Shorten it to %(limit)s or fewer;"
            " what you typed is still here.",
            count=number(self.length, spoken()),
            limit=number(self.limit, spoken()),
        )


class LongText(PlainText):
    """Typed words of any number of lines and paragraphs."""

    limit = FIELD_LIMIT
    has_lines = True


class Hidden(PlainText):
    """A word the page itself sends back, such as the revision of a draft."""


class Secret(PortalField):
    """A password: handed on exactly as typed, never shown again."""

    limit = 1_000

    @property
    def typed(self) -> str:
        """Nothing: a secret is not shown again."""
        return ""

    @property
    def words(self) -> str:
        """The secret as typed."""
        return str(self.data or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the secret, cut to a length that is cheap to check."""
        self.data = str(valuelist[0])[: self.limit] if valuelist else None


class Address(PlainText):
    """An e-mail address, checked for its shape only."""

    limit = 254

    def pre_validate(self, form: object) -> None:
        """Refuse what cannot be an e-mail address."""
        super().pre_validate(form)
        if self.data and not _ADDRESS.fullmatch(self.data):
            raise StopValidation(gettext("Give an e-mail address such as name@example.org."))


class Figure(PortalField):
    """A number, typed with or without commas, in half-width or full-width figures."""

    def __init__(self, label: Words = "", *, is_whole: bool = False, **settings: Any) -> None:  # noqa: ANN401
        """Take whether only whole numbers are right."""
        super().__init__(label, **settings)
        self.is_whole = is_whole

    @property
    def figure(self) -> str | None:
        """The number as a decimal string, such as `1200.5`; None when none was given."""
        return None if self.data is None else str(self.data)

    @property
    def is_answered(self) -> bool:
        """Whether a number was given; nought is one."""
        return self.data is not None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, or refuse it with a sentence."""
        if not valuelist:
            return
        self.data = None
        typed = str(valuelist[0])[:_LONGEST_FIGURE]
        bare = unicodedata.normalize("NFKC", typed).replace(",", "").replace(" ", "").strip()
        if not bare:
            return
        try:
            read = Decimal(bare) if _FIGURE.fullmatch(bare) else None
        except InvalidOperation:
            read = None
        if read is None or (self.is_whole and read != read.to_integral_value()):
            raise ValueError(str(_WHOLE if self.is_whole else _NUMBER))
        self.data = f"{read:f}"


_NAME: Final = r"[^@\s\"<>,;:()\[\]\\]{1,64}"
_PART: Final = r"[^@\s.\"<>,;:()\[\]\\]+"
_ADDRESS: Final = re.compile(rf"{_NAME}@{_PART}(?:\.{_PART})+")
_FIGURE: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")
_LONGEST_FIGURE: Final = 60
_NUMBER: Final = lazy("Give a number in figures, such as 1,200 or 12.5.")
_WHOLE: Final = lazy("Give a whole number in figures, such as 1,200.")

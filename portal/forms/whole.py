"""Whole numbers as an address or a field holds them: rows and pages, never larger than a row's."""

import re
from typing import Final

from werkzeug.routing import IntegerConverter, ValidationError

from portal.forms.fields import Hidden

# The largest number that either database keeps in a column of whole numbers.
LARGEST: Final = 2_147_483_647
_WHOLE: Final = re.compile(r"[0-9]{1,10}")


def whole(typed: str) -> int:
    """Read a whole number that a row or a page can have. Raises ValueError for any other."""
    number = int(typed) if _WHOLE.fullmatch(typed) else LARGEST + 1
    if number > LARGEST:
        msg = "no row and no page has this number"
        raise ValueError(msg)
    return number


class HiddenNumber(Hidden):
    """A whole number that the page itself sends back, such as the row of a coding."""

    @property
    def number(self) -> int | None:
        """The number; None where nothing was sent that a row or a page can have."""
        try:
            return whole(self.words)
        except ValueError:
            return None


class WholeInAddress(IntegerConverter):
    """A part of an address that is a whole number; any that no row can have leads nowhere."""

    def to_python(self, value: str) -> int:
        """Read the part. Raises ValidationError, on which the address is not found."""
        try:
            return whole(value)
        except ValueError as error:
            raise ValidationError from error

"""Our own sentence for everything WTForms can say, so that its own words are never shown."""

from typing import Final

from portal.language import Lazy, gettext, lazy, ngettext

_UNREADABLE: Final = lazy("This answer could not be read. Please give it again.")
_CHOOSE: Final = lazy("Choose one of the answers offered.")

SENTENCES: Final[dict[str, Lazy]] = {
    "This field is required.": lazy("Answer this question."),
    "Invalid input.": _UNREADABLE,
    "Invalid email address.": lazy("Give an e-mail address such as name@example.org."),
    "Invalid IP address.": lazy("Give an IP address such as 192.0.2.1."),
    "Invalid Mac address.": lazy("Give a MAC address such as 00:00:5E:00:53:01."),
    "Invalid URL.": lazy("Give a web address such as https://www.example.org."),
    "Invalid UUID.": _UNREADABLE,
    "Field must be equal to %(other_name)s.": lazy("The two entries must be the same."),
    "Field must be between %(min)d and %(max)d characters long.": lazy(
        "Write between %(min)d and %(max)d characters."
    ),
    "Number must be at least %(min)s.": lazy("Give a number of at least %(min)s."),
    "Number must be at most %(max)s.": lazy("Give a number of at most %(max)s."),
    "Number must be between %(min)s and %(max)s.": lazy(
        "Give a number between %(min)s and %(max)s."
    ),
    "Date must be at least %(min)s.": lazy("Give a date not before %(min)s."),
    "Date must be at most %(max)s.": lazy("Give a date not after %(max)s."),
    "Date must be between %(min)s and %(max)s.": lazy("Give a date between %(min)s and %(max)s."),
    "Invalid value, must be one of: %(values)s.": _CHOOSE,
    "Invalid value, can't be any of: %(values)s.": lazy("This answer cannot be given here."),
    "This field cannot be edited.": lazy("This answer cannot be changed here."),
    "This field is disabled and cannot have a value.": lazy(
        "This question cannot be answered now."
    ),
    "Invalid Choice: could not coerce.": _CHOOSE,
    "Choices cannot be None.": _CHOOSE,
    "Not a valid choice.": _CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOOSE,
    "Not a valid datetime value.": lazy("Give a date and time such as 2026-02-27 18:00."),
    "Not a valid date value.": lazy("Give a date such as 2026-02-27."),
    "Not a valid time value.": lazy("Give a time such as 18:00."),
    "Not a valid week value.": lazy("Give a week such as 2026-W09."),
    "Not a valid integer value.": lazy("Give a whole number, in figures."),
    "Not a valid decimal value.": lazy("Give a number, in figures."),
    "Not a valid float value.": lazy("Give a number, in figures."),
}


class OwnWords:
    """The translations object that WTForms asks for its sentences."""

    def gettext(self, string: str) -> str:
        """Say our sentence for one of WTForms' own, its places still open."""
        return str(SENTENCES.get(string, _UNREADABLE))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Say our sentence for one that WTForms words by a count, its places still open."""
        del plural
        places = {"min": "%(min)d", "max": "%(max)d"}
        if singular.startswith("Field must be at least"):
            one, many = "Write at least %(min)s character.", "Write at least %(min)s characters."
            return ngettext(one, many, n, **places)
        if singular.startswith("Field cannot be longer"):
            one, many = "Write at most %(max)s character.", "Write at most %(max)s characters."
            return ngettext(one, many, n, **places)
        if singular.startswith("Field must be exactly"):
            one, many = "Write exactly %(max)s character.", "Write exactly %(max)s characters."
            return ngettext(one, many, n, **places)
        return gettext("Choose one of the answers offered.")

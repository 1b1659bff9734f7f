"""Fields for choices: one of several, several of them, or a single box to tick."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wtforms.validators import StopValidation

from portal.forms.fields import PortalField, Words
from portal.language import gettext

_MOST_VALUES: Final = 200


@dataclass(frozen=True, slots=True)
class Option:
    """One answer offered: what is stored, what is read, and perhaps a hint or a stance's mark."""

    value: str
    label: Words
    hint: Words = ""
    stance: str = ""


def options(pairs: Iterable[tuple[str, Words]]) -> list[Option]:
    """Make options of (value, label) pairs."""
    return [Option(value, label) for value, label in pairs]


class _Choosing(PortalField):
    def __init__(
        self,
        label: Words = "",
        choices: Sequence[Option] = (),
        **settings: Any,  # noqa: ANN401 - WTForms binds a field with its own settings
    ) -> None:
        super().__init__(label, **settings)
        self.choices = list(choices)

    def _refuse_unknown(self, values: Iterable[str]) -> None:
        if not set(values) <= {option.value for option in self.choices}:
            raise StopValidation(gettext("Choose one of the answers offered."))


class OneOf(_Choosing):
    """One answer of several, drawn as radio buttons or as a drop-down list."""

    @property
    def chosen(self) -> str | None:
        """The value of the answer chosen, or None."""
        return str(self.data) if self.data else None

    @property
    def drawn(self) -> list[str]:
        """The values to draw as chosen: one, or none."""
        return [self.typed] if self.typed else []

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the value sent; none sent is none chosen."""
        self.data = str(valuelist[0]) if valuelist and valuelist[0] else None

    def pre_validate(self, form: object) -> None:
        """Refuse an answer that was not offered."""
        super().pre_validate(form)
        if self.chosen is not None:
            self._refuse_unknown([self.chosen])

    @property
    def typed(self) -> str:
        """The value to draw as chosen."""
        return str(self.data or "")


class SeveralOf(_Choosing):
    """Any number of answers, drawn as boxes to tick."""

    @property
    def chosen(self) -> list[str]:
        """The values chosen, in the order in which they are offered, each once."""
        sent = set(self.data or ())
        return [option.value for option in self.choices if option.value in sent]

    @property
    def drawn(self) -> list[str]:
        """The values to draw as chosen."""
        return list(self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the values sent; none sent is none chosen."""
        self.data = [str(value) for value in valuelist[:_MOST_VALUES]]

    def pre_validate(self, form: object) -> None:
        """Refuse answers that were not offered."""
        super().pre_validate(form)
        self._refuse_unknown(self.data or ())


class Tick(PortalField):
    """A single box to tick."""

    @property
    def is_ticked(self) -> bool:
        """Whether the box is ticked."""
        return bool(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the box: ticked when anything was sent for it."""
        self.data = bool(valuelist and valuelist[0])

"""The portal's form: its problems as a list, its token's failure as one of them, nothing lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf

from portal.forms.fields import PortalField, Words
from portal.forms.wording import OwnWords
from portal.language import Lazy, gettext, lazy

# Every button of a form that does not mean "go on" carries this name; its value says what it asks.
PRESS: Final = "press"
SWITCH_LANGUAGE: Final = "language"

_STALE: Final = lazy(
    "Nothing is lost. This page had been open for some time, or you signed in again elsewhere:"
    " please look it through and press the button once more."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the id of its field (empty for the whole form) and what to do."""

    field_id: str
    message: str

    def __iter__(self) -> Iterator[str]:
        """Let a problem be taken apart as (field_id, message)."""
        return iter((self.field_id, self.message))


class PortalForm(FlaskForm):  # type: ignore[misc]
    """A form whose refusals are told in our words and whose values leave it only typed.

    A subclass names its fields, may check them together in `check`, and hands on plain values by
    a method of its own named `handed`. A view asks `validate_on_submit()`, then answers with the
    same page and `form.status` if it was refused.
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Our words, in the language spoken now, for every sentence WTForms may say."""

        def get_translations(self, form: object) -> OwnWords:
            """Give WTForms our own sentences."""
            del form
            return OwnWords()

    keeps_words = True
    """Whether the language switch sends the form, so that what was typed stays on the page."""

    @property
    def pressed(self) -> str:
        """The value of the side button that sent the form; empty for the chief one."""
        return request.form.get(PRESS, "") if self.is_submitted() else ""

    @property
    def status(self) -> int:
        """The answer's status when the page is shown again: 422 if it was refused, else 200."""
        return 422 if self.errors else 200

    @property
    def is_token_stale(self) -> bool:
        """Whether the form was refused because its token belongs to another seat, or to none."""
        return self.meta.csrf_field_name in self.errors

    @property
    def token(self) -> str:
        """A fresh token for the page, tied to the reader's cookie."""
        return token()

    def validate_on_submit(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whether the form was sent to be acted on, and is right.

        Pressing the language switch only shows the page again, in the other language, with what
        was typed.
        """
        if self.pressed == SWITCH_LANGUAGE:
            return False
        return self.is_submitted() and self.validate(extra_validators=extra_validators)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check each field, then the fields together."""
        super().validate(extra_validators=extra_validators)
        self.check()
        return not self.errors

    def check(self) -> None:
        """Check fields together; a subclass says what is wrong by `refuse`."""

    def refuse(self, field: PortalField | None, message: Words, **values: object) -> None:
        """Add a problem to a field, or to the form as a whole."""
        said = message.filled(**values) if isinstance(message, Lazy) else message
        if field is None:
            self.form_errors.append(said)
        else:
            field.errors = [*field.errors, said]

    def problems(self) -> list[Problem]:
        """List what to mend, in the order of the page, one problem a field."""
        found = [Problem("", str(said)) for said in self.form_errors]
        for field in self:
            if field.errors and field.name == self.meta.csrf_field_name:
                found.insert(0, Problem("", str(_STALE)))
            elif field.errors:
                name, said = self.name_of(field), str(field.errors[0])
                told = gettext("%(place)s: %(fault)s", place=name, fault=said) if name else said
                found.append(Problem(field.id, told))
        return found

    def name_of(self, field: PortalField) -> str:
        """Name a field in the list of problems; "" where what is said of it names it already."""
        del field
        return ""


class AskingForm(PortalForm):
    """A form sent in the address, for search and filters: it changes nothing and has no token."""

    class Meta(PortalForm.Meta):
        """No token: the form changes nothing."""

        csrf = False

    keeps_words = False

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - WTForms takes values by field name
        """Read the address of this request."""
        super().__init__(formdata=request.args, **kwargs)


Form = TypeVar("Form", bound=PortalForm)


def form_of(base: type[Form], fields: Mapping[str, PortalField]) -> type[Form]:
    """Make a form's class from fields known only now, such as a consultation's questions.

    Fields stand in the order in which they were made and may have any name, such as
    `Q22.1.section`; they are reached as `form["Q22.1.section"]`.
    """
    made: type[Form] = type(base.__name__, (base,), dict(fields))
    return made


def token() -> str:
    """Make the token of a form that has no fields of its own, such as a sign-out button."""
    return str(generate_csrf())

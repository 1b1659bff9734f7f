"""A form's token, its language switch, its checks across fields, and its every word."""

import re
from collections.abc import Iterator
from importlib.resources import files
from secrets import token_hex
from string import Formatter
from typing import Final

import pytest
from flask import Flask

from portal.forms import PlainText, PortalForm, Problem
from portal.forms.wording import SENTENCES, OwnWords
from portal.language import Language, lazy, speak


class Period(PortalForm):
    """Two fields that must agree."""

    opens = PlainText("Opens", needed=lazy("Say when it opens."))
    closes = PlainText("Closes")

    def check(self) -> None:
        """Refuse a period that closes before it opens."""
        if self.closes.words < self.opens.words:
            self.refuse(self.closes, lazy("Close after %(opens)s."), opens=self.opens.words)


@pytest.fixture(autouse=True)
def app() -> Iterator[Flask]:
    """An application whose requests the tests write."""
    made = Flask("forms")
    made.config.update(SECRET_KEY=token_hex(), WTF_CSRF_TIME_LIMIT=None)
    speak(Language.EN)
    with made.app_context():
        yield made


def test_a_stale_token_is_an_ordinary_problem_and_nothing_typed_is_lost(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"opens": "1", "csrf_token": "old"}):
        form = Period()

        assert not form.validate_on_submit()
        assert form.status == 422
        assert form.problems()[0].field_id == ""
        assert form.problems()[0].message.startswith("Nothing is lost.")
        assert form.opens.typed == "1"
        assert form.token != "old"


def test_fields_are_checked_together(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    with app.test_request_context("/", method="POST", data={"opens": "5", "closes": "3"}):
        form = Period()

        assert not form.validate_on_submit()
        assert form.problems() == [Problem("closes", "Close after 5.")]


def test_an_action_can_refuse_the_whole_form(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    with app.test_request_context("/", method="POST", data={"opens": "1", "closes": "3"}):
        form = Period()
        is_right = form.validate_on_submit()
        form.refuse(None, "It has closed.")

    assert is_right
    assert form.problems() == [Problem("", "It has closed.")]
    assert form.status == 422


def test_the_language_switch_acts_on_nothing_and_finds_no_fault(app: Flask) -> None:
    sent = {"press": "language", "opens": "", "closes": "typed"}

    with app.test_request_context("/", method="POST", data=sent):
        form = Period()

        assert not form.validate_on_submit()
        assert form.status == 200
        assert form.problems() == []
        assert form.closes.typed == "typed"


def test_a_side_button_tells_its_name(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"press": "add"}):
        assert Period().pressed == "add"
    with app.test_request_context("/?press=add"):
        assert Period().pressed == ""


PLURALS: Final = re.compile(r'msgid "([^"]+)"\nmsgid_plural "([^"]+)"')
SINGULARS: Final = re.compile(r'msgid "([^"]+)"\nmsgstr')


def test_everything_wtforms_can_say_is_said_in_our_words() -> None:
    template = (files("wtforms") / "locale" / "wtforms.pot").read_text("utf-8")
    unsaid = {
        message
        for message in SINGULARS.findall(template)
        if "CSRF" not in message and message != "Invalid field name '%s'."
    }

    assert unsaid - set(SENTENCES) == set()


def test_our_words_have_places_for_no_more_than_wtforms_fills() -> None:
    for theirs, ours in SENTENCES.items():
        places = re.findall(r"%\((\w+)\)", ours.message)
        assert set(places) <= set(re.findall(r"%\((\w+)\)", theirs)), theirs
    template = (files("wtforms") / "locale" / "wtforms.pot").read_text("utf-8")
    for one, many in PLURALS.findall(template):
        said = OwnWords().ngettext(one, many, 5)
        assert "%" not in (said % {"min": 3, "max": 5, "value": "x"})
        assert not [name for _, name, _, _ in Formatter().parse(said) if name]


def test_what_wtforms_may_say_in_future_is_not_shown() -> None:
    assert OwnWords().gettext("Something new.") == (
        "This answer could not be read. Please give it again."
    )

"""What each field takes, refuses, shows again and hands on."""

from collections.abc import Iterator, Mapping
from secrets import token_hex

import pytest
from flask import Flask

from portal.forms import (
    Address,
    AskingForm,
    Figure,
    LongText,
    OneOf,
    PlainText,
    PortalForm,
    Problem,
    Secret,
    SeveralOf,
    Tick,
    form_of,
    options,
)
from portal.language import Language, lazy, speak


class Answers(PortalForm):
    """One field of each kind; none of them needed."""

    name = PlainText("Name", limit=20)
    view = LongText("View", limit=60)
    password = Secret("Password")
    address = Address("E-mail")
    cost = Figure("Cost")
    members = Figure("Members", is_whole=True)
    stand = OneOf("Stand", options([("for", "For"), ("against", "Against")]))
    papers = SeveralOf("Papers", options([("bill", "Bill"), ("note", "Note"), ("waybill", "W")]))
    sure = Tick("Sure")


@pytest.fixture(autouse=True)
def app() -> Iterator[Flask]:
    """An application without tokens, whose requests the tests write."""
    made = Flask("forms")
    made.config.update(SECRET_KEY=token_hex(), WTF_CSRF_ENABLED=False)
    speak(Language.EN)
    with made.app_context():
        yield made


def sent(app: Flask, values: Mapping[str, object]) -> tuple[Answers, bool]:
    """Send a form, and tell whether it was right."""
    with app.test_request_context("/", method="POST", data=dict(values)):
        form = Answers()
        return form, form.validate_on_submit()


def test_a_line_of_words_is_cleaned_and_put_on_one_line(app: Flask) -> None:
    form, is_right = sent(app, {"name": " K\u0301  \r\n x\u202e\x07 "})

    assert is_right
    assert form.name.words == "Ḱ x"


def test_paragraphs_are_kept(app: Flask) -> None:
    form, is_right = sent(app, {"view": "\r\n1. one\r\n\r\n  (a) two \r\n"})

    assert is_right
    assert form.view.words == "1. one\n\n  (a) two"


def test_words_that_are_too_long_are_refused_and_shown_again(app: Flask) -> None:
    form, is_right = sent(app, {"view": "x" * 61})

    assert not is_right
    assert form.problems() == [
        Problem(
            "view",
            "This is 61 characters long. Shorten it to 60 or fewer; what you typed is still here.",
        )
    ]
    assert form.view.typed == "x" * 61
    assert form.view.words == ""


def test_a_line_end_counts_as_one_character(app: Flask) -> None:
    form, is_right = sent(app, {"view": "\r\n".join("x" * 30)})

    assert is_right
    assert form.view.length == 59


@pytest.mark.parametrize("words", ["a\0b", "\ud83d"])
def test_what_cannot_be_kept_is_refused_with_a_sentence(app: Flask, words: str) -> None:
    with app.test_request_context("/", method="POST", data={"name": "x"}):
        form = Answers()
        form.name.raw_data = [words]
        with pytest.raises(ValueError, match="stand for no character"):
            form.name.process_formdata([words])


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("1,200", "1200"),
        ("\uff11\uff12\uff10\uff10\uff0e\uff15", "1200.5"),
        (" 12 000 ", "12000"),
        ("-0.5", "-0.5"),
        ("", None),
    ],
)
def test_figures_are_read_as_people_type_them(app: Flask, typed: str, figure: str | None) -> None:
    form, is_right = sent(app, {"cost": typed})

    assert is_right
    assert form.cost.figure == figure


@pytest.mark.parametrize("typed", ["1e9", "NaN", "12.", "about 12", "1" * 400, "Infinity", "1.2.3"])
def test_what_is_no_figure_is_refused_and_shown_again(app: Flask, typed: str) -> None:
    form, is_right = sent(app, {"cost": typed})

    assert not is_right
    assert form.cost.typed == typed
    assert form.cost.problem == "Give a number in figures, such as 1,200 or 12.5."


def test_half_a_member_is_refused(app: Flask) -> None:
    form, _ = sent(app, {"members": "2.5"})

    assert form.members.problem == "Give a whole number in figures, such as 1,200."


@pytest.mark.parametrize("typed", ["name", "name@host", "a b@example.org", "a@b..org", "@b.org"])
def test_what_is_no_address_is_refused(app: Flask, typed: str) -> None:
    form, is_right = sent(app, {"address": typed})

    assert not is_right
    assert "name@example.org" in form.address.problem


def test_a_secret_is_handed_on_as_typed_and_not_shown_again(app: Flask) -> None:
    form, _ = sent(app, {"password": " pass word "})

    assert form.password.words == " pass word "
    assert form.password.typed == ""


def test_an_answer_that_was_not_offered_is_refused(app: Flask) -> None:
    form, is_right = sent(app, {"stand": "<b>", "papers": ["bill", "theft"]})

    assert not is_right
    assert [field for field, _ in form.problems()] == ["stand", "papers"]


def test_choices_come_in_the_order_offered_each_once(app: Flask) -> None:
    form, is_right = sent(app, {"stand": "for", "papers": ["note", "bill", "note"], "sure": "yes"})

    assert is_right
    assert form.stand.chosen == "for"
    assert form.papers.chosen == ["bill", "note"]
    assert form.sure.is_ticked


def test_nothing_chosen_unchooses_what_was_stored(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"name": "x"}):
        form = Answers(papers=["bill"], sure=True, stand="for")

    assert (form.papers.chosen, form.sure.is_ticked, form.stand.chosen) == ([], False, None)


def test_a_page_first_shows_what_is_stored(app: Flask) -> None:
    with app.test_request_context("/"):
        form = Answers(name="K", papers=["bill"], stand="for", cost="12")

    assert (form.name.typed, form.cost.typed) == ("K", "12")
    assert (form.papers.drawn, form.stand.drawn) == (["bill"], ["for"])


def test_an_answer_that_is_needed_is_asked_for_in_our_words(app: Flask) -> None:
    made = form_of(PortalForm, {"Q1.text": PlainText("Q", needed=lazy("Write an answer."))})

    with app.test_request_context("/", method="POST", data={"Q1.text": "  "}):
        form = made()

        assert not form.validate_on_submit()
        assert form.problems() == [Problem("Q1.text", "Write an answer.")]
        assert form.status == 422


def test_fields_known_only_now_stand_in_the_order_they_were_made(app: Flask) -> None:
    made = form_of(PortalForm, {"Q2": PlainText("b"), "Q1": PlainText("a")})

    with app.test_request_context("/"):
        assert [field.name for field in made()] == ["Q2", "Q1"]


def test_a_search_reads_the_address(app: Flask) -> None:
    made = form_of(AskingForm, {"q": PlainText("Words")})

    with app.test_request_context("/?q=%E6%8F%90%E5%96%AE"):
        form = made()

        assert form.validate()
        assert not form.keeps_words
        assert form["q"].words == "提單"

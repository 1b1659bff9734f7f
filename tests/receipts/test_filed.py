"""What was filed is printed whole, from the record alone, under the questions it answers."""

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from portal.canonical import Json
from portal.language import Language, speaking
from portal.receipts.filed import Filed, filed
from tests.submissions.browser import submit
from tests.submissions.samples import paper

FIELDS: dict[str, Json] = {
    "submission.reference": "ETD-7K2M-Q954",
    "respondent.1.name.en": "Guild of Forwarders",
    "respondent.1.name.zh_hant": "貨運代理公會",
    "respondent.1.kind": "chamber",
    "respondent.1.capacity": "association",
    "respondent.1.sectors": ["freight_forwarder"],
    "respondent.1.members": 212,
    "respondent.1.named": False,
    "Q1.options": ["agree"],
    "Q1.text": "We agree.\n\n1. First\n2. Second",
    "Q25.number": "1200",
    "Q25.unit.text": "HKD a month",
    "C4.view.text": "Control should be exclusive.",
    "C99.view.text": "On a clause that is not there any more.",
    "letter.text": "Dear Sirs",
    "restriction.1": {"on": "Q1", "start": 0, "stop": 8, "reason": "A trade secret"},
    "restriction.2": {"on": "letter", "start": None, "stop": None, "reason": ""},
}


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def words_of(laid: Filed) -> str:
    parts = []
    for answered in laid.answers:
        parts.append(answered.heading)
        for said in answered.said:
            parts += [said.label, said.choice, *said.kept]
            for block in said.text:
                parts += block.lines
                parts += [f"{item.mark} {line}" for item in block.items for line in item.lines]
    for body in laid.bodies:
        parts += [line for fact in body for line in fact.words]
    return "\n".join(parts)


def test_every_field_stands_under_its_question() -> None:
    laid = filed(FIELDS, paper())

    assert [each.number for each in laid.answers] == ["", "Q1", "Q25", "C4", "C99"]
    assert laid.answers[2].said[0].choice == "1200 HKD a month"
    said = words_of(laid)
    for words in ("We agree.", "1. First", "Control should be exclusive.", "not there any more"):
        assert words in said
    assert "貨運代理公會" in said
    assert "Confidential: “We agree”. Reason: A trade secret" in said


@given(st.dictionaries(st.sampled_from(["Q1", "Q13", "C4.view", "letter"]), st.text("ab 提單\n.")))
def test_no_word_of_a_record_is_left_out(said: dict[str, str]) -> None:
    fields: dict[str, Json] = {f"{place}.text": words for place, words in said.items()}

    laid = words_of(filed(fields, paper()))

    for words in said.values():
        for word in words.split():
            assert word in laid


@pytest.mark.parametrize("language", list(Language))
def test_every_language_lays_out_the_same_words(language: Language) -> None:
    with speaking(language):
        laid = filed(FIELDS, paper())

    assert [each.number for each in laid.answers] == ["", "Q1", "Q25", "C4", "C99"]
    assert "Control should be exclusive." in words_of(laid)


@pytest.mark.pdf
def test_its_holder_alone_prints_what_was_filed(app: Flask, client: FlaskClient, held: str) -> None:
    address = submit(client, held).location

    mine = client.get(f"{address}/filed.pdf")
    again = client.get(f"{address}/filed.pdf")
    chinese = client.get(f"{address.replace('/en/', '/zh-hant/')}/filed.pdf")

    assert app.test_client().get(f"{address}/filed.pdf").status_code == 404
    assert mine.data == again.data
    said = text_of(mine.data)
    assert "We write about clause 4." in said
    assert address.rpartition("/")[2] in said
    assert "意見書" in text_of(chinese.data)

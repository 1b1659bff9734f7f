"""The way to one's language, the shell of every page, and the pages of refusal."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

LANGUAGES = {"en": "en-HK", "zh-hant": "zh-Hant-HK", "zh-hans": "zh-Hans-HK"}


def _switch(answer: TestResponse) -> list[str]:
    nav = answer.text.partition("data-switch")[2].partition("</nav>")[0]
    return re.findall(r'(?:href|formaction)="([^"]+)"', nav)


def _token(answer: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)
    assert found
    return found[1]


@pytest.mark.parametrize(("asked", "to"), [("zh-HK", "/zh-hant/"), ("zh-CN", "/zh-hans/")])
def test_the_bare_address_leads_to_the_language_asked_for(
    visitor: FlaskClient, asked: str, to: str
) -> None:
    answer = visitor.get("/", headers={"Accept-Language": asked})

    assert (answer.status_code, answer.location) == (302, to)
    assert "Accept-Language" in answer.headers["Vary"]


def test_an_address_without_its_language_leads_to_the_page_in_the_readers(
    visitor: FlaskClient,
) -> None:
    answer = visitor.get("/form?then=1", headers={"Accept-Language": "zh-HK"})
    nowhere = visitor.get("/no/such/form")

    assert (answer.status_code, answer.location) == (302, "/zh-hant/form?then=1")
    assert "Accept-Language" in answer.headers["Vary"]
    assert nowhere.status_code == 404


@pytest.mark.parametrize(("language", "tag"), LANGUAGES.items())
def test_a_page_names_its_language(visitor: FlaskClient, language: str, tag: str) -> None:
    answer = visitor.get(f"/{language}/")

    assert f'<html lang="{tag}">' in answer.text
    assert answer.headers["Content-Language"] == tag


def test_the_language_switch_keeps_the_page_and_what_was_asked(visitor: FlaskClient) -> None:
    answer = visitor.get("/zh-hant/desk/etd/submissions?q=a&q=b%26c&_external=1&language=en")

    assert _switch(answer) == [
        "/en/desk/etd/submissions?q=a&amp;q=b%26c&amp;_external=1",
        "/zh-hans/desk/etd/submissions?q=a&amp;q=b%26c&amp;_external=1",
    ]


def test_the_language_switch_of_a_form_keeps_what_was_typed(visitor: FlaskClient) -> None:
    first = visitor.get("/en/form")
    assert _switch(first) == ["/zh-hant/form", "/zh-hans/form"]
    typed = {
        "name": "K",
        "view": "one\n<two>",
        "stand": "for",
        "papers": ["note"],
        "sector": "bank",
    }

    answer = visitor.post("/zh-hant/form", data={"press": "language", **typed})

    assert answer.status_code == 200
    assert '<html lang="zh-Hant-HK">' in answer.text
    assert 'value="K"' in answer.text
    assert "one\n&lt;two&gt;</textarea>" in answer.text
    assert answer.text.count(" checked") == 2
    assert 'value="bank" selected' in answer.text
    assert 'class="problems"' not in answer.text


def test_every_problem_leads_to_its_field(visitor: FlaskClient) -> None:
    token = _token(visitor.get("/en/form"))

    answer = visitor.post("/en/form", data={"csrf_token": token, "view": "x" * 61})

    led_to = re.findall(r'<li><a href="#([^"]+)"', answer.text)
    assert answer.status_code == 422
    assert "<title>Error: Form" in answer.text
    assert led_to == ["name", "view", "stand", "sure"]
    for field in led_to:
        assert f'id="{field}"' in answer.text
        assert f'id="{field}-problem"' in answer.text


def test_a_right_form_is_acted_on(visitor: FlaskClient) -> None:
    token = _token(visitor.get("/en/form"))
    right = {"csrf_token": token, "name": "K", "view": "ok", "stand": "for", "sure": "yes"}

    assert visitor.post("/en/form", data=right).text == "ok"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 503])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_a_calm_page_in_the_readers_language(
    visitor: FlaskClient, status: int, language: str
) -> None:
    answer = visitor.get(f"/{language}/fail/{status}")

    assert answer.status_code == status
    assert f'<html lang="{LANGUAGES[language]}">' in answer.text
    assert answer.text.count("<h1>") == 1
    assert str(status) in answer.text
    assert len(_switch(answer)) == 2


def test_an_unknown_address_is_answered_in_the_language_it_begins_with(
    visitor: FlaskClient,
) -> None:
    assert '<html lang="zh-Hans-HK">' in visitor.get("/zh-hans/nowhere").text
    asked = visitor.get("/nowhere", headers={"Accept-Language": "zh-TW"})
    assert '<html lang="zh-Hant-HK">' in asked.text


def test_a_foreseen_refusal_says_its_own_sentence(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/fail/1")

    assert answer.status_code == 409
    assert "This was changed in the meantime." in answer.text


def test_a_method_that_is_not_allowed_names_those_that_are(visitor: FlaskClient) -> None:
    assert "GET" in visitor.put("/en/form").headers["Allow"]


def test_styles_and_scripts_are_named_by_their_content_and_kept_for_ever(
    visitor: FlaskClient,
) -> None:
    links = re.findall(r'(?:href|src)="(/static/[^"]+)"', visitor.get("/en/").text)

    assert len(links) == 5
    for link in links:
        assert re.search(r"\?v=[0-9a-f]{12}$", link)
        with visitor.get(link) as file:
            assert "immutable" in file.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "nosuch.css",
        "css/",
        "css",
        "..%2f..%2fconfig.py",
        "../../config.py",
        "../../../../../etc/hostname",
        "%2fetc/hostname",
        "css/%00.css",
    ],
)
def test_no_address_of_a_static_file_opens_or_hashes_another(
    visitor: FlaskClient, path: str
) -> None:
    answer = visitor.get(f"/static/{path}", follow_redirects=True)

    assert answer.status_code == 404
    assert "<h1" in answer.text
    stamped = re.findall(r"/static/([^?\"]+)\?v=", answer.text)
    assert all(re.fullmatch(r"(css|js)/[\w-]+\.(css|js)|mark\.svg", each) for each in stamped)


def test_no_page_holds_script_or_style_of_its_own(visitor: FlaskClient) -> None:
    for page in (visitor.get("/style"), visitor.get("/en/form")):
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", page.text)


def test_the_desk_shows_an_official_the_reports(
    official: FlaskClient, visitor: FlaskClient
) -> None:
    assert "/en/desk/etd/reports" in official.get("/en/desk/etd/submissions").text
    assert "/en/desk/etd/reports" not in visitor.get("/en/desk/etd/submissions").text
    assert "official-1" in official.get("/en/desk/").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_parts_shows_each_id_once(visitor: FlaskClient, language: str) -> None:
    answer = visitor.get(f"/style?language={language}")

    ids = re.findall(r'\sid="([^"]+)"', answer.text)
    assert answer.status_code == 200
    assert len(ids) == len(set(ids))
    described = " ".join(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', answer.text))
    assert set(described.split()) <= set(ids)
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', answer.text)) <= set(ids)

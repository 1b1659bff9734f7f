"""Doors: an unmarked view stays shut, another site is refused, every answer bears the headers."""

import pytest
from flask import Flask

from portal.access import HEADERS, Door, Reader, opening_of, opens_to
from portal.errors import SeatEndedError


@pytest.fixture
def app(app: Flask) -> Flask:
    """The portal with a page that names no readers, and one for officials."""

    @app.get("/unmarked")
    def unmarked() -> str:
        return "seen"

    @app.get("/desk-of/<slug>")
    @opens_to(Door.STAFF, "official")
    def officials(slug: str) -> str:
        return slug

    @app.post("/press")
    @opens_to(Door.EVERYONE)
    def press() -> str:
        return "pressed"

    return app


def seated(app: Flask, reader: Reader) -> None:
    app.extensions["portal.find_reader"] = lambda: reader


def test_a_view_that_names_no_readers_stays_shut(app: Flask) -> None:
    assert app.test_client().get("/unmarked").status_code == 404


def test_staff_without_the_role_in_this_consultation_see_nothing(app: Flask) -> None:
    seated(app, Reader(staff_id=1, name="ann", roles=frozenset({("a", "official")})))
    client = app.test_client()

    assert client.get("/desk-of/a").text == "a"
    assert client.get("/desk-of/b").status_code == 404


def test_whoever_is_not_signed_in_is_led_to_the_door_and_back(app: Flask) -> None:
    answer = app.test_client().get("/desk-of/a?q=1")

    assert answer.status_code == 302
    assert answer.location.endswith("/sign-in?then=/desk-of/a?q%3D1")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://else.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_cannot_press_a_button(app: Flask, headers: dict[str, str]) -> None:
    assert app.test_client().post("/press", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}]
)
def test_our_own_pages_can(app: Flask, headers: dict[str, str]) -> None:
    assert app.test_client().post("/press", headers=headers).text == "pressed"


@pytest.mark.parametrize("address", ["/en/", "/nowhere", "/unmarked", "/static/css/portal.css"])
def test_every_answer_bears_the_headers(app: Flask, address: str) -> None:
    with app.test_client().get(address) as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_what_is_not_a_file_of_ours_is_stored_by_nobody(app: Flask) -> None:
    assert app.test_client().get("/en/").headers["Cache-Control"] == "no-store"


def test_every_view_names_its_readers(app: Flask) -> None:
    unmarked = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in {"static", "unmarked"} and opening_of(view) is None
    ]

    assert unmarked == []


def test_nobody_signed_in_is_no_member_of_staff() -> None:
    assert Reader(staff_id=7).signed_in == 7
    with pytest.raises(SeatEndedError):
        _ = Reader().signed_in

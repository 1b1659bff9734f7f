"""Who may open which door: every route, for nobody and for strangers, with every method."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from portal.access import Door, opening_of

METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
SAFE = {"GET", "HEAD"}
FOREIGN = ({"Origin": "https://elsewhere.example.org"}, {"Sec-Fetch-Site": "cross-site"})


def rules(app: Flask) -> list[Rule]:
    """List the routes of the portal's own views."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def address(app: Flask, rule: Rule) -> str:
    """Write an address of a route; what it names exists nowhere."""
    values = {name: made_up(name) for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def made_up(name: str) -> object:
    """Make up a value for a part of an address, of the type that it takes."""
    return "en" if name == "language" else "1"


def doors(app: Flask, *kinds: Door) -> Iterator[tuple[Rule, str]]:
    """Yield each route behind these kinds of door with each method that it knows."""
    for rule in rules(app):
        opening = opening_of(app.view_functions[rule.endpoint])
        for method in METHODS:
            if opening and opening.door in kinds and method in (rule.methods or ()):
                yield rule, method


def test_every_view_names_its_readers(app: Flask) -> None:
    shut = [
        rule.endpoint for rule in rules(app) if not opening_of(app.view_functions[rule.endpoint])
    ]

    assert shut == []


def test_every_view_answers_head_as_it_answers_get(app: Flask) -> None:
    odd = [
        rule.rule
        for rule in rules(app)
        if "GET" in (rule.methods or ()) and "HEAD" not in (rule.methods or ())
    ]

    assert odd == []


def test_nobody_enters_by_a_door_for_staff(app: Flask, client: FlaskClient) -> None:
    entered = [
        (method, rule.rule, answer.status_code)
        for rule, method in doors(app, Door.STAFF)
        for answer in [client.open(address(app, rule), method=method)]
        if not is_sent_to_sign_in(answer.status_code, answer.headers.get("Location", ""), method)
    ]

    assert entered == []


def is_sent_to_sign_in(status: int, location: str, method: str) -> bool:
    """Whether a stranger is shown to the sign-in page, or refused where that cannot be."""
    return (status == 302 and "/sign-in" in location) if method in SAFE else status == 403


def test_nobody_enters_by_a_door_for_holders_of_a_link(app: Flask, client: FlaskClient) -> None:
    entered = [
        (method, rule.rule, status)
        for rule, method in doors(app, Door.HOLDER)
        for status in [client.open(address(app, rule), method=method).status_code]
        if status != 404
    ]

    assert entered == []


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_other_site_makes_a_reader_act(
    app: Flask, client: FlaskClient, headers: dict[str, str]
) -> None:
    taken = [
        (method, rule.rule, status)
        for rule, method in doors(app, *Door)
        if method not in SAFE
        for status in [client.open(address(app, rule), method=method, headers=headers).status_code]
        if status != 403
    ]

    assert taken == []


def test_a_method_a_route_does_not_know_is_refused(app: Flask, client: FlaskClient) -> None:
    taken = [
        (method, rule.rule, status)
        for rule in rules(app)
        for method in METHODS
        if not any(method in (each.methods or ()) for each in rules(app) if each.rule == rule.rule)
        for status in [client.open(address(app, rule), method=method).status_code]
        if status not in {404, 405}
    ]

    assert taken == []

"""The list of pages is whole: every page, every reader, every form refused once."""

from collections.abc import Callable, Iterable
from itertools import chain

import pytest
from flask import Flask
from werkzeug.routing import Rule

from portal.access import Door, opening_of
from tests.walks.pages import NO_FORMS, NO_PAGES, PAGES, REFUSED, Page, State, Who
from tests.walks.portals import Portal

MEANT = {
    Door.EVERYONE: frozenset({Who.EVERYONE, Who.HOLDER}),
    Door.HOLDER: frozenset({Who.HOLDER}),
    Door.STAFF: frozenset({Who.REVIEWER, Who.OFFICIAL, Who.ADMINISTRATOR}),
}


def left_out(app: Flask, pages: Iterable[Page]) -> set[str]:
    """Name every page, reader and refused form of the URL map that the list leaves out."""
    listed = list(pages)
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in NO_PAGES]
    return set(chain(_unread(app, rules, listed), _unrefused(rules, listed)))


def _unread(app: Flask, rules: Iterable[Rule], listed: list[Page]) -> Iterable[str]:
    for rule in rules:
        read_by = {page.who for page in listed if page.endpoint == rule.endpoint}
        wanted = _readers(app, rule)
        if "GET" in (rule.methods or ()) and not read_by:
            yield rule.endpoint
        elif "GET" in (rule.methods or ()):
            yield from (f"{rule.endpoint} read by {who}" for who in wanted - read_by)


def _unrefused(rules: Iterable[Rule], listed: list[Page]) -> Iterable[str]:
    refused = {
        page.press.to or page.endpoint for page in listed if page.press and page.status == REFUSED
    }
    for rule in rules:
        if "POST" in (rule.methods or ()) and rule.endpoint not in refused | NO_FORMS:
            yield f"{rule.endpoint} refused"


def _readers(app: Flask, rule: Rule) -> set[Who]:
    """Name those who must be seen to read a page: of a public one, anybody is enough."""
    opening = opening_of(app.view_functions[rule.endpoint])
    assert opening, rule.endpoint
    if opening.roles:
        return {Who(role) for role in opening.roles}
    return set() if opening.door is Door.EVERYONE else set(MEANT[opening.door])


def test_every_page_of_the_portal_is_listed(portals: Callable[[State], Portal]) -> None:
    assert left_out(portals(State.BARE).app, PAGES) == set()


def test_a_page_that_is_struck_off_the_list_is_missed(portals: Callable[[State], Portal]) -> None:
    app = portals(State.BARE).app

    for endpoint in {page.endpoint for page in PAGES}:
        kept = [page for page in PAGES if page.endpoint != endpoint]
        assert endpoint in left_out(app, kept)


def test_a_reader_or_a_refusal_that_is_struck_off_is_missed(
    portals: Callable[[State], Portal],
) -> None:
    app = portals(State.BARE).app
    unread = [each for each in PAGES if each.who is not Who.OFFICIAL]
    unrefused = [each for each in PAGES if each.press is None]

    assert "coding.submissions read by official" in left_out(app, unread)
    assert {"drafting.letter refused", "coding.tag refused"} <= left_out(app, unrefused)


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", NO_PAGES)
def test_what_is_called_no_page_shows_none(
    portals: Callable[[State], Portal], endpoint: str
) -> None:
    portal = portals(State.FULL)
    held = ("as_filed", "record", "signed")
    who = {
        **dict.fromkeys((f"receipts.{each}" for each in held), Who.HOLDER),
        **dict.fromkeys(("drafting.original", "submissions.held_original"), Who.HOLDER),
        **dict.fromkeys(("reports.download", "submissions.original"), Who.OFFICIAL),
    }
    named = {"reference": "receipt", "filename": "css/tokens.css"}
    if endpoint.startswith("reports."):
        named["code"] = "report_done"
    page = Page(endpoint, who.get(endpoint, Who.EVERYONE), places=named)

    answer = portal.client(page.who).get(portal.address(page))

    if answer.is_json or answer.status_code == 200:
        assert answer.mimetype == NO_PAGES[endpoint]
    else:
        assert 300 <= answer.status_code < 400
    answer.close()

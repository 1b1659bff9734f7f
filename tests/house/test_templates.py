"""What every template can reach is written down, name by name, with a reason."""

from itertools import chain

from flask import Flask

from portal.templating import environment
from tests.house.rules.templates import IN_REACH, OUT_OF_REACH


def test_pages_reach_what_is_written_down_and_nothing_else(app: Flask) -> None:
    processors = chain.from_iterable(app.template_context_processors.values())

    with app.test_request_context("/"):
        handed = [processor() for processor in processors]

    assert set(app.jinja_env.globals).union(*map(names, handed)) == set(IN_REACH) | OUT_OF_REACH


def test_paper_reaches_no_more_than_pages_and_nothing_of_a_request() -> None:
    of_a_request = {"csrf", "portal_name", "portal_url", "reader", "request", "session", "url_for"}

    reached = set(environment().globals)

    assert reached <= set(IN_REACH) | OUT_OF_REACH
    assert not reached & of_a_request


def test_what_is_in_reach_has_a_reason() -> None:
    assert all(IN_REACH.values())
    assert not set(IN_REACH) & OUT_OF_REACH


def names(handed: object) -> set[str]:
    """Name what a context processor hands to every template."""
    assert isinstance(handed, dict)
    return set(handed)

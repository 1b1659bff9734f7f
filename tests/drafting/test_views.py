"""The pages of a draft: begun, kept, come back to, and never losing a word."""

import re
import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from portal.db import Database
from portal.drafting.models import Draft, DraftAnswer
from tests.browsing import sent, token_on
from tests.drafting.conftest import DRAFTS, Pen, hidden_on

LINK = re.compile(r"http://localhost(/link/[^<\s]+)")


def stored(database: Database, key: str) -> dict[str, object]:
    with database.reading() as session:
        row = session.query(DraftAnswer).filter_by(key=key).one_or_none()
        return dict(row.value) if row else {}


def test_pages_of_a_draft_can_be_read(pen: Pen) -> None:
    pages = ("tasks", "profile", "groups/approach", "groups/medium", "clauses/", "clauses/C4")

    answers = {page: pen.client.get(pen.at(page)).status_code for page in pages}

    assert set(answers.values()) == {200}

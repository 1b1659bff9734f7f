"""What several tests of receipts begin with."""

import pytest
from flask.testing import FlaskClient

from portal.db import Database
from tests.submissions.browser import begin


@pytest.fixture
def held(database: Database, client: FlaskClient) -> str:
    """The code of a draft whose lead sits at the browser; the consultation never closes."""
    return begin(database, client)

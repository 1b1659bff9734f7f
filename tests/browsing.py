"""How tests fill in a page without a browser: take its token, send its form."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token_on(client: FlaskClient, page: str) -> str:
    """Return the token a page puts in its forms."""
    found = TOKEN.search(client.get(page).text)
    assert found, f"no form on {page}"
    return found.group(1)


def sent(
    client: FlaskClient, address: str, *, page: str = "", **fields: str | list[str]
) -> TestResponse:
    """Send a form as the page that holds it would; the page is the address unless it is named."""
    return client.post(address, data={**fields, "csrf_token": token_on(client, page or address)})

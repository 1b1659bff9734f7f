"""A query that asks a page."""

import portal.accounts.views

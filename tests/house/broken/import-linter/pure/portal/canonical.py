"""A pure module that asks the database."""

import portal.db

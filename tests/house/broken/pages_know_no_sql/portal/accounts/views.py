"""Pages of staff."""

from sqlalchemy import select

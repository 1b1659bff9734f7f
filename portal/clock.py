"""The only clock: it is read at the edge of a request, and the time is passed in from there."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

HONG_KONG: Final = ZoneInfo("Asia/Hong_Kong")


def now() -> datetime:
    """Tell the moment, in UTC, to the microsecond."""
    return datetime.now(UTC)

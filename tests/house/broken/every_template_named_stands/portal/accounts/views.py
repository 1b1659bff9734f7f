"""Pages of staff."""

SHOWN = "accounts/nowhere.html"

"""Questions about staff."""


def moment() -> object:
    """Tell the time."""
    import datetime

    return datetime

"""Acts about staff."""


def process_staff() -> None:
    """Do something or other."""

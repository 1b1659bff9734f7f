"""Acts about staff."""


def hire(a: int, b: int, c: int, *, d: int, e: int, f: int, g: int) -> None:
    """Take on somebody, in every detail."""

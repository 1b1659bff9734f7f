"""What mypy must refuse."""


def reckon(amount):
    """Take anything."""
    return amount


def total(amounts: list[int]) -> str:
    """Promise words and give a figure."""
    return sum(amounts)


reckon(total([1]))

"""Words of quantity, bound to the shares that the report prints, so that none is ever untrue."""

from dataclasses import dataclass

from portal.language import Lazy, lazy


@dataclass(frozen=True, slots=True)
class Quantity:
    """A word of quantity, as it is listed, as it begins a sentence, and the share it stands for."""

    word: Lazy
    share: Lazy


ALL = Quantity(lazy("All"), lazy("every one, and more than one"))
ALMOST_ALL = Quantity(lazy("Almost all"), lazy("90 per cent or more"))
MOST = Quantity(lazy("Most"), lazy("more than half, less than 90 per cent"))
MANY = Quantity(lazy("Many"), lazy("30 per cent or more, not more than half"))
SOME = Quantity(lazy("Some"), lazy("10 per cent or more, less than 30 per cent"))
A_FEW = Quantity(lazy("A few"), lazy("less than 10 per cent, more than one"))
ONE = Quantity(lazy("One"), lazy("a single submission"))
QUANTITIES = (ALL, ALMOST_ALL, MOST, MANY, SOME, A_FEW, ONE)


def quantity(count: int, total: int) -> Quantity:
    """Choose the word that is true of ``count`` in ``total``; raises ValueError outside 1 to total.

    Thresholds as the reading guide prints them; whole numbers only, so nothing is rounded.
    """
    if not 1 <= count <= total:
        raise ValueError(count, total)
    if count == 1:
        return ONE
    if count == total:
        return ALL
    for word, is_true in (
        (ALMOST_ALL, count * 10 >= total * 9),
        (MOST, count * 2 > total),
        (MANY, count * 10 >= total * 3),
        (SOME, count * 10 >= total),
    ):
        if is_true:
            return word
    return A_FEW

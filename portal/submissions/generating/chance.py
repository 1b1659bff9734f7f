"""Chance that can be repeated: the same name, the same draws, on every machine."""

from random import Random


class Chance(Random):
    """A source of chance that depends on its name alone, whatever was drawn elsewhere."""

    @classmethod
    def named(cls, *path: object) -> "Chance":
        """Give the source of a name in parts, such as a seed, "line", 7."""
        return cls("/".join(map(str, path)))

    def happens(self, share: float) -> bool:
        """Draw whether something happens that happens in this share of cases (0 to 1)."""
        return self.random() < share

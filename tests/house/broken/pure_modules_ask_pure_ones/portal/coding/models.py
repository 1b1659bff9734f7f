"""Tables of coding."""


class Stance(StrEnum):
    """A state: this may be taken."""


class Passage(Base):
    """A row: this may not."""

"""Tables of staff."""


class Staff(Base):
    """A person who signs in."""

    active: Mapped[bool]
    made: Mapped[datetime | None]

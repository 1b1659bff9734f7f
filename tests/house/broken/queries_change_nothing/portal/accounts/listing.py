"""Questions about staff, in a module that is declared to ask."""


def staff_listed(session: Session) -> None:
    """Return nobody, and lose what was there."""
    session.delete(Staff())  # a breach

"""Acts about staff, in a module that is declared to act."""


def dismiss(work: Work) -> None:
    """End a person's sign-ins."""
    work.session.commit()  # a breach
    work.session.rollback()  # a breach

"""Acts about staff."""


def dismiss(session: Session, staff: Staff) -> None:
    """End a person's sign-ins."""
    staff.is_active = False
    session.commit()  # a breach

"""Questions about staff."""


def staff_seen(session: Session, staff: Staff) -> Staff:
    """Return a person, and leave a mark in passing."""
    session.add(staff)
    return staff

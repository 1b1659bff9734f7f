"""Questions about staff."""


def staff_seen(session: Session, staff: Staff) -> Staff:
    """Return a person, and leave a mark in passing."""
    session.add(staff)  # a breach
    return staff


def staff_gathered(gathering: Gathering) -> list[Staff]:
    """Return people, and leave a mark by a session that hangs on something."""
    gathering.session.add(Staff())  # a breach
    gathering.session.execute(insert(Staff))  # a breach
    gathering.session.execute(sa.update(Staff))  # a breach
    gathering.seen.add(1)
    return []

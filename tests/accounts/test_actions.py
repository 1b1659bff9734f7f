"""Staff join under a name of their own; what else a database refuses is not taken for that."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.accounts.actions import NameTakenError, join_staff
from tests.submissions.makers import WHILE_OPEN


def test_a_name_is_taken_once(session: Session) -> None:
    join_staff(session, "ann", password_hash="-", now=WHILE_OPEN)

    with pytest.raises(NameTakenError), session.begin_nested():
        join_staff(session, "ann", password_hash="-", now=WHILE_OPEN)


def test_another_refusal_is_no_name_taken(session: Session) -> None:
    with pytest.raises(IntegrityError), session.begin_nested():
        join_staff(session, "ann", password_hash=None, now=WHILE_OPEN)  # type: ignore[arg-type]

"""What was lodged never changes a byte: the database itself refuses, whichever way it is tried."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.submissions.actions import lodge
from portal.submissions.models import Text
from portal.submissions.queries import record_of
from portal.submissions.records import verify
from tests.submissions.makers import WHILE_OPEN, consultation, draft

TABLES = ("submission", "version", "record", "text", "answer", "respondent", "consent")
FIRST_COLUMN = {"record": "version_id", "respondent": "version_id"}


def ways(name: str, *, is_sqlite: bool) -> list[str]:
    """Every way of changing, losing or replacing what a table holds, in SQL."""
    column = FIRST_COLUMN.get(name, "id")
    common = [
        f"UPDATE {name} SET {column} = {column}",  # noqa: S608
        f"DELETE FROM {name}",  # noqa: S608
    ]
    same = f"SELECT * FROM {name} WHERE true"  # noqa: S608
    if is_sqlite:
        return [
            *common,
            f"INSERT OR REPLACE INTO {name} {same}",
            f"REPLACE INTO {name} {same}",
            f"UPDATE OR IGNORE {name} SET {column} = {column}",  # noqa: S608
        ]
    upsert = f"INSERT INTO {name} {same} ON CONFLICT ON CONSTRAINT pk_{name} DO UPDATE SET "
    return [*common, f"TRUNCATE {name} CASCADE", f"{upsert}{column} = EXCLUDED.{column}"]


@pytest.mark.parametrize("name", TABLES)
def test_what_was_lodged_cannot_be_changed(session: Session, name: str) -> None:
    receipt = lodge(session, draft(session, consultation(session)), now=WHILE_OPEN)
    is_sqlite = session.get_bind().dialect.name == "sqlite"

    for way in ways(name, is_sqlite=is_sqlite):
        with pytest.raises(DBAPIError, match="guard: "), session.begin_nested():
            session.execute(text(way))

    assert verify(record_of(session, receipt.version_id)) == receipt.record_sha256


def test_words_are_erased_only_with_time_and_ground(session: Session) -> None:
    lodge(session, draft(session, consultation(session)), now=WHILE_OPEN)
    count = session.scalar(select(func.count()).select_from(Text))

    with pytest.raises(DBAPIError, match="guard: "), session.begin_nested():
        session.execute(text("UPDATE text SET words = NULL"))
    with pytest.raises(DBAPIError, match="guard: "), session.begin_nested():
        session.execute(
            text("UPDATE text SET words = 'x', erased_at = '2030-01-01', erased_ground = 'g'")
        )
    session.execute(
        text("UPDATE text SET words = NULL, erased_at = '2030-01-01', erased_ground = 'schedule'")
    )

    gone = session.scalar(select(func.count()).select_from(Text).where(Text.words.is_(None)))
    assert gone == count

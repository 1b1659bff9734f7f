"""An import that is killed, at whatever moment, and run again takes each line exactly once."""

import json
from pathlib import Path
from signal import SIGKILL

import pytest
from sqlalchemy import func, select

from portal.db import Base, Database
from portal.guards import missing_guards
from portal.submissions.models import Record, Submission, Version
from portal.submissions.queries import record_of
from portal.submissions.records import verify
from portal.terminal import Terminal
from tests.proofs.conftest import Generated
from tests.proofs.importer import Order, run
from tests.submissions.makers import consultation, last_number

BATCH = 10
# A transaction makes about ten inserts: a kill falls into the first that takes anything new, or
# into the second.
INSERTS = range(1, 16)
SIDES = (1, -1)


@pytest.mark.slow
@pytest.mark.parametrize("kills", [3, pytest.param(30, marks=pytest.mark.whole)])
def test_an_import_killed_and_run_again_takes_each_line_once(
    terminal: Terminal, database: Database, generated: Generated, kills: int, tmp_path: Path
) -> None:
    file = generated(2 * BATCH * (kills + 1))
    moments = [INSERTS[7 * kill % len(INSERTS)] * SIDES[kill % 2] for kill in range(kills)]

    ended = [run(Order(terminal, file, BATCH, moment), tmp_path / "told") for moment in moments]
    last = run(Order(terminal, file, BATCH), tmp_path / "told")

    assert [each.code for each in ended] == [-SIGKILL] * kills
    assert (last.code, last.refused) == (0, 0)
    assert kept(database) == names_in(file)
    with database.writing() as session:
        assert last_number(session, consultation(session)) == len(names_in(file))
        assert missing_guards(session.connection(), Base.metadata) == []


def names_in(file: Path) -> list[str]:
    """Read the ids of a file's lines, in their order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["external_id"] for line in lines]


def kept(database: Database) -> list[str | None]:
    """List the ids of what was received, having seen that it is whole and numbered from 1."""
    with database.reading() as session:
        rows = session.execute(
            select(Submission.register_number, Submission.external_id, Version.id)
            .join(Version, Version.submission_id == Submission.id)
            .order_by(Submission.register_number)
        ).all()
        records = session.scalar(select(func.count()).select_from(Record))
        for _number, _name, version_id in rows:
            verify(record_of(session, version_id))
    assert [number for number, _name, _version in rows] == list(range(1, len(rows) + 1))
    assert records == len(rows)
    return [name for _number, name, _version in rows]

"""Loading a folder keeps what changed, shares what did not, and says which."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.consultations.actions import (
    PrefixChangedError,
    PrefixTakenError,
    appoint,
    load,
    mark_sample,
)
from portal.consultations.models import (
    Clause,
    Question,
    Register,
    Revision,
    RevisionClause,
    Role,
    Team,
)
from portal.consultations.queries import paper, roles_of
from portal.db import Base
from portal.journal import JournalEntry
from tests.consultations.folders import edited, put

NOW = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
LATER = datetime(2026, 1, 6, 4, 0, tzinfo=UTC)
TITLE = {
    "en": "Control instead of possession",
    "zh_hant": "以控制取代管有",
    "zh_hans": "以控制取代管有",
}

NOBODYS = "-"


def rows(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_folder_becomes_the_first_revision_whole(session: Session) -> None:
    loaded = load(session, edited(), now=NOW)

    assert loaded.is_new
    assert (loaded.revision.number, loaded.revision.loaded_at) == (1, NOW)
    assert (rows(session, Clause), rows(session, Question)) == (22, 27)
    assert session.get_one(Register, loaded.consultation.id).last_number == 0


def test_loading_twice_changes_nothing(session: Session) -> None:
    first = load(session, edited(), now=NOW)
    tables = (Revision, Clause, Question, RevisionClause, JournalEntry)
    before = [rows(session, table) for table in tables]

    second = load(session, edited(), now=LATER)

    assert second.changes == ()
    assert second.revision.id == first.revision.id
    assert [rows(session, table) for table in tables] == before


def test_a_changed_clause_makes_a_revision_that_shares_all_others(session: Session) -> None:
    load(session, edited(), now=NOW)

    loaded = load(session, edited(put("clauses.json", "C4", "title", to=TITLE)), now=LATER)

    assert [str(change) for change in loaded.changes] == ["clauses.json: C4 changed"]
    assert loaded.revision.number == 2
    assert rows(session, Clause) == 23
    assert rows(session, Question) == 27
    assert paper(session, loaded.consultation).clause("C4").title == TITLE


def test_an_earlier_revision_can_still_be_read(session: Session) -> None:
    first = load(session, edited(), now=NOW)
    load(session, edited(put("clauses.json", "C4", "title", to=TITLE)), now=LATER)

    read = paper(session, first.consultation, revision_id=first.revision.id)

    assert read.clause("C4").title["en"] == "Control in place of possession"


def test_a_wording_that_comes_back_is_the_row_it_was(session: Session) -> None:
    load(session, edited(), now=NOW)
    load(session, edited(put("clauses.json", "C4", "title", to=TITLE)), now=LATER)

    loaded = load(session, edited(), now=LATER)

    assert loaded.revision.number == 3
    assert rows(session, Clause) == 23


def test_what_is_taken_out_is_told(session: Session) -> None:
    load(session, edited(), now=NOW)
    without_remarks = edited({"in": "consultation.json", "drop": ["remarks"]})

    loaded = load(session, without_remarks, now=LATER)

    assert [str(change) for change in loaded.changes] == ["consultation.json: remarks removed"]


def test_a_moved_deadline_moves_the_consultation_and_is_journalled(session: Session) -> None:
    load(session, edited(), now=NOW)
    moved = edited(put("consultation.json", "period", "closes", to="2026-03-31T18:00:00+08:00"))

    loaded = load(session, moved, now=LATER, who="administrator-1")

    assert loaded.consultation.closes_at == datetime(2026, 3, 31, 10, 0, tzinfo=UTC)
    entry = session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.who, entry.at) == ("consultation.load", "administrator-1", LATER)
    assert entry.detail["changes"] == ["consultation.json: period changed"]


def test_a_changed_codeframe_alone_makes_no_revision(session: Session) -> None:
    load(session, edited(), now=NOW)
    renamed = edited(put("codeframe.json", "4.1", "en", to="The test of exclusive control"))

    loaded = load(session, renamed, now=LATER)

    assert loaded.changes == ()
    assert loaded.folder.codeframe != edited().codeframe


def test_a_prefix_never_changes(session: Session) -> None:
    load(session, edited(), now=NOW)

    with pytest.raises(PrefixChangedError, match="ETD"):
        load(session, edited(put("consultation.json", "reference_prefix", to="XYZ")), now=LATER)


def test_no_two_consultations_share_a_prefix(session: Session) -> None:
    load(session, edited(), now=NOW)

    with pytest.raises(PrefixTakenError, match="e-trade-documents"):
        load(session, edited(put("consultation.json", "slug", to="another")), now=LATER)


def test_a_sample_is_marked_as_one(session: Session) -> None:
    loaded = load(session, edited(), now=NOW)

    mark_sample(session, loaded.consultation)

    assert paper(session, loaded.consultation).is_sample


def test_a_role_is_given_once(session: Session) -> None:
    loaded = load(session, edited(), now=NOW)
    someone = Staff(name="reviewer-9", password_hash=NOBODYS, made_at=NOW)
    session.add(someone)
    session.flush()

    for _ in range(2):
        appoint(session, loaded.consultation, someone.id, Role.REVIEWER, now=NOW)

    assert rows(session, Team) == 1
    assert roles_of(session, someone.id) == {("e-trade-documents", "reviewer")}

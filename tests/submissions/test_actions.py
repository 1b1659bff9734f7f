"""Lodging keeps what was said for ever, once, and only while the consultation is open."""

import threading
from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.consultations.actions import mark_sample
from portal.db import Database
from portal.drafting.models import Draft
from portal.journal import JournalEntry
from portal.language import Language, speaking
from portal.submissions.actions import (
    DraftChangedError,
    NotOpenError,
    lodge,
)
from portal.submissions.decisions import Restriction, Scope
from portal.submissions.filing import FilingRefusedError
from portal.submissions.models import Answer, Consent, Contact, Respondent, Submission
from portal.submissions.queries import (
    Receipt,
    receipts_verified,
    record_of,
    said_in,
)
from portal.submissions.records import verify
from portal.submissions.references import is_reference
from tests.submissions.makers import (
    CLOSING,
    GUILD,
    WHILE_OPEN,
    answer,
    consultation,
    draft,
    last_number,
)


def words_at(session: Session, receipt: Receipt) -> Mapping[str, str | None]:
    return {said.place: said.words for said in said_in(session, receipt.version_id) if said.words}


def test_a_draft_is_lodged_under_a_reference_and_a_number(session: Session) -> None:
    paper = consultation(session)

    receipt = lodge(session, draft(session, paper), now=WHILE_OPEN)

    assert is_reference(receipt.reference)
    assert receipt.reference.startswith("ETD-")
    assert (receipt.register_number, receipt.version, receipt.lodged_at) == (1, 1, WHILE_OPEN)


def test_every_place_is_kept_in_reading_order(session: Session) -> None:
    receipt = lodge(session, draft(session, consultation(session)), now=WHILE_OPEN)

    said = said_in(session, receipt.version_id)

    assert [(each.place, each.options, each.number, each.words) for each in said] == [
        ("letter", (), None, "Dear Sirs,\n\nWe write about clause 4."),
        ("Q1", ("agree",), None, "We agree.\n\nThe law should say so once."),
        ("Q7", ("bl", "other"), None, None),
        ("Q7.other", (), None, "Forwarder's receipt"),
        ("Q22.1", (), None, "Add a line."),
        ("Q22.1.ordinance", (), None, "Cap. 1"),
        ("Q22.1.section", (), None, "3"),
        ("Q25", (), "1200.5", "About that."),
        ("Q25.unit", (), None, "HKD"),
        ("C4", ("support_with_changes",), None, None),
        ("C4.view", (), None, "Mostly."),
        ("C4.wording", (), None, "… control …"),
    ]


def test_the_record_sums_to_the_receipts_hash_and_holds_no_contact(session: Session) -> None:
    receipt = lodge(session, draft(session, consultation(session)), now=WHILE_OPEN)

    content = record_of(session, receipt.version_id)

    assert verify(content) == receipt.record_sha256
    assert receipt.reference.encode() in content
    assert b"guild.example" not in content
    assert session.scalars(select(Contact.email)).one() == "office@guild.example"


def test_a_receipt_is_found_by_its_reference_and_hash_together(session: Session) -> None:
    receipt = lodge(session, draft(session, consultation(session)), now=WHILE_OPEN)

    assert receipts_verified(session, receipt.reference, receipt.record_sha256) == receipt
    assert receipts_verified(session, receipt.reference, "0" * 64) is None
    assert receipts_verified(session, "ETD-2222-2222", receipt.record_sha256) is None


def test_lodging_twice_gives_the_same_receipt(session: Session) -> None:
    made = draft(session, consultation(session))

    first = lodge(session, made, now=WHILE_OPEN)
    second = lodge(session, made, now=CLOSING + timedelta(hours=1), revision=made.revision)

    assert first == second
    assert session.scalar(select(func.count()).select_from(Submission)) == 1


def test_nothing_is_lodged_after_closing(session: Session) -> None:
    of = consultation(session)
    made = draft(session, of)

    with pytest.raises(NotOpenError):
        lodge(session, made, now=CLOSING)

    assert last_number(session, of) == 0
    assert lodge(session, made, now=CLOSING - timedelta(microseconds=1)).register_number == 1


def test_nothing_is_lodged_before_the_opening(session: Session) -> None:
    of = consultation(session)

    with pytest.raises(NotOpenError):
        lodge(session, draft(session, of), now=of.opens_at - timedelta(seconds=1))


def test_a_sample_never_closes(session: Session) -> None:
    of = consultation(session)
    mark_sample(session, of)

    receipt = lodge(session, draft(session, of), now=CLOSING + timedelta(days=300))

    assert receipt.register_number == 1


def test_a_draft_that_moved_on_is_not_lodged_unseen(session: Session) -> None:
    made = draft(session, consultation(session))
    made.revision += 1

    with pytest.raises(DraftChangedError):
        lodge(session, made, now=WHILE_OPEN, revision=made.revision - 1)


def test_every_fault_of_a_draft_is_told(session: Session) -> None:
    profile = GUILD.copy()
    profile["name"] = {}
    answers: dict[str, Json] = {"Q1": {"choice": "perhaps"}, "Q99": {"text": "?"}}
    made = draft(session, consultation(session), profile=profile, answers=answers)

    with speaking(Language.EN), pytest.raises(FilingRefusedError) as refused:
        lodge(session, made, now=WHILE_OPEN)

    assert {fault.place for fault in refused.value.faults} >= {"name", "Q1", "Q99"}


def test_what_is_confidential_is_restricted(session: Session) -> None:
    profile = GUILD.copy()
    profile["confidential"] = True
    profile["confidential_reason"] = "Figures"
    made = draft(session, consultation(session), profile=profile)
    answer(session, made, "C4", {"view": "Secret."}, is_confidential=True)

    lodge(session, made, now=WHILE_OPEN)

    kept = session.scalars(select(Restriction).order_by(Restriction.id)).all()
    assert [(each.scope, each.place, each.reason) for each in kept] == [
        (Scope.ALL, None, "Figures"),
        (Scope.PLACE, "C4", None),
    ]


def test_who_answers_and_what_they_agreed_to_is_kept(session: Session) -> None:
    lodge(session, draft(session, consultation(session)), now=WHILE_OPEN)

    (body,) = session.scalars(select(Respondent))
    assert (body.name_en, body.name_zh_hant, body.kind) == (
        "Harbour Guild",
        "維港公會",
        "association",
    )
    assert (body.sectors, body.members, body.is_named) == (["carrier_sea", "forwarder"], 12, True)
    consents = session.scalars(select(Consent)).all()
    assert {each.kind.value for each in consents} == {"declaration", "publication"}
    assert all(len(each.notice_sha256) == 64 for each in consents)


def test_the_deed_is_in_the_journal(session: Session) -> None:
    receipt = lodge(session, draft(session, consultation(session)), now=WHILE_OPEN)

    (entry,) = session.scalars(select(JournalEntry).where(JournalEntry.act == "submission.lodge"))
    assert (entry.subject, entry.who, entry.at) == (receipt.reference, "respondent", WHILE_OPEN)


def test_two_who_lodge_one_draft_at_once_get_one_receipt(database: Database) -> None:
    receipts = _at_once(database, drafts=1, times=4)

    assert len(set(receipts)) == 1
    assert len(receipts) == 4
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 1
        assert session.scalar(select(func.count(Answer.id))) == 12


def test_register_numbers_have_no_gap_however_many_lodge_at_once(database: Database) -> None:
    receipts = _at_once(database, drafts=6, times=2)

    assert sorted({receipt.register_number for receipt in receipts}) == [1, 2, 3, 4, 5, 6]
    assert len({receipt.reference for receipt in receipts}) == 6


def _at_once(database: Database, *, drafts: int, times: int) -> list[Receipt]:
    with database.writing() as session:
        of = consultation(session)
        ids = [draft(session, of).id for _ in range(drafts)]
    receipts: list[Receipt] = []
    start = threading.Barrier(drafts * times)

    def act(draft_id: int) -> None:
        start.wait()
        with database.writing() as session:
            receipt = lodge(session, session.get_one(Draft, draft_id), now=WHILE_OPEN)
        receipts.append(receipt)

    threads = [threading.Thread(target=act, args=(each,)) for each in ids * times]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return receipts

"""Whoever holds a draft is sent its receipt; the PDF comes too where nothing is confidential."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.drafting.models import Draft, Holder, HolderRole, LetterKind
from portal.language import Language, speaking
from portal.letters import Letter, Told, Worded
from portal.receipts.letters import wordings
from portal.submissions.actions import lodge
from portal.submissions.queries import Receipt
from tests.submissions.makers import ANSWERS, WHILE_OPEN, answer, consultation, draft

ADDRESS = "lee@guild.example"
URL = "https://portal.example"


def held(session: Session, made: Draft, name: str, email: str | None) -> Holder:
    holder = Holder(
        draft_id=made.id,
        role=HolderRole.LEAD,
        token_hash=name,
        email=email,
        made_at=WHILE_OPEN,
    )
    session.add(holder)
    session.flush()
    return holder


def worded(session: Session, made: Draft, language: Language = Language.EN) -> Worded:
    holder = session.scalars(select(Holder).where(Holder.draft_id == made.id)).first()
    assert holder is not None
    told = Told(LetterKind.RECEIPT, ADDRESS, holder.id, language)
    with speaking(language):
        letter = wordings(URL)[LetterKind.RECEIPT](session, told)
    assert letter is not None
    return letter


def lodged(session: Session, *, is_open: bool) -> tuple[Draft, Receipt]:
    made = draft(session, consultation(session), answers={})
    answer(session, made, "C4", ANSWERS["C4"], is_confidential=not is_open)
    made.profile = {**made.profile, "named": True, "publication": True}
    held(session, made, "one", ADDRESS)
    return made, lodge(session, made, now=WHILE_OPEN)


def test_everyone_with_an_address_is_written_to_once(session: Session) -> None:
    made = draft(session, consultation(session))
    for name, email in (("one", ADDRESS), ("two", "ng@guild.example"), ("three", None)):
        held(session, made, name, email)

    lodge(session, made, now=WHILE_OPEN)
    lodge(session, made, now=WHILE_OPEN)

    waiting = session.scalars(select(Letter).where(Letter.kind == LetterKind.RECEIPT)).all()
    assert sorted(each.to for each in waiting) == [ADDRESS, "ng@guild.example"]


def test_the_letter_says_what_the_receipt_says_and_nothing_of_the_answers(
    session: Session,
) -> None:
    made, receipt = lodged(session, is_open=False)

    letter = worded(session, made)

    assert receipt.reference in letter.subject
    assert receipt.record_sha256 in letter.body.replace(" ", "")
    assert f"{URL}/en/verify?reference={receipt.reference}" in letter.body
    assert "Mostly." not in letter.body
    assert "/link/" not in letter.body


def test_no_pdf_leaves_where_anything_is_confidential(session: Session) -> None:
    made, _receipt = lodged(session, is_open=False)

    letter = worded(session, made)

    assert letter.enclosures == ()
    assert "is not enclosed" in letter.body


@pytest.mark.pdf
def test_the_pdf_comes_with_the_letter_where_all_of_it_is_open(session: Session) -> None:
    made, receipt = lodged(session, is_open=True)

    letter = worded(session, made, Language.ZH_HANT)

    [enclosed] = letter.enclosures
    assert enclosed.name == f"{receipt.reference}.pdf"
    assert enclosed.content.startswith(b"%PDF")

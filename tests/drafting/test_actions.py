"""What is done with drafts: begun while open, written in by several, never overwritten unseen."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.accounts.actions import count_attempt
from portal.accounts.models import Attempted, Seat
from portal.drafting.actions import (
    MOST_BEGUN,
    Begun,
    NewLink,
    NotOpenError,
    OvertakenError,
    TooManyBegunError,
    begin,
    describe,
    take_seat,
    write,
)
from portal.drafting.models import Draft
from portal.drafting.profile import Profile, profile_sums
from portal.drafting.queries import (
    DeadLinkError,
    answers_so_far,
    draft_coded,
    drafts_held,
    written_so_far,
)
from portal.drafting.writing import NOTHING, Written, sums
from portal.errors import NotFoundError
from portal.language import Language
from tests.submissions.makers import CLOSING, SLUG, WHILE_OPEN, consultation

EN = Language.EN
AGREES = Written({"choice": "agree"})
REFUSES = Written({"choice": "disagree"})
SAID = Written({"text": "More."})
BEGUN = Begun("code", NewLink("salt", "link"), "here")


def begun(session: Session, *, now: datetime = WHILE_OPEN) -> Draft:
    return begin(session, consultation(session), BEGUN, language=EN, now=now)


def put(session: Session, draft: Draft, said: dict[str, Written], seen: dict[str, str]) -> None:
    write(session, draft, said, seen, language=EN, now=WHILE_OPEN)


def keep(session: Session, draft: Draft, profile: Profile, seen: dict[str, str]) -> None:
    describe(session, draft, profile, seen, language=EN, now=WHILE_OPEN)


@pytest.mark.parametrize("now", [WHILE_OPEN - timedelta(days=400), CLOSING])
def test_nothing_is_begun_before_opening_or_after_closing(session: Session, now: datetime) -> None:
    with pytest.raises(NotOpenError):
        begun(session, now=now)


def test_one_address_begins_thirty_an_hour(session: Session) -> None:
    for minute in range(MOST_BEGUN):
        count_attempt(
            session,
            Attempted.FILING,
            subject_hash="slug",
            address_hash="here",
            was_refused=False,
            now=WHILE_OPEN - timedelta(minutes=minute),
        )

    with pytest.raises(TooManyBegunError):
        begun(session)
    assert begun(session, now=WHILE_OPEN + timedelta(minutes=40)).revision == 0


def test_a_link_seats_its_holder_and_a_dead_one_nobody(session: Session) -> None:
    draft = begun(session)

    seated, slug = take_seat(session, link_hash="link", seat_hash="seat", now=WHILE_OPEN)

    assert (seated.id, slug) == (draft.id, SLUG)
    assert set(drafts_held(session, ["seat", "other"], now=WHILE_OPEN)) == {"code"}
    with pytest.raises(DeadLinkError):
        take_seat(session, link_hash="elsewhere", seat_hash="seat-2", now=WHILE_OPEN)


def test_a_seat_that_ended_or_grew_old_holds_nothing(session: Session) -> None:
    begun(session)
    take_seat(session, link_hash="link", seat_hash="seat", now=WHILE_OPEN)

    assert drafts_held(session, ["seat"], now=WHILE_OPEN + timedelta(days=2)) == {}
    session.query(Seat).one().ended_at = WHILE_OPEN
    assert drafts_held(session, ["seat"], now=WHILE_OPEN) == {}


def test_a_draft_is_found_only_in_its_own_consultation(session: Session) -> None:
    begun(session)

    assert draft_coded(session, SLUG, "code").revision == 0
    with pytest.raises(NotFoundError):
        draft_coded(session, "another", "code")


def test_a_revision_counts_changes_and_nothing_else(session: Session) -> None:
    draft = begun(session)

    put(session, draft, {"Q1": AGREES, "Q2": NOTHING}, {})
    put(session, draft, {"Q1": AGREES}, {"Q1": AGREES.sum})

    assert draft.revision == 1
    assert written_so_far(session, draft) == {"Q1": AGREES}


def test_an_emptied_answer_goes(session: Session) -> None:
    draft = begun(session)
    put(session, draft, {"Q1": AGREES}, {})

    put(session, draft, {"Q1": NOTHING}, {"Q1": AGREES.sum})

    assert answers_so_far(session, draft) == {}
    assert draft.revision == 2


def test_two_pages_with_different_answers_never_clash(session: Session) -> None:
    draft = begun(session)
    put(session, draft, {"Q1": AGREES, "Q2": NOTHING}, {})

    put(session, draft, {"Q1": NOTHING, "Q2": SAID}, {})

    assert written_so_far(session, draft) == {"Q1": AGREES, "Q2": SAID}


def test_an_answer_changed_by_both_is_refused_whole_and_taken_when_sent_again(
    session: Session,
) -> None:
    draft = begun(session)
    put(session, draft, {"Q1": AGREES}, {})

    with pytest.raises(OvertakenError) as caught:
        put(session, draft, {"Q1": REFUSES, "Q2": SAID}, {})
    standing = written_so_far(session, draft)
    put(session, draft, {"Q1": REFUSES, "Q2": SAID}, sums(standing))

    assert caught.value.keys == {"Q1"}
    assert standing == {"Q1": AGREES}
    assert written_so_far(session, draft) == {"Q1": REFUSES, "Q2": SAID}


def test_two_may_describe_different_parts_and_not_the_same(session: Session) -> None:
    draft = begun(session)
    keep(session, draft, Profile(name={"en": "Guild"}, publication=True), {})

    keep(session, draft, Profile(interests="None."), {})
    with pytest.raises(OvertakenError) as caught:
        keep(session, draft, Profile(name={"en": "Another"}), {})

    assert caught.value.keys == {"name"}
    assert draft.profile == {"name": {"en": "Guild"}, "publication": True, "interests": "None."}


def test_a_part_of_the_profile_can_be_taken_back(session: Session) -> None:
    draft = begun(session)
    keep(session, draft, Profile(named=False, interests="None."), {})

    keep(session, draft, Profile(), profile_sums(draft.profile))

    assert draft.profile == {}


def test_what_is_taken_out_adds_up(session: Session) -> None:
    draft = begun(session)
    put(session, draft, {"Q1": replace(AGREES, removed=2)}, {})

    put(session, draft, {"Q1": replace(REFUSES, removed=3)}, {"Q1": AGREES.sum})

    assert answers_so_far(session, draft)["Q1"].removed == 5


def test_saving_a_comment_again_binds_it_to_the_wording_shown(session: Session) -> None:
    draft = begun(session)
    put(session, draft, {"C4": replace(SAID, text_sha256="old")}, {})

    put(session, draft, {"C4": replace(SAID, text_sha256="new")}, {"C4": SAID.sum})

    assert answers_so_far(session, draft)["C4"].text_sha256 == "new"

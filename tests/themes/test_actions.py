"""Changes of a codeframe are events with rules; no code is used twice, nothing is rewritten."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.themes.actions import (
    CodeTakenError,
    Hand,
    ThemeGoneError,
    ThemeHasPartsError,
    WrongTargetError,
    load_codeframe,
    merge,
    move,
    propose,
    publish,
    redefine,
    rename,
    retire,
    split,
)
from portal.themes.codeframe import proposal
from portal.themes.models import CodeframeEvent
from portal.themes.queries import codeframe, codeframe_drafted
from tests.themes.makers import AT, SMALL, entry, id_of, loaded


def test_the_first_load_publishes_version_1(session: Session) -> None:
    made, _hand, frame = loaded(session)

    assert frame.version == 1
    assert [each.code for each in frame.under("1")] == ["1.1", "1.2"]
    assert codeframe(session, made, 1).sha256 == frame.sha256


def test_a_later_load_compares_and_applies_nothing(session: Session) -> None:
    made, _hand, frame = loaded(session)
    events = session.scalar(select(func.count()).select_from(CodeframeEvent))

    again = load_codeframe(session, made, [*SMALL, entry("3")], now=AT)

    assert not again.is_new
    assert [(each.code, each.what) for each in again.differences] == [("3", "new")]
    assert session.scalar(select(func.count()).select_from(CodeframeEvent)) == events
    assert codeframe(session, made).sha256 == frame.sha256


def test_a_change_is_read_only_once_it_is_published(session: Session) -> None:
    made, hand, frame = loaded(session)

    rename(session, hand, id_of(frame, "1.1"), names={"en": "Renamed"})

    assert codeframe(session, made).themes[id_of(frame, "1.1")].names["en"] == "Theme 1.1"
    assert publish(session, hand).number == 2
    assert codeframe(session, made).themes[id_of(frame, "1.1")].names == {"en": "Renamed"}
    assert codeframe(session, made, 1).sha256 == frame.sha256


def test_publishing_nothing_new_publishes_nothing(session: Session) -> None:
    _made, hand, _frame = loaded(session)

    assert publish(session, hand).number == 1


def test_a_new_theme_opens_with_the_next_version(session: Session) -> None:
    made, hand, _frame = loaded(session)

    propose(session, hand, proposal(entry("2.2")))

    assert codeframe(session, made).coded("2.2") is None
    publish(session, hand)
    assert id_of(codeframe(session, made), "2.2")


def test_redefining_keeps_what_was_not_said_anew(session: Session) -> None:
    made, hand, frame = loaded(session)
    theme = id_of(frame, "1.1")

    redefine(session, hand, theme, notes={"include": {"en": "This too"}})

    changed = codeframe_drafted(session, made).themes[theme]
    assert changed.include == {"en": "This too"}
    assert changed.definition == frame.themes[theme].definition


def test_a_code_means_one_theme_for_ever(session: Session) -> None:
    _made, hand, frame = loaded(session)
    move(session, hand, id_of(frame, "1.1"), code="2.2", parent="2")

    with pytest.raises(CodeTakenError):
        propose(session, hand, proposal(entry("1.1")))
    with pytest.raises(CodeTakenError):
        move(session, hand, id_of(frame, "1.2"), code="2.1", parent="2")


@pytest.mark.parametrize("parent", ["9", "2.1", "1.1"])
def test_a_theme_moves_only_under_one_of_the_first_level(session: Session, parent: str) -> None:
    _made, hand, frame = loaded(session)

    with pytest.raises(WrongTargetError):
        move(session, hand, id_of(frame, "1.1"), code="7.7", parent=parent)


def test_a_theme_is_merged_into_another_that_stands(session: Session) -> None:
    _made, hand, frame = loaded(session)
    one, two = id_of(frame, "1.1"), id_of(frame, "1.2")
    retire(session, hand, two, because="unused")

    with pytest.raises(WrongTargetError):
        merge(session, hand, one, into=one)
    with pytest.raises(WrongTargetError):
        merge(session, hand, one, into=two)


def test_a_theme_with_parts_is_not_merged_moved_or_retired(session: Session) -> None:
    _made, hand, frame = loaded(session)

    with pytest.raises(ThemeHasPartsError):
        merge(session, hand, id_of(frame, "1"), into=id_of(frame, "2"))
    with pytest.raises(ThemeHasPartsError):
        retire(session, hand, id_of(frame, "1"), because="unused")


def test_what_is_gone_changes_no_more(session: Session) -> None:
    _made, hand, frame = loaded(session)
    theme = id_of(frame, "1.1")
    split(session, hand, theme, parts=[id_of(frame, "1.2"), id_of(frame, "2.1")])

    with pytest.raises(ThemeGoneError):
        rename(session, hand, theme, names={"en": "Again"})


def test_a_theme_is_split_into_two_or_more(session: Session) -> None:
    _made, hand, frame = loaded(session)

    with pytest.raises(WrongTargetError):
        split(session, hand, id_of(frame, "1.1"), parts=[id_of(frame, "1.2")])


def test_a_hand_of_nobody_is_not_taken_for_a_race(session: Session) -> None:
    made, _hand, frame = loaded(session)
    nobody = Hand(made, AT, staff_id=999_999)

    with pytest.raises(IntegrityError), session.begin_nested():
        rename(session, nobody, id_of(frame, "1.1"), names={"en": "Renamed"})

"""Words get themes once, by what stands there; what is taken back stays in the history."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.coding.actions import CodedOtherwiseError, NoThemeError, ThemeClosedError, untag
from portal.coding.models import Coding, CodingEnd, Passage, Stance
from portal.coding.passages import PassageMovedError
from portal.coding.queries import passages_of, times_given
from portal.errors import NotFoundError
from portal.themes.actions import Hand, merge, publish, retire
from portal.themes.queries import codeframe
from tests.coding.makers import Room, room
from tests.submissions.makers import WHILE_OPEN


def count(session: Session, table: type[Passage] | type[Coding] | type[CodingEnd]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def letter_of(made: Room) -> int:
    text_id = made.said(made.lodged(), "letter").text_id
    assert text_id is not None
    return text_id


def test_a_passage_keeps_its_words_and_what_stands_around(session: Session) -> None:
    made = room(session)
    text = letter_of(made)

    made.tagged(made.marking(text, "about clause 4", "4.1", "4.3"))

    (passage,) = passages_of(session, [text], made.frame)[text]
    row = session.get_one(Passage, passage.id)
    assert (row.quote, row.prefix, row.suffix) == ("about clause 4", "Dear Sirs,\n\nWe write ", ".")
    assert [each.theme.code for each in passage.codings] == ["4.1", "4.3"]
    assert {each.clause for each in passage.codings} == {"C4"}


def test_pressing_twice_codes_once(session: Session) -> None:
    made = room(session)
    marking = made.marking(letter_of(made), "clause 4")

    first, second = made.tagged(marking), made.tagged(marking)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.passage_id == second.passage_id
    assert (count(session, Passage), count(session, Coding)) == (1, 1)


def test_white_space_around_a_mark_makes_no_other_passage(session: Session) -> None:
    made = room(session)
    text = letter_of(made)

    first = made.tagged(made.marking(text, "clause 4"))
    second = made.tagged(made.marking(text, " clause 4"))

    assert first.passage_id == second.passage_id


def test_another_stance_of_the_same_coder_replaces_the_first(session: Session) -> None:
    made = room(session)
    text = letter_of(made)
    made.tagged(made.marking(text, "clause 4"))
    first = session.scalars(select(Coding.id)).one()
    other = made.marking(text, "clause 4", stance=Stance.OPPOSE)

    with pytest.raises(CodedOtherwiseError) as refused:
        made.tagged(other)
    untouched = (count(session, Coding), count(session, CodingEnd))
    made.tagged(replace(other, seen=frozenset({first})))

    assert [each.id for each in refused.value.codings] == [first]
    assert untouched == (1, 0)
    (passage,) = passages_of(session, [text], made.frame)[text]
    assert [(each.stance, each.before) for each in passage.codings] == [
        (Stance.OPPOSE, Stance.SUPPORT)
    ]
    assert (count(session, Coding), count(session, CodingEnd)) == (2, 1)


def test_another_clause_stands_beside_the_first_once_that_was_seen(session: Session) -> None:
    made = room(session)
    text = letter_of(made)
    made.tagged(made.marking(text, "clause 4"))
    first = session.scalars(select(Coding.id)).one()
    elsewhere = replace(made.marking(text, "clause 4", "4.1", "4.3"), clause_id=made.clause("C5"))

    with pytest.raises(CodedOtherwiseError):
        made.tagged(elsewhere)
    made.tagged(replace(elsewhere, seen=frozenset({first})))

    (passage,) = passages_of(session, [text], made.frame)[text]
    assert [(each.theme.code, each.clause, each.before) for each in passage.codings] == [
        ("4.1", "C4", None),
        ("4.1", "C5", None),
        ("4.3", "C5", None),
    ]


def test_a_file_that_says_otherwise_replaces_without_asking(session: Session) -> None:
    made = room(session)
    text = letter_of(made)
    made.tagged(made.marking(text, "clause 4"))

    made.tagged(replace(made.marking(text, "clause 4", stance=Stance.OPPOSE), seen=None))

    (passage,) = passages_of(session, [text], made.frame)[text]
    assert [each.stance for each in passage.codings] == [Stance.OPPOSE]


def test_a_second_coder_codes_beside_the_first(session: Session) -> None:
    made = room(session)
    text = letter_of(made)

    made.tagged(made.marking(text, "clause 4"))
    made.tagged(made.marking(text, "clause 4", stance=Stance.OPPOSE), by="reviewer-2")

    (passage,) = passages_of(session, [text], made.frame)[text]
    assert [(each.coder, each.stance) for each in passage.codings] == [
        ("reviewer-1", Stance.SUPPORT),
        ("reviewer-2", Stance.OPPOSE),
    ]


@pytest.mark.parametrize(("shift", "quote"), [(1, None), (0, "clause 5")])
def test_words_that_do_not_stand_there_are_refused(
    session: Session, shift: int, quote: str | None
) -> None:
    made = room(session)
    marking = made.marking(letter_of(made), "clause 4")
    moved = replace(
        marking,
        start=marking.start + shift,
        stop=marking.stop + shift,
        quote=quote or marking.quote,
    )

    with pytest.raises(PassageMovedError) as refused:
        made.tagged(moved)

    assert refused.value.status == 409
    assert count(session, Passage) == 0


def test_a_passage_needs_an_open_theme(session: Session) -> None:
    made = room(session)
    marking = made.marking(letter_of(made), "clause 4")
    hand = Hand(made.consultation, WHILE_OPEN)
    retire(session, hand, made.theme("4.1"), because="unused")
    publish(session, hand)
    made.frame = codeframe(session, made.consultation)

    with pytest.raises(ThemeClosedError):
        made.tagged(marking)
    with pytest.raises(NoThemeError):
        made.tagged(replace(marking, themes=()))


def test_what_is_taken_back_stays_in_the_history(session: Session) -> None:
    made = room(session)
    text = letter_of(made)
    made.tagged(made.marking(text, "clause 4"))
    coding = session.scalars(select(Coding)).one()
    coder = made.staff["reviewer-2"].id

    untag(session, coding.id, by=coder, because="taken back", now=WHILE_OPEN)
    untag(session, coding.id, by=coder, because="taken back", now=WHILE_OPEN)

    assert passages_of(session, [text], made.frame) == {}
    assert (count(session, Coding), count(session, CodingEnd)) == (1, 1)
    with pytest.raises(NotFoundError):
        untag(session, coding.id + 1, by=coder, because="taken back", now=WHILE_OPEN)


def test_a_theme_taken_back_can_be_given_again(session: Session) -> None:
    made = room(session)
    text = letter_of(made)
    made.tagged(made.marking(text, "clause 4"))
    coding = session.scalars(select(Coding)).one()
    untag(session, coding.id, by=coding.coder_id, because="taken back", now=WHILE_OPEN)

    assert made.tagged(made.marking(text, "clause 4")).is_new
    assert len(passages_of(session, [text], made.frame)[text]) == 1


def test_codings_are_read_through_merges_and_never_rewritten(session: Session) -> None:
    made = room(session)
    text = letter_of(made)
    made.tagged(made.marking(text, "clause 4", "4.1"))
    made.tagged(made.marking(text, "write about", "4.2"))
    hand = Hand(made.consultation, WHILE_OPEN)
    merge(session, hand, made.theme("4.1"), into=made.theme("4.2"))
    publish(session, hand)
    frame = codeframe(session, made.consultation)

    found = passages_of(session, [text], frame)[text]

    assert {each.codings[0].theme.code for each in found} == {"4.2"}
    assert {each.codings[0].given.code for each in found} == {"4.1", "4.2"}
    given = times_given(session, made.consultation, frame)
    assert {theme: (n.passages, n.submissions) for theme, n in given.items()} == {
        made.theme("4.2"): (2, 1)
    }

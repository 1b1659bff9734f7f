"""The public edition holds no word that the public may not read, and counts everything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reports.balances import in_words
from portal.reports.counting import balance
from portal.reports.cutting import Cut, cut, moved, parted
from portal.reports.edition import CONTACT_MARK, NAME_MARK, WORDS_MARK, public
from portal.reports.positions import positions
from portal.reports.quoting import reference
from portal.reports.snapshot import (
    Clearance,
    Coding,
    Passage,
    Respondent,
    Restriction,
    Span,
    write,
)
from portal.text import paragraphs
from tests.reports.makers import saying, shipped, snapshot, submission

WORDS = "We pay 41 million. The rest may be told. Nobody else knows the sum."
CODING = (Coding("4.1", "support", "C4", "reviewer-1", 1),)


def passage(quote: str) -> Passage:
    start = WORDS.index(quote)
    return Passage(0, start, start + len(quote), quote, CODING)


def test_restricted_words_are_cut_out_and_the_place_is_marked() -> None:
    hidden = Restriction("words", "letter", 0, 0, 18)
    made = public(snapshot(submission(**saying(WORDS), restrictions=(hidden,))))

    [shown] = made.submissions
    assert shown.texts[0].words == f"{WORDS_MARK}{WORDS[18:]}"
    assert shown.restrictions == ()


def test_a_contact_detail_is_covered_and_so_is_a_passage_that_holds_it() -> None:
    words = "Two of us agree. Reply to info@zed.example."
    start = words.index("info")
    passages = (
        Passage(0, 0, 16, words[:16], CODING),
        Passage(0, 17, len(words), words[17:], CODING),
    )
    made = public(
        snapshot(
            submission(
                **saying(words), passages=passages, contacts=(Span(0, start, len(words) - 1),)
            )
        )
    )

    [shown] = made.submissions
    assert shown.texts[0].words == f"Two of us agree. Reply to {CONTACT_MARK}."
    assert [one.quote for one in shown.passages] == ["Two of us agree.", ""]
    assert shown.contacts == ()


def test_a_passage_that_touches_restricted_words_is_counted_and_not_printed() -> None:
    hidden = Restriction("words", "letter", 0, 0, 18)
    passages = (passage("41 million. The rest"), passage("The rest may be told."))
    made = public(snapshot(submission(**saying(WORDS), restrictions=(hidden,), passages=passages)))

    touched, free = made.submissions[0].passages
    assert (touched.quote, len(touched.codings)) == ("", 1)
    assert made.submissions[0].texts[0].words[free.start : free.end] == free.quote


@pytest.mark.parametrize(
    "given_fields",
    [
        {"clearances": ()},
        {"clearances": (Clearance("public", "withheld", 1),)},
        {"clearances": (Clearance("public", "cleared", 1),), "version": 2},
        {"clearances": (Clearance("internal", "cleared", 1),)},
        {"restrictions": (Restriction("all"),)},
        {"status": "late_pending"},
    ],
)
def test_no_word_of_a_submission_that_is_not_cleared_remains(
    given_fields: dict[str, object],
) -> None:
    fields = {**saying(WORDS), "passages": (passage("The rest may be told."),), **given_fields}
    made = public(snapshot(submission(**fields)))

    [shown] = made.submissions
    assert [text.words for text in shown.texts] == [""]
    assert [(one.quote, len(one.codings)) for one in shown.passages] == [("", 1)]


def test_a_confidential_place_hides_its_words_and_its_figure_but_is_counted() -> None:
    fields = saying(WORDS, place="Q1.other")
    answers = (replace(fields["answers"][0], place="Q1", options=("agree",), number="7"),)
    made = public(
        snapshot(
            submission(
                **{**fields, "answers": answers, "restrictions": (Restriction("place", "Q1"),)}
            )
        )
    )

    [answer] = made.submissions[0].answers
    assert (answer.options, answer.number, answer.is_withheld) == (("agree",), None, True)
    assert made.submissions[0].texts[0].words == WORDS_MARK


@pytest.mark.parametrize(
    "mention",
    [
        "Harbour Guild",
        "HARBOUR  GUILD",
        "Harbour\nGuild",
        "\uff28arbour-Guild",
        "穗嵐雲運",
        "穗岚云运",
    ],
)
def test_a_withheld_name_goes_wherever_it_is_mentioned(mention: str) -> None:
    hidden = Respondent({"en": "Harbour Guild", "zh_hant": "穗嵐雲運"}, "company", is_named=False)
    guild = submission(1, respondents=(hidden,), **saying(f"Signed: {mention}."))
    other = submission(2, **saying(f"We agree with {mention} on this."))

    made = public(snapshot(guild, other))

    assert made.submissions[0].respondents[0].name == {}
    assert [one.texts[0].words for one in made.submissions] == [
        f"Signed: {NAME_MARK}.",
        f"We agree with {NAME_MARK} on this.",
    ]


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ((5, 14), f"One. {WORDS_MARK}\n\n{WORDS_MARK} Last.\n\nThree."),
        ((10, 14), f"One. So.\n\n{WORDS_MARK} Last.\n\nThree."),
        ((0, 20), f"{WORDS_MARK}\n\n{WORDS_MARK}\n\nThree."),
        ((8, 10), "One. So.\n\nTwo. Last.\n\nThree."),
        ((0, 28), WORDS_MARK),
    ],
)
def test_a_cut_leaves_every_paragraph_its_number(hidden: tuple[int, int], shown: str) -> None:
    words = "One. So.\n\nTwo. Last.\n\nThree."
    third = Passage(0, words.index("Three"), len(words), "Three.", CODING)
    restricted = Restriction("words", "letter", 0, *hidden)

    made = public(
        snapshot(submission(**saying(words), restrictions=(restricted,), passages=(third,)))
    )

    [one] = made.submissions
    assert one.texts[0].words == shown
    if one.passages[0].quote:
        assert reference(one, one.passages[0]).paragraph == "¶3"


@given(
    words=st.text(st.sampled_from("ab \n\n"), max_size=40),
    places=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_a_cut_text_keeps_its_paragraphs_or_is_one_mark(
    words: str, places: list[tuple[int, int]]
) -> None:
    cuts = [Cut(min(a, b, len(words)), min(max(a, b), len(words)), "\ufdd0") for a, b in places]

    shown = cut(words, parted(words, cuts))

    hidden = {place for one in cuts for place in range(one.start, one.end)}
    assert shown == "\ufdd0" or len(paragraphs(shown)) == len(paragraphs(words))
    assert [one for one in shown if one.isalpha()] == [
        one for place, one in enumerate(words) if one.isalpha() and place not in hidden
    ]


def test_every_position_is_counted_in_both_editions() -> None:
    internal, open_ = positions(shipped()), positions(public(shipped()))

    assert {key: balance(held.values()) for key, held in internal.items()} == {
        key: balance(held.values()) for key, held in open_.items()
    }
    assert in_words(balance(internal["C4"].values())) == in_words(balance(open_["C4"].values()))


def test_reviewers_are_not_named_to_the_public() -> None:
    assert b"reviewer-" not in write(public(shipped()))


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(words=st.text(max_size=40), places=spans)
def test_cutting_leaves_every_other_character_where_it_says(
    words: str, places: list[tuple[int, int]]
) -> None:
    size = len(words)
    cuts = [Cut(min(a, b, size), min(max(a, b), size), "\ufdd0") for a, b in places]
    hidden = {place for one in cuts for place in range(one.start, one.end)}

    shown = cut(words, cuts)

    for place, character in enumerate(words):
        if place not in hidden:
            assert shown[moved(place, cuts)] == character

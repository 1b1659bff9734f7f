"""The leak check finds what was planted, in whatever spelling, and lets innocent words pass."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reports.edition import public
from portal.reports.leaks import Leak, leaks
from portal.reports.snapshot import Clearance, Respondent, Restriction, Span
from tests.reports.makers import saying, shipped, snapshot, submission

SECRET = "Our margin on such bills fell to HK$41.7 million in seven files, which nobody may know."
HAN = "我們預計首年簽發量約為23,000份，尚未公布。以電子紀錄作身份證明。"
REACHED = "Ring +852 2123 4567."
OPEN = "We support the clause on control and would keep it close to the Model Law throughout."
INTERNAL = snapshot(
    submission(
        1,
        respondents=(
            Respondent({"en": "Harbour Guild", "zh_hant": "穗嵐雲運"}, "company", is_named=False),
            Respondent({"en": "Cafe\u0301 Noir"}, "company", is_named=False),
        ),
        **saying(f"{OPEN} {SECRET} {HAN}"),
        restrictions=(
            Restriction("words", "letter", 0, len(OPEN) + 1, len(OPEN) + 1 + len(SECRET)),
            Restriction(
                "words",
                "letter",
                0,
                len(OPEN) + len(SECRET) + 2,
                len(OPEN) + len(SECRET) + 2 + len(HAN),
            ),
        ),
    ),
    submission(2, **saying(REACHED), contacts=(Span(0, 5, len(REACHED) - 1),)),
)


def found(words: str, part: str = "text") -> set[str]:
    return {one.kind.value for one in leaks(INTERNAL, public(INTERNAL), {part: words})}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("… said HARBOUR GUILD to us", "name"),
        ("… Harbour-\nGuild …", "name"),
        ("回應者為穗岚云运有限公司", "name"),
        ("about HK$ 41.7 million a year", "amount"),
        ("ring 2123-4567 or +852-2123-4567", "contact"),
        ("on such bills fell to HK$4", "none"),
        ("on such bills fell to H K $ 4 1", "none"),
        ("margin on such bills fell to an end", "none"),
        ("margin on such bills\nfell to HK$41 and so", "words"),
        ("我们预计首年签发量", "words"),
        ("我們預計首年簽發", "words"),
        ("我們預計首年簽", "none"),
        ("以电子记录作身分证明", "words"),
        ("said “Café Noir” to us", "name"),
        ('said "CAFE NOIR" to us', "name"),
        ("at the café of the ship's master", "none"),
        (OPEN, "none"),
    ],
)
def test_what_was_planted_is_found_and_nothing_else(words: str, kind: str) -> None:
    assert found(words) == ({kind} - {"none"})


def test_words_that_the_paper_prints_are_no_leak() -> None:
    clause = shipped().consultation.clauses[3].text["en"]
    quoting = submission(1, **saying(f"You wrote: {clause}"), restrictions=(Restriction("all"),))
    internal = snapshot(quoting)

    assert not leaks(internal, public(internal), {"text": clause})


CONTAINERS = "We move 1,000 containers a week and pay HK$2,500 for each."
BILLS = "We issue 1,000 bills a day."


def test_an_amount_that_the_public_reads_elsewhere_is_no_leak() -> None:
    kept = submission(1, **saying(CONTAINERS), restrictions=(Restriction("place", "letter"),))
    internal = snapshot(kept, submission(2, **saying(BILLS)))
    page = f"{BILLS} A box costs HK$2,500."

    assert [one.words for one in leaks(internal, public(internal), {"text": page})] == ["hk$2,500"]


def test_an_amount_is_still_looked_for_where_the_other_words_are_not_cleared() -> None:
    kept = submission(1, **saying(CONTAINERS), restrictions=(Restriction("place", "letter"),))
    silent = submission(2, **saying(BILLS), clearances=(Clearance("public", "withheld", 1),))
    internal = snapshot(kept, silent)

    found = leaks(internal, public(internal), {"text": "1,000 a day"})

    assert [one.words for one in found] == ["1,000"]


def test_a_leak_names_each_page_on_which_it_stands() -> None:
    pages = "\f".join(("nothing", "Harbour Guild", "Harbour\nGuild", f"x {SECRET}"))

    found = leaks(INTERNAL, public(INTERNAL), {"text": pages, "metadata": "Harbour Guild"})

    assert [(one.kind, one.page) for one in found if one.kind != "amount"] == [
        ("name", 2),
        ("name", 3),
        ("words", 4),
        ("name", None),
    ]
    assert all(isinstance(one, Leak) for one in found)


def test_the_shipped_sample_leaks_nothing_into_its_own_public_words() -> None:
    shown = public(shipped())
    words = "\n".join(text.words for one in shown.submissions for text in one.texts)

    assert not leaks(shipped(), shown, {"text": words})


@pytest.mark.slow
@settings(max_examples=40)
@given(st.integers(0, len(SECRET) - 40), st.integers(40, 60), st.sampled_from([" ", "\n", "- "]))
def test_any_long_run_of_a_secret_is_found_however_it_is_broken(
    start: int, length: int, gap: str
) -> None:
    run = SECRET[start : start + length].replace(" ", gap)

    assert "words" in found(f"before it stood: {run} and after")

"""The leak check finds what was planted, in whatever spelling, and lets innocent words pass."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reports.edition import public
from portal.reports.leaks import leaks
from portal.reports.snapshot import Respondent, Restriction
from tests.reports.makers import saying, shipped, snapshot, submission

SECRET = "Our margin on such bills fell to HK$41.7 million in seven files, which nobody may know."
HAN = "我們預計首年簽發量約為23,000份，尚未公布。以電子紀錄作身份證明。"
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
    )
)


def found(words: str, part: str = "text") -> set[str]:
    return {
        one.kind for one in leaks(INTERNAL, public(INTERNAL), {part: words}, ["+852 2123 4567"])
    }


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("… said HARBOUR GUILD to us", "value"),
        ("… Harbour-\nGuild …", "value"),
        ("回應者為穗岚云运有限公司", "value"),
        ("about HK$ 41.7 million a year", "value"),
        ("ring 2123-4567 or +852-2123-4567", "value"),
        ("on such bills fell to HK$4", "none"),
        ("on such bills fell to H K $ 4 1", "none"),
        ("margin on such bills fell to an end", "none"),
        ("margin on such bills\nfell to HK$41 and so", "passage"),
        ("我们预计首年签发量", "passage"),
        ("我們預計首年簽發", "passage"),
        ("我們預計首年簽", "none"),
        ("以电子记录作身分证明", "passage"),
        ("said “Café Noir” to us", "value"),
        ('said "CAFE NOIR" to us', "value"),
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


def test_the_shipped_sample_leaks_nothing_into_its_own_public_words() -> None:
    shown = public(shipped())
    words = "\n".join(text.words for one in shown.submissions for text in one.texts)

    assert not leaks(shipped(), shown, {"text": words})


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(st.integers(0, len(SECRET) - 40), st.integers(40, 60), st.sampled_from([" ", "\n", "- "]))
def test_any_long_run_of_a_secret_is_found_however_it_is_broken(
    start: int, length: int, gap: str
) -> None:
    run = SECRET[start : start + length].replace(" ", gap)

    assert "passage" in found(f"before it stood: {run} and after")

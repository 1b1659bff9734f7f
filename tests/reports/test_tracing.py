"""Staff learn where a leak stands and whose it is, and never what it says."""

from portal.reports.edition import public
from portal.reports.leaks import Kind, Leak, leaks
from portal.reports.snapshot import Respondent, Restriction, Snapshot, Span
from portal.reports.tracing import told
from portal.text import fold_tight
from tests.reports.makers import saying, snapshot, submission

SECRET = "the margin on such bills fell to HK$41.7 million in seven files"


def said(internal: Snapshot, **parts: str) -> str:
    shown = public(internal)
    return told(leaks(internal, shown, parts), internal, shown)


def test_words_are_traced_to_who_prints_them_and_to_who_keeps_them_back() -> None:
    words = f"First.\n\nSecond: {SECRET}."
    start = words.index(SECRET)
    kept = submission(
        1,
        **saying(words, place="Q22.1"),
        restrictions=(Restriction("words", "Q22.1", 0, start, start + len(SECRET)),),
    )
    telling = submission(2, **saying(f"One.\n\nTwo.\n\nThey say {SECRET}!", place="C4.view"))

    internal = snapshot(kept, telling)
    found = [
        Leak("text", Kind.WORDS, fold_tight(SECRET), 3),
        Leak("bookmarks", Kind.WORDS, fold_tight(SECRET)),
    ]

    sentence = told(found, internal, public(internal))

    assert (
        "Page 3; bookmarks: words that ETD-TEST-0001 Q22(1) ¶2 keeps back, printed from"
        " ETD-TEST-0002 C4 ¶3." in sentence
    )
    assert "margin" not in sentence


def test_a_name_is_traced_to_the_submission_that_keeps_it_back() -> None:
    guild = Respondent({"en": "Harbour Guild"}, "company", is_named=False)

    sentence = said(snapshot(submission(1, respondents=(guild,))), metadata="Harbour Guild")

    assert "metadata: a name that ETD-TEST-0001 keeps back." in sentence
    assert "Guild" not in sentence


def test_a_contact_detail_is_traced_to_where_it_stands() -> None:
    words = "Ring +852 2123 4567"
    internal = snapshot(submission(1, **saying(words), contacts=(Span(0, 5, len(words)),)))

    assert "Page 1: a contact detail that ETD-TEST-0001 keeps back." in said(internal, text=words)


def test_many_leaks_are_told_in_few_words() -> None:
    found = [Leak("text", Kind.AMOUNT, f"{one},000", one) for one in range(1, 500)]
    pages = [Leak("text", Kind.NAME, "guild", one) for one in range(1, 500)]

    sentence = told([*pages, *found], snapshot(), snapshot())

    assert "and others: a name that a submission keeps back." in sentence
    assert "And 494 more." in sentence
    assert len(sentence) < 2000

"""Which words of respondents a report prints under a point, and how it refers to the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.reports import names
from portal.reports.blocks import Quotation, Reference
from portal.reports.counting import reporting_group
from portal.reports.places import place_label
from portal.reports.points import Place, Points
from portal.reports.snapshot import Passage, Snapshot, Submission
from portal.text import paragraphs_cited

MOST_QUOTATIONS = 3
LONGEST_QUOTATION = 700
_MARKS = (("\u201c", "\u201d"), ("\u2018", "\u2019"))
_MARKS_TRADITIONAL = (("\u300c", "\u300d"), ("\u300e", "\u300f"))
_SENTENCE_ENDS = ".?!。？！；;"


@dataclass(frozen=True, slots=True)
class Choice:
    """The passages that are quoted, those that are only referred to, and those not printable."""

    quoted: tuple[Place, ...]
    referred: tuple[Place, ...]
    silent: int


def choose(points: Points, places: Iterable[Place], printed: set[Place]) -> Choice:
    """Choose up to three passages to quote, from different submissions.

    Passages not yet quoted in the section come first, those of reporting groups not yet heard
    before others, short ones before those that would have to be cut, then register order. What
    is chosen is added to ``printed``. Of what is not chosen, one passage a submission is referred
    to; ``silent`` counts the submissions of which nothing may be printed.
    """
    every = list(places)
    open_places = [one for one in every if points.at(one)[1].quote]
    quoted: list[Place] = []
    while len(quoted) < MOST_QUOTATIONS:
        left = [
            one
            for one in open_places
            if one not in printed and one.submission not in {other.submission for other in quoted}
        ]
        if not left:
            break
        heard = {_group(points, one) for one in quoted}
        best = min(left, key=lambda one: _rank(points, one, heard))
        quoted.append(best)
        printed.add(best)
    spoken = {one.submission for one in quoted}
    others = {one.submission: one for one in reversed(open_places) if one.submission not in spoken}
    silent = {one.submission for one in every} - {one.submission for one in open_places}
    return Choice(
        tuple(sorted(quoted, key=_order)),
        tuple(sorted(others.values(), key=_order)),
        len(silent),
    )


def _order(place: Place) -> tuple[int, int]:
    return place.submission, place.passage


def _group(points: Points, place: Place) -> str:
    submission, _passage = points.at(place)
    return reporting_group(submission, points.sectors)


def _rank(points: Points, place: Place, heard: set[str]) -> tuple[bool, bool, int, int]:
    _submission, passage = points.at(place)
    is_long = len(passage.quote) > LONGEST_QUOTATION
    return _group(points, place) in heard, is_long, place.submission, place.passage


def quotation(snapshot: Snapshot, submission: Submission, passage: Passage) -> Quotation:
    """Set a passage as a quotation, exactly as written, cut only beyond 700 characters."""
    words = names.uncut(shortened(passage.quote))
    speech, tag = names.speech(submission.texts[passage.text].language, words)
    group = reporting_group(submission, snapshot.consultation.sectors)
    return Quotation(
        lines=tuple(line for line in words.split("\n") if line.strip()),
        marks=marks_around(words, speech),
        speech=speech,
        tag=tag,
        group=names.group(group, snapshot.consultation.sectors),
        reference=reference(submission, passage),
    )


def quotation_at(snapshot: Snapshot, submission: Submission, place: str) -> Quotation | None:
    """Set all the words at a place as a quotation; nothing where none may be printed."""
    index = next((one.text for one in submission.answers if one.place == place), None)
    words = "" if index is None else submission.texts[index].words
    if index is None or not words.strip():
        return None
    return quotation(snapshot, submission, Passage(index, 0, len(words), words))


def marks_around(words: str, speech: str) -> tuple[str, str]:
    """Give the marks that open and close a quotation: of two kinds the one its words do not use.

    The words stay as written, so the marks inside them cannot be changed to the other kind.
    """
    usual, other = _MARKS_TRADITIONAL if speech.startswith("zh-Hant") else _MARKS
    is_taken = any(mark in words for mark in usual) or (usual is _MARKS[0] and '"' in words)
    return other if is_taken else usual


def shortened(words: str) -> str:
    """Cut words beyond 700 characters at the end of a sentence, and mark the cut."""
    if len(words) <= LONGEST_QUOTATION:
        return words
    head = words[:LONGEST_QUOTATION]
    end = max(head.rfind(one) for one in _SENTENCE_ENDS)
    kept = head[: end + 1] if end > LONGEST_QUOTATION // 2 else head
    return f"{kept} [\u2026]"


def reference(submission: Submission, passage: Passage) -> Reference:
    """Refer to the paragraph in which a passage stands."""
    text = submission.texts[passage.text]
    place = next((one.place for one in submission.answers if one.text == passage.text), "")
    parts = (place_label(place), paragraphs_cited(text.words, passage.start, passage.end))
    return Reference(
        submission.reference,
        " ".join(part for part in parts if part),
        target(submission),
    )


def target(submission: Submission) -> str:
    """Give the anchor of a submission's full text; nothing where it is not printed."""
    is_printed = any(text.words for text in submission.texts)
    return f"text-{submission.reference.lower()}" if is_printed else ""


def references(points: Points, places: Iterable[Place]) -> Iterator[Reference]:
    """Refer to passages."""
    return (reference(*points.at(one)) for one in places)

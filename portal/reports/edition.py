"""What an edition may show: the public one is cut to size here, once, before anything is built."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from portal.reports.cutting import Cut, cut, moved, parted
from portal.reports.snapshot import (
    Answer,
    Passage,
    Respondent,
    Restriction,
    Snapshot,
    Submission,
    Text,
)
from portal.reports.withheld import NAME_SCOPES, withheld_names
from portal.submissions.decisions import Edition
from portal.submissions.places import covers
from portal.text import folded

# Noncharacters: no respondent can type them, and a page puts words of its language in their place.
WORDS_MARK = "\ufdd0"
NAME_MARK = "\ufdd1"
CONTACT_MARK = "\ufdd2"


def edition_of(snapshot: Snapshot, edition: Edition) -> Snapshot:
    """Give what an edition may show of a snapshot."""
    return public(snapshot) if edition is Edition.PUBLIC else snapshot


def public(snapshot: Snapshot) -> Snapshot:
    """Give the snapshot without a word that the public may not read; what is counted stays.

    Withheld names go, also where any text mentions them; restricted words and contact details
    are cut out and the place marked; of a submission that is not cleared no word and no passage
    remains. Files are not told of, cleared or not: of what they say, only texts may be printed.
    """
    names = withheld_names(snapshot)
    coders = {name: f"{rank}" for rank, name in enumerate(sorted(_coders(snapshot)), 1)}
    submissions = (_public(one, names) for one in snapshot.submissions)
    return replace(snapshot, submissions=tuple(_unsigned(one, coders) for one in submissions))


def _coders(snapshot: Snapshot) -> set[str]:
    every = (passage for one in snapshot.submissions for passage in one.passages)
    return {coding.coder for passage in every for coding in passage.codings}


def _unsigned(submission: Submission, coders: Mapping[str, str]) -> Submission:
    """Put numbers for the names of reviewers: who read what is no business of the public's."""
    passages = (
        replace(one, codings=tuple(replace(each, coder=coders[each.coder]) for each in one.codings))
        for one in submission.passages
    )
    positions = (
        replace(one, by="", confirmed_by=one.confirmed_by and "-") for one in submission.positions
    )
    return replace(submission, passages=tuple(passages), positions=tuple(positions))


def _public(submission: Submission, names: Iterable[str]) -> Submission:
    restrictions = submission.restrictions
    is_shown = submission.is_standing and submission.is_cleared(Edition.PUBLIC.value)
    is_shown = is_shown and not any(one.scope == "all" for one in restrictions)
    shut = {one.place for one in restrictions if one.scope == "place" and one.place}
    answers = tuple(_answer(one, shut=shut, is_shown=is_shown) for one in submission.answers)
    cuts = _cuts(submission, names) if is_shown else {}
    return replace(
        submission,
        respondents=tuple(_respondent(one, restrictions) for one in submission.respondents),
        answers=answers,
        texts=_texts(submission.texts, cuts, is_shown=is_shown),
        restrictions=(),
        contacts=(),
        passages=tuple(_passage(one, cuts, is_shown=is_shown) for one in submission.passages),
        files=(),
    )


def _respondent(respondent: Respondent, restrictions: Sequence[Restriction]) -> Respondent:
    if respondent.is_named and not any(one.scope in NAME_SCOPES for one in restrictions):
        return respondent
    return replace(respondent, name={}, members=None, is_named=False)


def _answer(answer: Answer, *, shut: set[str], is_shown: bool) -> Answer:
    if is_shown and not any(covers(one, answer.place) for one in shut):
        return answer
    return replace(answer, number=None, is_withheld=True)


def _texts(
    texts: Sequence[Text], cuts: dict[int, tuple[Cut, ...]], *, is_shown: bool
) -> tuple[Text, ...]:
    if not is_shown:
        return tuple(replace(one, words="") for one in texts)
    return tuple(
        replace(one, words=cut(one.words, cuts.get(index, ()))) for index, one in enumerate(texts)
    )


def _passage(passage: Passage, cuts: dict[int, tuple[Cut, ...]], *, is_shown: bool) -> Passage:
    own = cuts.get(passage.text, ())
    start, end = moved(passage.start, own), moved(passage.end, own)
    is_touched = any(one.start < passage.end and passage.start < one.end for one in own)
    if is_touched or not is_shown:
        return replace(passage, start=0, end=0, quote="")
    return replace(passage, start=start, end=end)


def _cuts(submission: Submission, names: Iterable[str]) -> dict[int, tuple[Cut, ...]]:
    found: dict[int, list[Cut]] = {}
    for restriction in submission.restrictions:
        for index, one in _restricted(submission, restriction):
            found.setdefault(index, []).append(one)
    for span in submission.contacts:
        found.setdefault(span.text, []).append(Cut(span.start, span.end, CONTACT_MARK))
    for index, text in enumerate(submission.texts):
        found.setdefault(index, []).extend(_mentions(text.words, names))
    return {
        index: tuple(parted(submission.texts[index].words, cuts)) for index, cuts in found.items()
    }


def _mentions(words: str, names: Iterable[str]) -> Iterable[Cut]:
    compared = folded(words)
    return [Cut(start, end, NAME_MARK) for name in names for start, end in compared.found(name)]


def _restricted(submission: Submission, restriction: Restriction) -> Iterable[tuple[int, Cut]]:
    if restriction.scope == "words" and restriction.text is not None:
        whole = len(submission.texts[restriction.text].words)
        end = whole if restriction.end is None else restriction.end
        yield restriction.text, Cut(restriction.start or 0, end, WORDS_MARK)
    if restriction.scope == "place" and restriction.place:
        for answer in submission.answers:
            if covers(restriction.place, answer.place) and answer.text is not None:
                words = submission.texts[answer.text].words
                yield answer.text, Cut(0, len(words), WORDS_MARK)

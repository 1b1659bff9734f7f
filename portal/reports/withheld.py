"""What must not be read in a public artefact, gathered from the internal snapshot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.reports.snapshot import Respondent, Snapshot, Span, Submission
from portal.submissions.places import covers
from portal.text import fold_tight, only_han

# A submission that is confidential as a whole does not give its name either.
NAME_SCOPES = frozenset({"all", "name"})
_SHORTEST_LATIN = 4
_SHORTEST_HAN = 2
# A sum of money or a quantity: a figure of two digits or more with what it counts beside it.
_AMOUNT = re.compile(
    r"(?:hk\$|us\$|[$€£¥]|hkd|usd|rmb|cny)\d[\d,.]*(?:million|billion|thousand|[mkb]\b)?"
    r"|\d[\d,.]*(?:million|billion|thousand|港元|美元|人民币|万|亿|元|千)"
    r"|\d{1,3}(?:,\d{3})+"
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Folded values that may not appear at all, and passages that may not appear at length.

    Passages stand as they were typed; ``reports.leaks`` says what length is too much, and which
    amounts the public reads elsewhere.
    """

    names: frozenset[str]
    contacts: frozenset[str]
    amounts: frozenset[str]
    passages: frozenset[str]


def withheld(snapshot: Snapshot) -> Withheld:
    """Gather what a snapshot holds back: names, contact details, marked amounts, passages.

    The words of withdrawn submissions are in no snapshot; those of late, returned or uncleared
    ones are passages here.
    """
    contacts: set[str] = set()
    amounts: set[str] = set()
    passages: set[str] = set()
    for submission in snapshot.submissions:
        contacts.update(fold_tight(_at(submission, one)) for one in submission.contacts)
        for span in _restricted(submission):
            passages.add(_at(submission, span))
            amounts.update(_amounts(_at(submission, span)))
        if not _is_printed(submission):
            passages.update(text.words for text in submission.texts)
    open_ = _open_words(snapshot)
    return Withheld(
        names=withheld_names(snapshot),
        contacts=frozenset(one for one in contacts - {""} if one not in open_),
        amounts=frozenset(amounts),
        passages=frozenset(passages - {""}),
    )


def hidden(submission: Submission) -> Iterator[Span]:
    """Yield where a submission has words that the public may not read."""
    yield from submission.contacts
    yield from _restricted(submission)
    if not _is_printed(submission):
        for index, text in enumerate(submission.texts):
            yield Span(index, 0, len(text.words))


def hides_name(submission: Submission, name: str) -> bool:
    """Tell whether a submission asks that a name, folded, be kept back."""
    return any(
        fold_tight(one) == name
        for respondent in submission.respondents
        for one in respondent.name.values()
        if not _gives_name(submission, respondent)
    )


def _is_printed(submission: Submission) -> bool:
    return submission.is_standing and submission.is_cleared("public")


def _gives_name(submission: Submission, respondent: Respondent) -> bool:
    is_held_back = any(one.scope in NAME_SCOPES for one in submission.restrictions)
    return respondent.is_named and not is_held_back


def _at(submission: Submission, span: Span) -> str:
    return submission.texts[span.text].words[span.start : span.end]


def withheld_names(snapshot: Snapshot) -> frozenset[str]:
    """Give, folded, every name that a respondent asked to keep back, in every language given.

    A name that the paper itself prints, or that is part of a name that may be printed, is no
    secret; nor is one too short to be told from an ordinary word.
    """
    kept = {
        fold_tight(name)
        for submission in snapshot.submissions
        for respondent in submission.respondents
        for name in respondent.name.values()
        if not _gives_name(submission, respondent)
    }
    open_ = _open_words(snapshot)
    return frozenset(name for name in kept if _is_telling(name) and name not in open_)


def _open_words(snapshot: Snapshot) -> str:
    """Give, folded, what the paper says, and the names that may be printed."""
    names = (
        fold_tight(name)
        for submission in snapshot.submissions
        for respondent in submission.respondents
        for name in respondent.name.values()
        if _gives_name(submission, respondent)
    )
    return "\n".join((*map(fold_tight, paper(snapshot)), *names))


def _is_telling(name: str) -> bool:
    return len(name) >= _SHORTEST_LATIN or len(only_han(name)) >= _SHORTEST_HAN


def paper(snapshot: Snapshot) -> Iterator[str]:
    """Yield all that the paper and the codeframe say, as it was written: none of it is a secret."""
    for clause in snapshot.consultation.clauses:
        yield from (*clause.title.values(), *clause.text.values())
    for question in snapshot.consultation.questions:
        yield from question.words.values()
        for option in question.options:
            yield from option.words.values()
    for theme in snapshot.codeframe.themes:
        yield from (*theme.words.values(), *theme.definition.values())
    yield from texts_within(snapshot.consultation.notices)
    yield from texts_within(snapshot.consultation.manifest)


def texts_within(value: object) -> Iterator[str]:
    """Yield every piece of text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_within(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_within(one)


def _restricted(submission: Submission) -> Iterator[Span]:
    whole = [Span(index, 0, len(text.words)) for index, text in enumerate(submission.texts)]
    for one in submission.restrictions:
        if one.scope == "all":
            yield from whole
        elif one.scope == "words" and one.text is not None:
            end = whole[one.text].end if one.end is None else one.end
            yield Span(one.text, one.start or 0, end)
        elif one.scope == "place" and one.place:
            for answer in submission.answers:
                if covers(one.place, answer.place) and answer.text is not None:
                    yield whole[answer.text]


def _amounts(words: str) -> Iterator[str]:
    for found in _AMOUNT.finditer(fold_tight(words)):
        value = found.group().rstrip(",.")
        if sum(character.isdigit() for character in value) > 1:
            yield value

"""What must not be read in a public artefact, gathered from the internal snapshot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.reports.snapshot import Snapshot, Submission
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

    Passages stand as they were typed; ``reports.leaks`` says what length is too much.
    """

    values: frozenset[str]
    passages: frozenset[str]


def withheld(snapshot: Snapshot) -> Withheld:
    """Gather what a snapshot holds back from the public: names, marked amounts, passages.

    The words of withdrawn submissions are in no snapshot; those of late, returned or uncleared
    ones are passages here.
    """
    values = set(withheld_names(snapshot))
    passages: set[str] = set()
    for submission in snapshot.submissions:
        for words in _restricted_words(submission):
            passages.add(words)
            values.update(_amounts(words))
        if not (submission.is_standing and submission.is_cleared("public")):
            passages.update(text.words for text in submission.texts)
    return Withheld(frozenset(values), frozenset(passages - {""}))


def withheld_names(snapshot: Snapshot) -> frozenset[str]:
    """Give, folded, every name that a respondent asked to keep back, in every language given.

    A name that the paper itself prints, or that is part of a name that may be printed, is no
    secret; nor is one too short to be told from an ordinary word.
    """
    hidden: set[str] = set()
    shown: list[str] = [fold_tight(words) for words in _paper(snapshot)]
    for submission in snapshot.submissions:
        is_held_back = any(one.scope in NAME_SCOPES for one in submission.restrictions)
        for respondent in submission.respondents:
            names = {fold_tight(name) for name in respondent.name.values()}
            if respondent.is_named and not is_held_back:
                shown.extend(names)
            else:
                hidden.update(name for name in names if _is_telling(name))
    every = "\n".join(shown)
    return frozenset(name for name in hidden if name not in every)


def _is_telling(name: str) -> bool:
    return len(name) >= _SHORTEST_LATIN or len(only_han(name)) >= _SHORTEST_HAN


def _paper(snapshot: Snapshot) -> Iterator[str]:
    for clause in snapshot.consultation.clauses:
        yield from (*clause.title.values(), *clause.text.values())
    for question in snapshot.consultation.questions:
        yield from question.words.values()
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


def paper_words(snapshot: Snapshot) -> str:
    """Give, folded, all that the paper and the codeframe say: none of it is a secret."""
    return "\n".join(fold_tight(words) for words in _paper(snapshot))


def _restricted_words(submission: Submission) -> Iterator[str]:
    for one in submission.restrictions:
        if one.scope == "all":
            yield from (text.words for text in submission.texts)
        elif one.scope == "words" and one.text is not None:
            yield submission.texts[one.text].words[one.start : one.end]
        elif one.scope == "place" and one.place:
            for answer in submission.answers:
                if covers(one.place, answer.place) and answer.text is not None:
                    yield submission.texts[answer.text].words


def _amounts(words: str) -> Iterator[str]:
    for found in _AMOUNT.finditer(fold_tight(words)):
        value = found.group().rstrip(",.")
        if sum(character.isdigit() for character in value) > 1:
            yield value

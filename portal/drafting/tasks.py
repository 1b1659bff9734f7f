"""What there is to do in a draft, and how far each part of it has come."""

import enum
from collections.abc import Collection
from dataclasses import dataclass

from portal.consultations.paper import Paper, Words
from portal.drafting.enclosed import Enclosed
from portal.drafting.profile import Profile
from portal.drafting.writing import LETTER


class Progress(enum.StrEnum):
    """How far a part has come."""

    NONE = "none"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class GroupTask:
    """One page of questions: how many it asks, and how many are answered."""

    key: str
    title: Words
    first: str
    last: str
    asked: int
    answered: int

    @property
    def progress(self) -> Progress:
        """How far the page has come; every question on it may be left blank."""
        if not self.answered:
            return Progress.NONE
        return Progress.DONE if self.answered == self.asked else Progress.BEGUN


@dataclass(frozen=True, slots=True)
class TaskList:
    """The parts of a draft in the order in which they are done; `asking` counts unsettled files."""

    profile: Progress
    groups: tuple[GroupTask, ...]
    clauses: int
    comments: int
    has_letter: bool
    files: int = 0
    asking: int = 0

    @property
    def answered(self) -> int:
        """Count the questions that were answered."""
        return sum(group.answered for group in self.groups)

    @property
    def asked(self) -> int:
        """Count the questions."""
        return sum(group.asked for group in self.groups)

    @property
    def says_something(self) -> bool:
        """Whether anything was answered, commented on or written."""
        return bool(self.answered or self.comments or self.has_letter or self.files)


def task_list(
    paper: Paper,
    profile: Profile,
    answered: Collection[str],
    files: Collection[Enclosed] = (),
) -> TaskList:
    """Lay out the parts of a draft, and how far each has come; `answered` holds keys."""
    groups = tuple(
        GroupTask(
            key=group.key,
            title=group.title,
            first=group.questions[0].key,
            last=group.questions[-1].key,
            asked=len(group.questions),
            answered=sum(question.key in answered for question in group.questions),
        )
        for group in paper.groups
        if group.questions
    )
    return TaskList(
        profile=profile_progress(profile),
        groups=groups,
        clauses=len(paper.clauses),
        comments=sum(clause.key in answered for clause in paper.clauses),
        has_letter=LETTER in answered,
        files=len(files),
        asking=sum(bool(file.asked) for file in files),
    )


def profile_progress(profile: Profile) -> Progress:
    """Tell how far the description of the respondent has come."""
    needed = ("name", "kind", "capacity", "sectors")
    given = sum(bool(profile.get(part)) for part in needed) + ("named" in profile)
    if given == len(needed) + 1:
        return Progress.DONE
    return Progress.BEGUN if given else Progress.NONE

"""What there is to do in a draft, and how far each part of it has come."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from portal.consultations.paper import Paper, Words
from portal.drafting.models import Draft, DraftAnswer
from portal.drafting.profile import Profile, profile_of


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
    """The parts of a draft in the order in which they are done."""

    profile: Progress
    groups: tuple[GroupTask, ...]
    clauses: int
    comments: int
    has_letter: bool

    @property
    def done(self) -> int:
        """Count the parts in which something was written."""
        parts = [self.profile, *(group.progress for group in self.groups)]
        return sum(part is not Progress.NONE for part in parts) + bool(self.comments)

    @property
    def total(self) -> int:
        """Count the parts."""
        return len(self.groups) + 2


def task_list(paper: Paper, draft: Draft, so_far: Mapping[str, DraftAnswer]) -> TaskList:
    """Lay out the parts of a draft, and how far each has come."""
    groups = tuple(
        GroupTask(
            key=group.key,
            title=group.title,
            first=group.questions[0].key,
            last=group.questions[-1].key,
            asked=len(group.questions),
            answered=sum(question.key in so_far for question in group.questions),
        )
        for group in paper.groups
        if group.questions
    )
    return TaskList(
        profile=profile_progress(profile_of(draft.profile)),
        groups=groups,
        clauses=len(paper.clauses),
        comments=sum(clause.key in so_far for clause in paper.clauses),
        has_letter="letter" in so_far,
    )


def profile_progress(profile: Profile) -> Progress:
    """Tell how far the description of the respondent has come."""
    needed = ("name", "kind", "capacity", "sectors")
    given = sum(bool(profile.get(part)) for part in needed) + ("named" in profile)
    if given == len(needed) + 1:
        return Progress.DONE
    return Progress.BEGUN if given else Progress.NONE

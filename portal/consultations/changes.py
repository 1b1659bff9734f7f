"""What a newly loaded folder changes, told by file and by the part of it that differs."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from portal.canonical import Json
from portal.consultations.documents import string

Body: TypeAlias = Mapping[str, Json]
Parts: TypeAlias = dict[tuple[str, str], Json]


class Kind(enum.StrEnum):
    """How a part differs from what stood before."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One part of one file that was added, changed or removed: `clauses.json`, `C4`."""

    file: str
    part: str
    kind: Kind

    def __str__(self) -> str:
        """Write the change on one line."""
        return f"{self.file}: {self.part} {self.kind}"


@dataclass(frozen=True, slots=True)
class Content:
    """What a revision holds, whether it comes from a folder or from rows."""

    manifest: Body
    sectors: Body
    layout: Body
    notices: Body
    clauses: tuple[Body, ...]
    questions: tuple[Body, ...]

    def parts(self) -> Parts:
        """Map (file, part) to what stands there; the order of clauses is a part of its own."""
        parts: Parts = {("consultation.json", key): each for key, each in self.manifest.items()}
        for clause in self.clauses:
            parts["clauses.json", string(clause["id"])] = clause
        parts["clauses.json", "order"] = [string(clause["id"]) for clause in self.clauses]
        for key, each in self.layout.items():
            parts["questions.json", key] = each
        for question in self.questions:
            parts["questions.json", string(question["id"])] = question
        parts |= {("sectors.json", key): each for key, each in self.sectors.items()}
        parts |= {("notices.json", key): each for key, each in self.notices.items()}
        return parts


def changes(old: Content, new: Content) -> tuple[Change, ...]:
    """List every part that differs, in the order of the new content, removals last."""
    before, after = old.parts(), new.parts()
    listed = [
        Change(*at, Kind.CHANGED if at in before else Kind.ADDED)
        for at, part in after.items()
        if at not in before or before[at] != part
    ]
    listed += [Change(*at, Kind.REMOVED) for at in before if at not in after]
    return tuple(listed)

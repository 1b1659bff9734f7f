"""What is wrong with a consultation folder, told so that whoever wrote it finds the place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from portal.canonical import Json
from portal.consultations.documents import Path, Step, at, listing, name_of


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong: the file, the place in it, and what is wrong there."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        """Write the fault on one line; one of a whole file names no place."""
        return ": ".join(filter(None, (self.file, self.place, self.message)))


class Finding(NamedTuple):
    """A fault as a check finds it: which document, the path into it, and what is wrong."""

    document: str
    path: Path
    message: str


def place(document: Json, path: Iterable[Step]) -> str:
    """Write a path so that it can be found: `questions[Q4].options[agree].zh_hant`.

    An entry of a list goes by its id or code; one that has none of its own by its number,
    counted from 1: `languages[#2]`.
    """
    written = ""
    walked: Path = ()
    for step in path:
        if isinstance(step, str):
            written += f".{step}" if written else step
        else:
            name = _entry_name(listing(at(document, *walked)), step)
            written += f"[{name}]" if written else name
        walked = (*walked, step)
    return written


def _entry_name(held: list[Json], step: int) -> str:
    names = [name_of(each) for each in held]
    name = names[step] if step < len(names) else ""
    return name if name and names.count(name) == 1 else f"#{step + 1}"

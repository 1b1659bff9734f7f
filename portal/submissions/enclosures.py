"""The files of a draft as they are lodged: their words by place, what of them is confidential."""

from collections.abc import Iterable, Iterator
from typing import Final

from portal.drafting.enclosed import Enclosed
from portal.language import gettext
from portal.submissions.filing import Entry, Faults, FiledFile, FiledRestriction
from portal.submissions.places import FILE
from portal.text import FIELD_LIMIT

_GAP: Final = "\n\n"


def place_of(number: int) -> str:
    """Name the place of a file by its number: F1."""
    return f"{FILE}{number}"


def filed(file: Enclosed) -> FiledFile:
    """Give what is kept of a file beside its words."""
    return FiledFile(
        number=file.number,
        name=file.name,
        kind=file.kind.value,
        size=file.size,
        sha256=file.sha256,
        about=file.about,
        caption=file.caption,
        is_as_it_is=file.is_as_it_is,
    )


def words_of_files(files: Iterable[Enclosed], faults: Faults) -> Iterator[Entry]:
    """Yield the words of each file that was read, in pieces that one text can hold.

    What is still asked about a file is a fault.
    """
    for file in files:
        place = place_of(file.number)
        if file.asked:
            faults.add(place, gettext("Something is still asked about this file: open it."))
        pieces = list(_pieces(each.whole for each in file.reading.paragraphs if each.whole))
        for number, piece in enumerate(pieces, start=1):
            at = place if len(pieces) == 1 else f"{place}.{number}"
            words = faults.words(at, piece)
            if words:
                yield Entry(at, words=words)


def restrictions_of_files(files: Iterable[Enclosed], faults: Faults) -> Iterator[FiledRestriction]:
    """Yield a mark for each file that is to be kept confidential as a whole."""
    for file in files:
        if file.is_confidential:
            place = place_of(file.number)
            yield FiledRestriction(place, reason=faults.words(place, file.reason) or "")


def _pieces(paragraphs: Iterable[str]) -> Iterator[str]:
    """Put paragraphs together, a blank line between them, as many as one text can hold."""
    held: list[str] = []
    length = 0
    for each in paragraphs:
        if held and length + len(each) + len(_GAP) > FIELD_LIMIT:
            yield _GAP.join(held)
            held, length = [], 0
        held.append(each)
        length += len(each) + len(_GAP)
    if held:
        yield _GAP.join(held)

"""What can be done with words: give them themes and a stance, take a theme back, index them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.coding import passages
from portal.coding.marking import Marking
from portal.coding.models import REPLACED, Coding, CodingEnd, Passage, SearchRow
from portal.coding.queries import codings_standing_on
from portal.coding.search import indexed, texts_unindexed
from portal.errors import ConflictError, InvalidInputError, NotFoundError, marked
from portal.submissions.models import Text
from portal.themes.codeframe import Codeframe

BATCH: Final = 500


class ThemeClosedError(InvalidInputError):
    """A theme cannot be given to passages any more, or yet."""

    message = marked("Theme %(code)s is not open: choose one of the codeframe's themes.")


class NoThemeError(InvalidInputError):
    """A passage needs a theme."""

    message = marked("Choose at least one theme.")


class CodedOtherwiseError(ConflictError):
    """The coder has said something else of the same words; `codings` are what they said."""

    message = marked("You have coded these words otherwise. Please look at it again.")

    def __init__(self, codings: Sequence[Coding]) -> None:
        """Take what they said before, oldest first."""
        super().__init__()
        self.codings = tuple(codings)


@dataclass(frozen=True, slots=True)
class Tagged:
    """The passage that words became or already were, and whether anything new was said of it."""

    passage_id: int
    is_new: bool


def tag(
    session: Session, marking: Marking, *, frame: Codeframe, coder_id: int, now: datetime
) -> Tagged:
    """Give words themes, a stance and a clause.

    Sending the same again changes nothing. Another stance of the same coder, for a theme and
    clause given before, replaces the one before; another clause stands beside it. Neither is done
    before the coder has seen what they said first: CodedOtherwiseError. Raises PassageMovedError,
    ThemeClosedError, NoThemeError, and NotFoundError for a text whose words were erased.
    """
    _refuse_closed(frame, marking.themes)
    passage_id = _passage(session, marking, coder_id=coder_id, now=now)
    own = [each for each in codings_standing_on(session, passage_id) if each.coder_id == coder_id]
    before = {each.theme_id: each for each in own if each.clause_id == marking.clause_id}
    themes = [
        theme
        for theme in dict.fromkeys(marking.themes)
        if theme not in before or before[theme].stance is not marking.stance
    ]
    _refuse_unseen([each for each in own if each.theme_id in themes], marking.seen)
    for theme in themes:
        if theme in before:
            untag(session, before[theme].id, by=coder_id, because=REPLACED, now=now)
    rows = [
        {
            "passage_id": passage_id,
            "theme_id": theme,
            "codeframe_version_id": frame.version_id,
            "coder_id": coder_id,
            "stance": marking.stance,
            "clause_id": marking.clause_id,
            "made_at": now,
        }
        for theme in themes
    ]
    if rows:
        session.execute(insert(Coding), rows)
    return Tagged(passage_id, is_new=bool(rows))


def untag(session: Session, coding_id: int, *, by: int, because: str, now: datetime) -> None:
    """End a coding; the row stays. Ending it twice changes nothing. Raises NotFoundError."""
    found = session.scalar(select(Coding.id).where(Coding.id == coding_id).with_for_update())
    if found is None:
        raise NotFoundError
    if session.get(CodingEnd, coding_id) is None:
        row = {"coding_id": coding_id, "ended_by_id": by, "because": because, "ended_at": now}
        session.execute(insert(CodingEnd), [row])


def _passage(session: Session, marking: Marking, *, coder_id: int, now: datetime) -> int:
    """Find the passage of these words or mark them; two who do so at once mark them once."""
    words = session.scalar(select(Text.words).where(Text.id == marking.text_id).with_for_update())
    if words is None:
        raise NotFoundError
    mark = passages.check(words, marking.start, marking.stop, marking.quote)
    found = session.scalar(
        select(Passage.id).where(
            Passage.text_id == marking.text_id,
            Passage.start == mark.start,
            Passage.stop == mark.stop,
        )
    )
    if found is not None:
        return found
    passage = Passage(
        text_id=marking.text_id,
        start=mark.start,
        stop=mark.stop,
        quote=mark.quote,
        prefix=mark.prefix,
        suffix=mark.suffix,
        made_by_id=coder_id,
        made_at=now,
    )
    session.add(passage)
    session.flush()
    return passage.id


def _refuse_unseen(codings: Sequence[Coding], seen: frozenset[int] | None) -> None:
    if seen is not None and any(each.id not in seen for each in codings):
        raise CodedOtherwiseError(codings)


def _refuse_closed(frame: Codeframe, themes: Iterable[int]) -> None:
    open_ids = {entry.id for entry in frame.open}
    chosen = tuple(themes)
    if not chosen:
        raise NoThemeError
    for theme in chosen:
        if theme not in open_ids:
            known = frame.themes.get(theme)
            raise ThemeClosedError(code=known.code if known else theme)


def catch_up(session: Session, limit: int = BATCH) -> int:
    """Index texts that no search finds yet, at most `limit`; return how many were indexed."""
    rows = [
        {"text_id": text_id, "submission_id": submission_id, "folded": indexed(words)}
        for text_id, submission_id, words in texts_unindexed(session, limit)
    ]
    if rows:
        session.execute(insert(SearchRow), rows)
    return len(rows)

"""Why the submissions of a list were found: the words of theirs in which a search was met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.coding.models import SearchRow
from portal.coding.opening import lang_of
from portal.coding.search import says, terms
from portal.coding.snippets import Snippet, snippet
from portal.submissions.decisions import Restriction
from portal.submissions.models import Answer, Text, Version
from portal.submissions.places import in_reading_order, label
from portal.submissions.said import Said
from portal.submissions.visible import Sight, shown


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a submission says what was asked for: the name of the place, and its words there.

    No snippet means that only words kept confidential say it: they are read where reading them is
    journalled, on the submission's own page. `lang` is the BCP 47 tag of the words.
    """

    label: str
    snippet: Snippet | None = None
    lang: str = ""


def hits(
    session: Session,
    version_ids: Sequence[int],
    asked: str,
    standing: Mapping[int, Sequence[Restriction]],
) -> dict[int, Hit]:
    """Map versions to where they first say what was asked for, by one query for all of them.

    `standing` maps submissions to their restrictions. A version found by its name or reference
    alone has none.
    """
    wanted = terms(asked)
    if not (wanted and version_ids):
        return {}
    rows = session.execute(
        select(Version.id, Version.submission_id, Answer.place, Text)
        .join(Answer, Answer.version_id == Version.id)
        .join(Text, Text.id == Answer.text_id)
        .join(SearchRow, SearchRow.text_id == Text.id)
        .where(Version.id.in_(version_ids), or_(*(says(session, term) for term in wanted)))
    )
    found: dict[int, dict[str, Hit]] = {}
    for version_id, submission_id, place, text in rows:
        hit = _hit(place, text, wanted, standing.get(submission_id, ()))
        found.setdefault(version_id, {})[place] = hit
    return {version_id: _first(at) for version_id, at in found.items()}


def _hit(place: str, text: Text, wanted: Sequence[str], standing: Sequence[Restriction]) -> Hit:
    said = Said(
        place=place,
        options=(),
        number=None,
        text_id=text.id,
        words=text.words,
        language=text.language.value,
        question_id=None,
        clause_id=None,
    )
    open_words = shown(said, standing, Sight.OPEN_WORDS).said.words or ""
    return Hit(label(place), snippet(open_words, wanted), lang_of(said.language, open_words))


def _first(at: Mapping[str, Hit]) -> Hit:
    """Choose the place that comes first in reading, and one with words before one without."""
    ordered = [at[place] for place in in_reading_order(at)]
    return next((hit for hit in ordered if hit.snippet), ordered[0])

"""Search in what was lodged: one folding of words for both databases' indexes, and one answer."""

import re
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    Select,
    Table,
    and_,
    column,
    event,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from portal.coding.models import SearchRow
from portal.coding.snippets import LONGEST_TOKEN
from portal.submissions.models import Answer, Text
from portal.text import fold

MOST_TERMS: Final = 8
# Texts get their numbers before they are committed: so many may still come in below the newest.
LATECOMERS: Final = 20_000
QUOTE: Final = "'"

# Folding has done everything; the tokenizer only parts at spaces, whatever stands between them.
SQLITE_INDEX: Final = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        folded, content='search_row', content_rowid='text_id',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* S* C*' tokenchars ''''"
    )
    """,
    """
    CREATE TRIGGER search_row_enters AFTER INSERT ON search_row BEGIN
        INSERT INTO search_index (rowid, folded) VALUES (new.text_id, new.folded);
    END
    """,
    """
    CREATE TRIGGER search_row_leaves AFTER DELETE ON search_row BEGIN
        INSERT INTO search_index (search_index, rowid, folded)
        VALUES ('delete', old.text_id, old.folded);
    END
    """,
)

_TOKENS: Final = func.string_to_array(SearchRow.folded, literal_column("' '"))
_VECTOR: Final = func.array_to_tsvector(_TOKENS)
_FTS: Final = table("search_index", column("rowid"), column("search_index"))
_HAS_WORDS: Final = Text.words.is_not(None)
_TERM: Final = re.compile(r'["“”「『]([^"“”」』]+)["“”」』]|(\S+)')

Index("ix_search_row_words", _VECTOR, postgresql_using="gin").ddl_if(dialect="postgresql")


@event.listens_for(SearchRow.__table__, "after_create")
def make_index(_rows: Table, connection: Connection, **_how: object) -> None:
    """Make SQLite's index with its table; PostgreSQL's is an index like any other."""
    if connection.dialect.name == "sqlite":
        for ddl in SQLITE_INDEX:
            connection.exec_driver_sql(ddl)


def terms(asked: str) -> list[str]:
    """Fold what someone asks for into terms: each word, and each "phrase in quotation marks".

    A term is tokens parted by spaces, to be found next to one another; at most eight are taken.
    """
    typed = (found[1] or found[2] for found in _TERM.finditer(asked))
    folded = dict.fromkeys(indexed(each) for each in typed)
    return [term for term in folded if term][:MOST_TERMS]


def indexed(words: str) -> str:
    """Fold words to the tokens that are indexed."""
    return " ".join(token[:LONGEST_TOKEN] for token in fold(words).split(" "))


def versions_saying(session: Session, term: str) -> Select[int]:
    """Select the versions one of whose texts holds a folded term, its tokens in a row."""
    rows = select(Answer.version_id).join(SearchRow, SearchRow.text_id == Answer.text_id)
    return rows.where(says(session, term))


def says(session: Session, term: str) -> ColumnElement[bool]:
    """Tell whether the text of a search row holds a folded term, its tokens in a row."""
    if session.get_bind().dialect.name == "sqlite":
        phrase = f'"{term}"'
        found = select(_FTS.c.rowid).where(_FTS.c.search_index.op("MATCH")(phrase))
        return SearchRow.text_id.in_(found)
    return and_(_VECTOR.op("@@")(_all_of(term)), _in_a_row(term))


def _all_of(term: str) -> ColumnElement[object]:
    quoted = (f"'{token.replace(QUOTE, QUOTE * 2)}'" for token in term.split(" "))
    return literal(" & ".join(quoted), TSQUERY)


def _in_a_row(term: str) -> ColumnElement[bool]:
    """Hold tokens to their order, which PostgreSQL's index does not keep."""
    padded = literal(" ").concat(SearchRow.folded).concat(" ")
    return padded.contains(f" {term} ", autoescape=True)


def texts_unindexed(session: Session, limit: int) -> list[tuple[int, int, str]]:
    """List texts that no search finds yet, oldest first: their ids, submissions and words."""
    rows = (
        select(Text.id, Text.submission_id, Text.words)
        .where(_HAS_WORDS, *_not_yet_known(session))
        .order_by(Text.id)
        .limit(limit)
    )
    return [(row.id, row.submission_id, row.words or "") for row in session.execute(rows)]


def _not_yet_known(session: Session) -> tuple[ColumnElement[bool], ...]:
    """Pass over what is long known: only texts of the last transactions can be older and new."""
    newest = session.scalar(select(func.max(SearchRow.text_id))) or 0
    is_indexed = exists().where(SearchRow.text_id == Text.id)
    return (Text.id > newest - LATECOMERS, ~is_indexed)


def count_unindexed(session: Session) -> int:
    """Count the texts that no search finds yet."""
    missing = select(func.count(Text.id)).where(_HAS_WORDS, *_not_yet_known(session))
    return session.scalar(missing) or 0


def is_behind(session: Session) -> bool:
    """Whether a text was lodged after the newest one that search knows."""
    newest = session.scalar(select(Text.id).where(_HAS_WORDS).order_by(Text.id.desc()).limit(1))
    known = session.scalar(select(func.max(SearchRow.text_id))) or 0
    return (newest or 0) > known

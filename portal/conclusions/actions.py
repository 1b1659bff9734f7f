"""What can be done about positions: assign one from named passages, and confirm another's."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.coding.models import Passage
from portal.conclusions.assigning import Assignment, elsewhere
from portal.conclusions.models import Position, PositionConfirmation, PositionPassage
from portal.conclusions.queries import Held, clauses_coded, has_lapsed, position_latest
from portal.db import violated
from portal.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, marked
from portal.submissions.models import Answer, Version


class DeclaredAlreadyError(ConflictError):
    """The respondent declared a position on the clause; nobody else's counts."""

    message = marked("The respondent declared a position on %(clause)s: none can be assigned.")


class NoPositionTakenError(InvalidInputError):
    """No position is taken on this heading."""

    message = marked("No position is taken on %(clause)s.")


class NoPassagesError(InvalidInputError):
    """A position needs passages of the same submission to be read from."""

    message = marked("Name the passages of this submission that the position is read from.")


class ElsewhereError(InvalidInputError):
    """A position is read from words about another clause, and nobody said that this is meant."""

    message = marked(
        "Some of these words were coded on another clause. Choose words about %(clause)s, or tick "
        "that the position rests on words about another clause."
    )


class SecondPersonError(ForbiddenError):
    """Somebody else must confirm what one has assigned."""

    message = marked("Somebody else must confirm a position that you assigned.")


class ReassignedError(ConflictError):
    """The position was assigned anew in the meantime."""

    message = marked("This position was assigned anew in the meantime. Please look at it again.")


class LapsedError(ConflictError):
    """The respondent has changed the words that the position was read from."""

    message = marked("The words this position was read from were changed. Please read them again.")


def assign(session: Session, held: Held, assignment: Assignment, *, by: int, now: datetime) -> int:
    """Assign a submission a position on a clause from passages of it; return the position's row.

    `held` is what stands for the submission now. Assigning the same again changes nothing;
    another position replaces it and waits to be confirmed. Bodies do speak of several clauses at
    once ("we welcome all the proposals"), so words coded on another clause may be named; but a
    position that officials must defend line by line before a bills committee is never read from
    them by a slip, so that is said first. Raises DeclaredAlreadyError, NoPositionTakenError,
    NoPassagesError, ElsewhereError.
    """
    key = assignment.clause
    if key not in held.clauses:
        raise NoPositionTakenError(clause=key)
    if key in held.declared:
        raise DeclaredAlreadyError(clause=key)
    passages = sorted(set(assignment.passages))
    _refuse_foreign(session, held.version_id, passages)
    if not assignment.is_across and any(elsewhere(clauses_coded(session, passages), key)):
        raise ElsewhereError(clause=key)
    before = held.assigned.get(key)
    if before and (before.position, sorted(before.passages)) == (assignment.position, passages):
        return before.id
    position = Position(
        submission_id=held.submission_id,
        version_id=held.version_id,
        clause_id=assignment.clause_id,
        position=assignment.position,
        made_by_id=by,
        made_at=now,
    )
    session.add(position)
    session.flush()
    rows = [{"position_id": position.id, "passage_id": passage} for passage in passages]
    session.execute(insert(PositionPassage), rows)
    return position.id


def confirm(session: Session, version_id: int, position_id: int, *, by: int, now: datetime) -> None:
    """Confirm the position another person assigned to a version or an earlier one; twice is once.

    Raises NotFoundError for one that is not this submission's, ReassignedError for one that a later
    one replaced, LapsedError for one read from words that this version has not, SecondPersonError
    for one's own.
    """
    position = session.get(Position, position_id)
    version = session.get(Version, version_id)
    if position is None or version is None or position.submission_id != version.submission_id:
        raise NotFoundError
    if position_latest(session, position.submission_id, position.clause_id) != position_id:
        raise ReassignedError
    if has_lapsed(session, position_id, version_id):
        raise LapsedError
    if position.made_by_id == by:
        raise SecondPersonError
    if session.get(PositionConfirmation, position_id) is not None:
        return
    row = {"position_id": position_id, "confirmed_by_id": by, "confirmed_at": now}
    try:
        with session.begin_nested():
            session.execute(insert(PositionConfirmation), [row])
    except IntegrityError as error:
        if violated(error) != "pk_position_confirmation":
            raise


def _refuse_foreign(session: Session, version_id: int, passages: Sequence[int]) -> None:
    own = select(Passage.id).join(Answer, Answer.text_id == Passage.text_id)
    found = session.scalars(own.where(Passage.id.in_(passages), Answer.version_id == version_id))
    if not passages or set(found) != set(passages):
        raise NoPassagesError

"""What tests of positions are made of: a submission with a coded letter, and what it holds."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.conclusions.assigning import Assignment
from portal.conclusions.declared import PositionValue
from portal.conclusions.queries import Held, held_by
from portal.submissions.models import Submission
from portal.submissions.queries import latest_version
from tests.coding.makers import Room, room

ANSWERS: dict[str, Json] = {
    "Q1": {"choice": "agree"},
    "Q8": {"text": "None should be excluded."},
    "C3": {"position": "oppose", "view": "No."},
    "letter": {"text": "We write about clause 4 and clause 5.\n\nNothing else."},
}


@dataclass
class Case:
    """A submission and a passage of its letter, coded on clause 4."""

    room: Room
    submission: Submission
    passage: int

    @property
    def held(self) -> Held:
        """What stands for the submission now."""
        version = latest_version(self.room.session, self.submission.id).id
        return held_by(self.room.session, self.room.paper, {version: self.submission.id})[version]

    def assignment(self, clause: str = "C4", position: str = "support") -> Assignment:
        """An assignment read from the passage."""
        return Assignment(
            clause_id=self.room.clause(clause),
            clause=clause,
            position=PositionValue(position),
            passages=(self.passage,),
        )


def case(session: Session) -> Case:
    """A submission that declared on two clauses and wrote a letter, coded once."""
    made = room(session)
    submission = made.lodged(ANSWERS)
    text = made.said(submission, "letter").text_id
    assert text is not None
    return Case(made, submission, made.tagged(made.marking(text, "about clause 4")).passage_id)

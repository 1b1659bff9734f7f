"""What tests of coding are made of: lodged submissions, the shipped codeframe, coders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy.orm import Session

from portal.access import Reader
from portal.accounts.models import Staff
from portal.canonical import Json
from portal.coding.actions import Tagged, tag
from portal.coding.marking import Marking
from portal.coding.models import Stance
from portal.consultations.actions import appoint
from portal.consultations.models import Consultation, Role
from portal.consultations.paper import Paper
from portal.consultations.queries import paper
from portal.drafting.models import Draft
from portal.submissions.actions import lodge
from portal.submissions.models import Submission, Text
from portal.submissions.queries import latest_version, said_in, submission_of_draft
from portal.submissions.said import Said
from portal.themes.actions import load_codeframe
from portal.themes.codeframe import Codeframe
from portal.themes.queries import codeframe
from tests.submissions.makers import (
    ANSWERS,
    SLUG,
    WHILE_OPEN,
    answer,
    consultation,
    draft,
    folder,
    staff,
)

names = count(1)


@dataclass
class Room:
    """A consultation with its codeframe, and two reviewers and an official of its team."""

    session: Session
    consultation: Consultation
    frame: Codeframe
    paper: Paper
    staff: dict[str, Staff] = field(default_factory=dict)

    def reader(self, name: str) -> Reader:
        """A member of the team as a reader."""
        role = name.partition("-")[0]
        return Reader(self.staff[name].id, name, frozenset({(SLUG, role)}))

    def lodged(self, answers: Mapping[str, Json] = ANSWERS) -> Submission:
        """A submission lodged with some answers."""
        made = draft(self.session, self.consultation, answers=answers)
        lodge(self.session, made, now=WHILE_OPEN)
        found = submission_of_draft(self.session, made)
        assert found is not None
        return found

    def amended(self, submission: Submission, key: str, value: Json) -> int:
        """The version of a submission in which its respondent changed one answer."""
        before = latest_version(self.session, submission.id)
        made = self.session.get_one(Draft, before.draft_id)
        answer(self.session, made, key, value)
        made.revision += 1
        self.session.flush()
        return lodge(self.session, made, now=WHILE_OPEN).version_id

    def said(self, submission: Submission, place: str) -> Said:
        """What a submission says at a place."""
        version = latest_version(self.session, submission.id)
        return next(each for each in said_in(self.session, version.id) if each.place == place)

    def theme(self, code: str) -> int:
        """The identity of the theme of a code."""
        found = self.frame.coded(code)
        assert found is not None
        return found.id

    def clause(self, key: str) -> int:
        """The row of a clause's wording."""
        return self.paper.clause(key).id

    def marking(
        self, text_id: int, quote: str, *codes: str, stance: Stance = Stance.SUPPORT
    ) -> Marking:
        """A marking of the first occurrence of a quote."""
        words = self.session.get_one(Text, text_id).words or ""
        start = words.index(quote)
        return Marking(
            text_id=text_id,
            start=start,
            stop=start + len(quote),
            quote=quote,
            themes=tuple(self.theme(code) for code in codes or ("4.1",)),
            stance=stance,
            clause_id=self.clause("C4"),
        )

    def tagged(self, marking: Marking, by: str = "reviewer-1") -> Tagged:
        """What comes of giving a marking its themes."""
        return tag(
            self.session,
            marking,
            frame=self.frame,
            coder_id=self.staff[by].id,
            now=WHILE_OPEN,
        )


def room(session: Session) -> Room:
    """The shipped consultation with its codeframe and a team."""
    made = consultation(session)
    load_codeframe(session, made, folder().codeframe, now=WHILE_OPEN)
    team = {name: staff(session, name) for name in ("reviewer-1", "reviewer-2", "official-1")}
    for name, member in team.items():
        appoint(session, made, member.id, Role(name.partition("-")[0]), now=WHILE_OPEN)
    return Room(session, made, codeframe(session, made), paper(session, made), team)

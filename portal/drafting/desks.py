"""A draft lying open before its holder: what stands in it, what is kept, and where to go on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from portal.clock import now
from portal.consultations.paper import Clause, Group, Paper
from portal.consultations.queries import consultation_named, paper
from portal.db import request_session
from portal.drafting.actions import OvertakenError, describe, write
from portal.drafting.describing import ProfileForm
from portal.drafting.enclosed import Enclosed
from portal.drafting.enclosing import files_of
from portal.drafting.forms import DraftForm
from portal.drafting.models import Draft
from portal.drafting.profile import Profile, as_stored, profile_of, profile_sums
from portal.drafting.queries import Noted, draft_coded, notes_on, written_so_far
from portal.drafting.saving import save
from portal.drafting.writing import NOTHING, Seen, Written, sums
from portal.errors import NotFoundError
from portal.forms.form import PRESS
from portal.language import spoken

BACK = "back"
NOTE = "note:"
LODGINGS = "portal.lodgings_of_drafts"


@dataclass(frozen=True, slots=True)
class Lodging:
    """What became of a draft: the reference it was lodged under, and when that was withdrawn."""

    reference: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft lying open: the draft itself, and the paper it answers."""

    draft: Draft
    paper: Paper

    @property
    def written(self) -> dict[str, Written]:
        """Map the key of each answer to what is written under it now."""
        return written_so_far(request_session(), self.draft)

    @property
    def profile(self) -> Profile:
        """Say who answers."""
        return profile_of(self.draft.profile)

    @property
    def files(self) -> list[Enclosed]:
        """List the files that were added."""
        return files_of(request_session(), self.draft)

    @property
    def lodging(self) -> Lodging | None:
        """Tell what the draft was lodged as; None before it was.

        Lodging belongs to a later room, so the application hands in who knows it.
        """
        known: Lodging | None = current_app.extensions[LODGINGS](request_session(), self.draft)
        return known

    def group(self, key: str) -> Group:
        """Return a page of questions. Raises NotFoundError."""
        found = next((each for each in self.paper.groups if each.key == key), None)
        if found is None:
            raise NotFoundError
        return found

    def clause(self, key: str) -> Clause:
        """Return a clause or general heading. Raises NotFoundError."""
        try:
            return self.paper.clause(key)
        except KeyError as error:
            raise NotFoundError from error

    def describe(self, form: ProfileForm, *, now: datetime) -> bool:
        """Keep who answers, unless somebody else changed it meanwhile: then the form says so."""
        sent = form.handed()
        try:
            self.put_profile(sent, form.sums_seen(profile_sums(as_stored(sent))), now=now)
        except OvertakenError as error:
            form.refuse_overtaken(error.keys, self.parts_standing)
            return False
        return True

    def keep(self, form: DraftForm, written: Mapping[str, Written], *, now: datetime) -> bool:
        """Keep answers, unless somebody else changed some meanwhile: then the form says so."""
        try:
            self.put(written, form.sums_seen(sums(written)), now=now)
        except OvertakenError as error:
            form.refuse_overtaken(error.keys, sums(self.written))
            return False
        return True

    def save(self, form: DraftForm, written: Mapping[str, Written]) -> ResponseReturnValue:
        """Keep what can be kept of answers that a page's script sent, and tell it in JSON."""
        return save(
            form,
            sums(written),
            lambda seen: self.put(written, seen, now=now()),
            lambda: sums(self.written),
        )

    def save_profile(self, form: ProfileForm) -> ResponseReturnValue:
        """Keep what can be kept of a profile that a page's script sent, and tell it in JSON."""
        sent = form.handed()
        return save(
            form,
            profile_sums(as_stored(sent)),
            lambda seen: self.put_profile(sent, seen, now=now()),
            lambda: self.parts_standing,
        )

    def put(self, written: Mapping[str, Written], seen: Seen, *, now: datetime) -> None:
        """Keep answers against what was seen of them. Raises OvertakenError."""
        write(request_session(), self.draft, written, seen, language=spoken(), now=now)

    def put_profile(self, sent: Profile, seen: Seen, *, now: datetime) -> None:
        """Keep a profile against what was seen of it. Raises OvertakenError."""
        describe(request_session(), self.draft, sent, seen, language=spoken(), now=now)

    @property
    def parts_standing(self) -> dict[str, str]:
        """Map each part of the profile to the sum of what stands in it."""
        return profile_sums(as_stored(self.profile))

    def take_away(self, keys: Collection[str], *, now: datetime) -> None:
        """Take answers away, such as those to questions that are no longer asked."""
        gone, seen = dict.fromkeys(keys, NOTHING), sums(self.written)
        write(request_session(), self.draft, gone, seen, language=spoken(), now=now)

    def page_aside(self) -> str:
        """Lead to the notes about an answer, where the button beside it was pressed; else ""."""
        pressed = request.form.get(PRESS, "")
        if not pressed.startswith(NOTE):
            return ""
        slug, code, about = self.paper.slug, self.draft.code, pressed.removeprefix(NOTE)
        return url_for("drafting.notes", slug=slug, code=code, about=about, _anchor="words")

    @property
    def notes(self) -> dict[str, list[Noted]]:
        """Map the key of each answer, "" for the draft as a whole, to the team's notes on it."""
        return notes_on(request_session(), self.draft)

    def page_after(self, step: str) -> str:
        """Lead from a page of the task list to the next one, or back to the list."""
        slug, code = self.paper.slug, self.draft.code
        order = ["profile", *(each.key for each in self.paper.groups if each.questions)]
        if aside := self.page_aside():
            return aside
        if request.form.get(PRESS) == BACK:
            return url_for("drafting.tasks", slug=slug, code=code)
        if step == order[-1]:
            return url_for("drafting.clauses", slug=slug, code=code)
        following = order[order.index(step) + 1]
        return url_for("drafting.group", slug=slug, code=code, group_key=following)

    def page_after_clause(self, shown: Clause) -> str:
        """Lead from a clause to the next one, or back to the list of clauses."""
        slug, code = self.paper.slug, self.draft.code
        if aside := self.page_aside():
            return aside
        _, after = self.paper.neighbours(shown)
        if after is None or request.form.get(PRESS) == BACK:
            return url_for("drafting.clauses", slug=slug, code=code)
        return url_for("drafting.clause", slug=slug, code=code, key=after.key)


def open_desk(slug: str, code: str) -> Desk:
    """Lay a draft open by its address. Raises NotFoundError."""
    session = request_session()
    read = paper(session, consultation_named(session, slug))
    return Desk(draft_coded(session, slug, code), read)

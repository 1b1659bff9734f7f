"""A draft's profile and answers, read into a filing or refused with every fault named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.canonical import Json
from portal.consultations.documents import mapping
from portal.consultations.paper import Capacity, Paper
from portal.drafting.enclosed import Enclosed
from portal.drafting.profile import Profile
from portal.language import gettext
from portal.submissions.answers import answer_entries, comment_entries
from portal.submissions.enclosures import filed, restrictions_of_files, words_of_files
from portal.submissions.filing import (
    Entry,
    Faults,
    FiledContact,
    FiledRespondent,
    FiledRestriction,
    Filing,
)
from portal.submissions.lines import NAME_KEYS
from portal.submissions.places import LETTER
from portal.submissions.tongues import tongue_of


@dataclass(frozen=True, slots=True)
class Drafted:
    """One answer of a draft as it is stored: under a question's key, a clause's, or `letter`."""

    key: str
    value: Mapping[str, Json]
    is_confidential: bool = False
    reason: str = ""


def filing_of_draft(
    language: str,
    profile: Profile,
    answers: Sequence[Drafted],
    paper: Paper,
    faults: Faults,
    files: Sequence[Enclosed] = (),
) -> Filing:
    """Read what a draft says; it is whole only if no fault was found."""
    said = [*_entries(answers, paper, faults), *words_of_files(files, faults)]
    if not said and not files:
        faults.add("", gettext("Nothing has been answered yet."))
    for question in paper.questions:
        if question.is_required and not any(entry.place == question.key for entry in said):
            faults.add(question.key, gettext("This question must be answered."))
    words = " ".join(entry.words for entry in said if entry.words)
    return Filing(
        language=tongue_of(words, declared=language) if words else language,
        channel="web",
        respondents=(_respondent(profile, paper, faults),),
        contact=_contact(profile, faults),
        entries=tuple(said),
        restrictions=(
            *_restrictions(profile, answers, said, faults),
            *restrictions_of_files(files, faults),
        ),
        files=tuple(map(filed, files)),
        consents=("declaration", "publication") if profile.get("publication") else ("declaration",),
    )


def _entries(answers: Sequence[Drafted], paper: Paper, faults: Faults) -> list[Entry]:
    held = {answer.key: answer.value for answer in answers}
    letter = faults.words(LETTER, mapping(held.pop(LETTER, None)).get("text"))
    found = [Entry(LETTER, words=letter)] if letter else []
    for question in paper.questions:
        found += answer_entries(question, held.pop(question.key, None), faults)
    for clause in paper.clauses:
        found += comment_entries(clause, held.pop(clause.key, None), paper, faults)
    for key in held:
        faults.add(key, gettext("This is no longer asked. Please look at the paper again."))
    return found


def _respondent(profile: Profile, paper: Paper, faults: Faults) -> FiledRespondent:
    names = profile.get("name", {})
    read = {key: faults.line("name", names.get(key)) for key in NAME_KEYS}
    name = {key: words for key, words in read.items() if words}
    if not name:
        faults.add("name", gettext("Give the name of the body that answers."))
    offered = [sector.key for sector in paper.sectors]
    sectors = faults.codes("sectors", profile.get("sectors"), offered)
    kinds = [kind.key for kind in paper.body_kinds]
    return FiledRespondent(
        name=name,
        kind=faults.code("kind", profile.get("kind") or None, kinds) or "",
        sectors=sectors,
        main_sector=faults.code("main_sector", profile.get("main_sector") or None, sectors),
        capacity=faults.code("capacity", profile.get("capacity") or None, Capacity) or "own",
        members=profile.get("members"),
        consulted=faults.words("consulted", profile.get("consulted")),
        interests=faults.words("interests", profile.get("interests")),
        is_named=profile.get("named") is True,
    )


def _contact(profile: Profile, faults: Faults) -> FiledContact:
    contact = profile.get("contact", {})
    return FiledContact(
        name=faults.line("contact.name", contact.get("name")),
        email=faults.line("contact.email", contact.get("email")),
        telephone=faults.line("contact.telephone", contact.get("telephone")),
    )


def _restrictions(
    profile: Profile, answers: Sequence[Drafted], said: Sequence[Entry], faults: Faults
) -> list[FiledRestriction]:
    """Mark what is confidential; without consent to publication, that is everything."""
    reason = faults.words("confidential_reason", profile.get("confidential_reason")) or ""
    found: list[FiledRestriction] = []
    if profile.get("confidential") or not profile.get("publication"):
        found.append(FiledRestriction(reason=reason))
    roots = {entry.place.partition(".")[0] for entry in said}
    found += [
        FiledRestriction(answer.key, reason=faults.words(answer.key, answer.reason) or "")
        for answer in answers
        if answer.is_confidential and answer.key in roots
    ]
    return found

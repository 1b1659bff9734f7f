"""One line of a file of submissions, read into a filing or refused with every fault named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.canonical import Json, fingerprint
from portal.consultations.documents import entries, mapping, string
from portal.consultations.manifests import moment_of
from portal.consultations.paper import Capacity, Paper
from portal.drafting.profile import MOST_MEMBERS
from portal.language import gettext
from portal.submissions.answers import answer_entries, comment_entries
from portal.submissions.filing import (
    Entry,
    Faults,
    FiledContact,
    FiledRespondent,
    FiledRestriction,
    Filing,
)
from portal.submissions.marks import marks_on
from portal.submissions.places import LETTER
from portal.submissions.tongues import tongue

LANGUAGES: Final = ("en", "zh-hant", "zh-hans", "mixed")
CHANNELS: Final = ("web", "email", "post", "fax", "hand")
NAME_KEYS: Final = ("en", "zh_hant", "zh_hans")
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be taken: who it is where it comes from, when it arrived, what it says."""

    external_id: str
    received_at: datetime
    content_sha256: str
    filing: Filing


def read_line(document: Mapping[str, Json], paper: Paper, faults: Faults) -> Line | None:
    """Read a line that fits its schema; None when it cannot be taken, the faults saying why."""
    external_id = faults.line("external_id", document.get("external_id"))
    received_at = moment_of(string(document.get("received_at")))
    if received_at is None:
        faults.add("received_at", gettext("There is no such moment."))
    filing = filing_of(document, paper, faults)
    if faults.found or external_id is None or received_at is None:
        return None
    return Line(external_id, received_at, fingerprint(document), filing)


def filing_of(document: Mapping[str, Json], paper: Paper, faults: Faults) -> Filing:
    """Read what a line says; it is whole only if no fault was found."""
    said = tuple(_entries(document, paper, faults))
    held = " ".join(entry.words for entry in said if entry.words)
    return Filing(
        language=faults.code("language", document.get("language"), LANGUAGES) or tongue(held),
        channel=faults.code("channel", document.get("channel"), CHANNELS) or "",
        respondents=(_respondent(mapping(document.get("respondent")), paper, faults),),
        contact=_contact(mapping(document.get("contact")), faults),
        entries=said,
        restrictions=tuple(_restrictions(document, said, faults)),
    )


def _respondent(held: Mapping[str, Json], paper: Paper, faults: Faults) -> FiledRespondent:
    names = mapping(held.get("name"))
    read = {key: faults.line(f"respondent.name.{key}", names.get(key)) for key in NAME_KEYS}
    name = {key: words for key, words in read.items() if words}
    if not name:
        faults.add("respondent.name", gettext("A name is needed."))
    members = held.get("members")
    if isinstance(members, int | float) and not 0 <= members <= MOST_MEMBERS:
        faults.add("respondent.members", gettext("So many members cannot be."))
    sectors = faults.codes(
        "respondent.sectors", held.get("sectors"), (sector.key for sector in paper.sectors)
    )
    return FiledRespondent(
        name=name,
        kind=faults.code(
            "respondent.kind", held.get("kind"), (kind.key for kind in paper.body_kinds)
        )
        or "",
        sectors=sectors,
        main_sector=faults.code("respondent.main_sector", held.get("main_sector"), sectors),
        capacity=faults.code("respondent.capacity", held.get("capacity"), Capacity) or "own",
        members=int(members) if isinstance(members, int | float) else None,
        is_named=held.get("named") is True,
    )


def _contact(held: Mapping[str, Json], faults: Faults) -> FiledContact:
    return FiledContact(
        name=faults.line("contact.name", held.get("name")),
        email=faults.line("contact.email", held.get("email")),
        telephone=faults.line("contact.telephone", held.get("telephone")),
    )


def _entries(document: Mapping[str, Json], paper: Paper, faults: Faults) -> list[Entry]:
    letter = faults.words(LETTER, document.get(LETTER))
    found = [Entry(LETTER, words=letter)] if letter else []
    answers = mapping(document.get("answers"))
    for question in paper.questions:
        if question.key in answers:
            found += answer_entries(question, answers[question.key], faults)
    comments = mapping(document.get("clauses"))
    for clause in paper.clauses:
        if clause.key in comments:
            found += comment_entries(clause, comments[clause.key], paper, faults)
    for key in sorted(set(answers) - {question.key for question in paper.questions}):
        faults.add(key, gettext("There is no such question."))
    for key in sorted(set(comments) - {clause.key for clause in paper.clauses}):
        faults.add(key, gettext("There is no such clause."))
    return found


def _restrictions(
    document: Mapping[str, Json], said: tuple[Entry, ...], faults: Faults
) -> list[FiledRestriction]:
    found: list[FiledRestriction] = []
    for number, asked in entries(document.get("restrictions")):
        at = f"restrictions[{number + 1}]"
        reason = faults.words(f"{at}.reason", asked.get("reason")) or ""
        on = string(asked.get("on"))
        if on == ALL and "quote" in asked:
            faults.add(at, gettext("Say at which place the words stand."))
        elif on == ALL:
            found.append(FiledRestriction(reason=reason))
        else:
            quote = faults.words(f"{at}.quote", asked.get("quote"))
            found += marks_on(on, quote, reason, said, faults)
    return found

"""The section of one clause: the proposal, positions, points with quotations, answers."""

from collections.abc import Iterator

from portal.language import gettext as _
from portal.reports import names
from portal.reports.answers import answers_to, home
from portal.reports.arguments import points_on, wordings_for
from portal.reports.balances import positions_on
from portal.reports.blocks import Proposal, Section, Writer
from portal.reports.matter import Matter
from portal.reports.paper import Clause


def clause_sections(matter: Matter) -> Iterator[Section]:
    """Give a section for each clause and general heading, in the order of the paper."""
    for clause in matter.snapshot.consultation.clauses:
        yield clause_section(matter, clause)


def clause_section(matter: Matter, clause: Clause) -> Section:
    """Give the section of one clause or general heading."""
    writer = Writer(clause.id)
    _proposal(writer, clause)
    if clause.id in matter.held:
        positions_on(writer, matter, clause)
    _elsewhere(writer, matter, clause)
    points_on(writer, matter, clause)
    wordings_for(writer, matter, clause)
    _answers(writer, matter, clause)
    label = names.clause_label(clause)
    return Section(
        id=clause.id.lower(),
        part=_("%(clause)s · %(title)s", clause=label, title=names.say(clause.title)),
        title=names.say(clause.title),
        blocks=writer.blocks,
        over=label,
        also=names.companion(clause.title),
        number=clause.id,
    )


def _proposal(writer: Writer, clause: Clause) -> None:
    is_clause = clause.kind == "clause"
    if not clause.text:
        return
    writer.heading(_("The proposal") if is_clause else _("What this heading covers"))
    marks = [clause.source] if clause.source else []
    if clause.origin:
        marks.append(names.origin(clause.origin))
    texts = tuple(part for part in names.say(clause.text).split("\n") if part.strip())
    writer.add(Proposal(writer.number(), " · ".join(marks), texts))


def _answers(writer: Writer, matter: Matter, clause: Clause) -> None:
    questions = [
        one
        for one in matter.snapshot.consultation.questions
        if clause.id in one.clauses and home(one) == clause.id
    ]
    if questions:
        writer.heading(_("Answers to questions"))
    for question in questions:
        is_counted = question.declares is None or matter.printed[clause.id].has_totals
        answers_to(writer, matter.snapshot, question, is_counted=is_counted)


def _elsewhere(writer: Writer, matter: Matter, clause: Clause) -> None:
    """Say under which other clauses answers are set out that bear on this one too."""
    clauses = {one.id: one for one in matter.snapshot.consultation.clauses}
    found = [
        _(
            "%(question)s (under %(clause)s)",
            question=one.id,
            clause=names.clause_label(clauses[home(one)]),
        )
        for one in matter.snapshot.consultation.questions
        if clause.id in one.clauses and home(one) != clause.id and home(one) in clauses
    ]
    if found:
        listed = _(", ").join(found)
        writer.say(_("Answers that also bear on it are set out elsewhere: %(list)s.", list=listed))

"""How the questions were answered: options counted, figures listed, provisions set in a table."""

from collections.abc import Iterator

from portal.language import gettext as _
from portal.language import ngettext
from portal.reports import names
from portal.reports.blocks import Cell, Column, Row, Table, Writer, figures
from portal.reports.counting import answered, reporting_group, respondents_to
from portal.reports.paper import Question
from portal.reports.quoting import shortened, target
from portal.reports.snapshot import Answer, Snapshot, Submission


def home(question: Question) -> str:
    """Name the clause under which answers are set out: the one declared, or listed first."""
    if question.declares:
        return question.declares
    return question.clauses[0] if question.clauses else ""


def answers_to(
    writer: Writer, snapshot: Snapshot, question: Question, *, is_counted: bool = True
) -> None:
    """Set out how one question was answered, in whatever way its kind allows.

    Its options are not counted where that would tell where a body stands that is not named.
    """
    count = respondents_to(snapshot.standing, question)
    writer.say(
        ngettext(
            "%(num)s of %(standing)s submissions answered it.",
            "%(num)s of %(standing)s submissions answered it.",
            count,
            standing=len(snapshot.standing),
        ),
        lead=f"{question.id} {names.say(question.words)}",
        is_kept=bool(question.options and count and is_counted),
    )
    if not count:
        return
    if question.options and is_counted:
        writer.add(options_table(snapshot, question))
    rows = _listed(snapshot, question)
    if rows:
        writer.add(rows)


def options_table(snapshot: Snapshot, question: Question) -> Table:
    """Count the options of a question; of "which of these", several may be chosen."""
    counts = answered(snapshot.standing, question)
    rows = [
        Row((Cell(names.say(option.words)), *figures([counts[option.id]])))
        for option in question.options
    ]
    return Table(
        caption="",
        columns=(Column(_("Answer")), Column(_("Submissions"), is_figure=True)),
        rows=tuple(rows),
        note=_("More than one could be chosen.") if question.kind.startswith("multi") else "",
        style="options whole",
    )


def _listed(snapshot: Snapshot, question: Question) -> Table | None:
    if question.kind.startswith("number"):
        return _numbers(snapshot, question)
    if question.kind == "provisions":
        return _provisions(snapshot, question)
    return None


def _numbers(snapshot: Snapshot, question: Question) -> Table | None:
    rows = []
    for submission in snapshot.standing:
        found = {one.place: one for one in submission.answers}
        answer = found.get(question.id)
        if answer is None or answer.number is None:
            continue
        unit = _words(submission, found.get(f"{question.id}.unit"))
        rows.append(Row((*_who(snapshot, submission), Cell(answer.number), Cell(unit))))
    if not rows:
        return None
    columns = (
        *_who_columns(),
        Column(_("Figure"), is_figure=True, millimetres=20),
        Column(_("Unit, as stated")),
    )
    return Table(_("Figures given"), columns, tuple(rows), style="listed wide")


def _provisions(snapshot: Snapshot, question: Question) -> Table | None:
    rows = [
        row
        for submission in snapshot.standing
        for row in _provision_rows(snapshot, submission, question)
    ]
    if not rows:
        return None
    columns = (
        *_who_columns(),
        Column(_("Ordinance"), millimetres=30),
        Column(_("Section"), millimetres=20),
        Column(_("Suggestion")),
    )
    return Table(
        _("Provisions named, and what is suggested"), columns, tuple(rows), style="listed wide"
    )


def _provision_rows(
    snapshot: Snapshot, submission: Submission, question: Question
) -> Iterator[Row]:
    found = {one.place: one for one in submission.answers}
    places = [
        one.place
        for one in submission.answers
        if one.place.startswith(f"{question.id}.") and one.place.count(".") == 1
    ]
    for place in places:
        parts = [
            _words(submission, found.get(one))
            for one in (f"{place}.ordinance", f"{place}.section", place)
        ]
        if any(parts):
            yield Row((*_who(snapshot, submission), *(_said(submission, part) for part in parts)))


def _said(submission: Submission, words: str) -> Cell:
    return Cell(
        shortened(words), speech=names.speech(submission.language, words)[0] if words else ""
    )


def _words(submission: Submission, answer: Answer | None) -> str:
    if answer is None or answer.text is None:
        return ""
    return names.uncut(submission.texts[answer.text].words)


def _who(snapshot: Snapshot, submission: Submission) -> tuple[Cell, ...]:
    sectors = snapshot.consultation.sectors
    group = names.group(reporting_group(submission, sectors), sectors)
    return (Cell(submission.reference, target=target(submission), small=group),)


def _who_columns() -> tuple[Column, ...]:
    return (Column(_("Submission"), millimetres=36),)

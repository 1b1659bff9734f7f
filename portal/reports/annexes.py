"""The annexes: who responded, what was asked and chosen, the codeframe, where each point stands."""

from collections.abc import Iterator

from portal.coding.models import Stance
from portal.language import gettext as _
from portal.language import ngettext, number, spoken
from portal.reports import names
from portal.reports.blocks import (
    Block,
    Cell,
    Column,
    Note,
    Row,
    Section,
    Table,
    Writer,
    cells,
)
from portal.reports.counting import answered, reporting_group, respondents_to
from portal.reports.matter import Matter
from portal.reports.paper import Question, Theme
from portal.reports.quoting import references, target
from portal.reports.snapshot import Respondent, Snapshot, Submission
from portal.submissions.decisions import Edition


def annexes(matter: Matter) -> Iterator[Section]:
    """Give annexes A to D; the full texts follow as sections of their own."""
    yield _annex("A", _("Respondents"), _respondents(matter))
    yield _annex("B", _("Questions and answers in figures"), _questions(matter.snapshot))
    yield _annex("C", _("Codeframe with figures"), _codeframe(matter))
    yield _annex("D", _("Where each point is made"), _index(matter))


def _annex(letter: str, title: str, blocks: tuple[Block, ...]) -> Section:
    over = _("Annex %(letter)s", letter=letter)
    return Section(
        id=f"annex-{letter.lower()}",
        part=_("%(annex)s · %(title)s", annex=over, title=title),
        title=title,
        blocks=blocks,
        over=over,
        number=letter,
    )


def _respondents(matter: Matter) -> tuple[Block, ...]:
    writer = Writer("A")
    standing = matter.snapshot.standing
    every = [(one, body) for one in standing for body in one.respondents]
    is_public = matter.edition is Edition.PUBLIC
    shown = [(one, body) for one, body in every if body.name or not is_public]
    writer.say(
        ngettext(
            "%(num)s respondent agreed to be named.",
            "%(num)s respondents agreed to be named.",
            sum(1 for _one, body in every if body.is_named),
        )
    )
    withheld = sum(1 for _one, body in every if not body.is_named)
    if withheld:
        writer.say(
            ngettext("%(num)s asked not to be named.", "%(num)s asked not to be named.", withheld)
        )
    if shown:
        rows = sorted(shown, key=lambda pair: _sorting(pair[1]))
        writer.add(
            Table(
                caption="",
                columns=(
                    Column(_("Respondent")),
                    Column(_("Kind of body"), millimetres=32),
                    Column(_("Reporting group"), millimetres=32),
                    Column(_("Capacity"), millimetres=28),
                    Column(_("Submission"), millimetres=28),
                ),
                rows=tuple(_respondent(matter.snapshot, *pair) for pair in rows),
                style="wide listed",
            )
        )
    return writer.blocks


def _sorting(body: Respondent) -> tuple[str, str]:
    return body.name.get("en", "\uffff").casefold(), " ".join(body.name.values())


def _respondent(snapshot: Snapshot, submission: Submission, body: Respondent) -> Row:
    sectors = snapshot.consultation.sectors
    own = names.say(body.name)
    others = [words for words in dict.fromkeys(body.name.values()) if words != own]
    capacity = names.capacity(body.capacity)
    if body.members:
        count = number(body.members, spoken())
        capacity = _("%(capacity)s (%(members)s)", capacity=capacity, members=count)
    if not body.is_named:
        others.append(_("Not to be named"))
    return Row(
        (
            Cell(own, speech=names.speech("mixed", own)[0], small=" · ".join(others)),
            Cell(names.body_kind(body.kind, sectors)),
            Cell(names.group(reporting_group(submission, sectors), sectors)),
            Cell(capacity),
            Cell(submission.reference, target=target(submission)),
        )
    )


def _questions(snapshot: Snapshot) -> tuple[Block, ...]:
    writer = Writer("B")
    asked = {one.id: one for one in snapshot.consultation.questions}
    origins = {names.origin(one.origin) for one in asked.values() if one.origin}
    for origin in sorted(origins):
        writer.say(_("The questions: %(origin)s.", origin=origin))
    for group in snapshot.consultation.groups:
        rows = [
            row for key in group.questions if key in asked for row in _asked(snapshot, asked[key])
        ]
        writer.add(
            Table(
                caption=names.say(group.title),
                columns=(
                    Column(_("No."), millimetres=12),
                    Column(_("Question and options")),
                    Column(_("Submissions"), is_figure=True, millimetres=22),
                ),
                rows=tuple(rows),
                style="tree asked",
            )
        )
    return writer.blocks


def _asked(snapshot: Snapshot, question: Question) -> Iterator[Row]:
    count = respondents_to(snapshot.standing, question)
    yield Row(cells(question.id, names.say(question.words), f"{count}"), "head")
    counts = answered(snapshot.standing, question)
    for option in question.options:
        yield Row(cells("", names.say(option.words), f"{counts[option.id]}"))


def _codeframe(matter: Matter) -> tuple[Block, ...]:
    writer = Writer("C")
    codeframe = matter.snapshot.codeframe
    if not codeframe.themes:
        writer.say(_("No codeframe has been published yet."))
        return writer.blocks
    writer.say(
        _(
            "Codeframe, version %(version)s. Figures count submissions: each once for a theme in"
            " a stance, and once in all.",
            version=codeframe.version,
        )
    )
    writer.add(
        Table(
            caption="",
            columns=(
                Column(_("Theme"), millimetres=12),
                Column(_("What it covers")),
                *(
                    Column(str(names.STANCES[one]), is_figure=True, millimetres=17)
                    for one in Stance
                ),
                Column(_("All"), is_figure=True, millimetres=12),
            ),
            rows=tuple(_theme(matter, one) for one in codeframe.themes),
            style="wide tree",
        )
    )
    return writer.blocks


def _theme(matter: Matter, theme: Theme) -> Row:
    name = names.say(theme.words)
    if theme.level == 1:
        return Row((Cell(theme.code), Cell(name), *cells(*([""] * (len(Stance) + 1)))), "head")
    counts = matter.points.of_theme(theme.code)
    small = names.say(theme.definition)
    if theme.into:
        small = _("Merged into %(theme)s.", theme=theme.into)
    return Row(
        (
            Cell(theme.code),
            Cell(name, small=small),
            *(Cell(f"{counts[one]}" if counts.get(one) else "\u2013") for one in Stance),
            Cell(f"{matter.points.speaking_of(theme.code)}"),
        )
    )


def _index(matter: Matter) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Note(
            _(
                "Every printable passage, by clause, stance and theme. Submissions are in order"
                " of the register."
            )
        )
    ]
    clauses = {one.id: one for one in matter.snapshot.consultation.clauses}
    rows: list[Row] = []
    for key in (*clauses, None):
        made = tuple(_made_under(matter, key))
        if made:
            words = names.clause_title(clauses[key]) if key else _("Coded to no clause")
            rows.extend((Row(cells(words), "head"), *made))
    if rows:
        columns = (Column(_("Theme"), millimetres=62), Column(_("Submissions and paragraphs")))
        blocks.append(Table("", columns, tuple(rows), style="wide tree made"))
    return tuple(blocks)


def _made_under(matter: Matter, clause: str | None) -> Iterator[Row]:
    """Give, under each stance, a line a theme: where in which submission it is spoken of."""
    themes = {one.code: names.say(one.words) for one in matter.snapshot.codeframe.themes}
    for stance in Stance:
        rows = []
        for point in matter.points.under(clause, stance):
            places = [one for one in point.places if matter.points.at(one)[1].quote]
            if places:
                theme = Cell(f"{point.theme} {themes.get(point.theme, '')}".strip())
                made = Cell(references=tuple(references(matter.points, places)))
                rows.append(Row((theme, made)))
        if rows:
            yield Row(cells(str(names.STANCES[stance])), "subhead")
            yield from rows

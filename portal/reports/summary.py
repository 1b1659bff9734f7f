"""A line for each clause: the balance of positions, and the change most often asked for."""

from portal.charts import strip
from portal.coding.models import Stance
from portal.language import gettext as _
from portal.reports import names
from portal.reports.balances import DASH, dashes, in_words, legend, parts, totals_left_out
from portal.reports.blocks import (
    Cell,
    Column,
    Row,
    Section,
    Table,
    Writer,
    cells,
    figures,
)
from portal.reports.counting import Balance, balance
from portal.reports.matter import Matter
from portal.reports.paper import Clause
from portal.reports.positions import Position


def summary(matter: Matter) -> Section:
    """Give the section that says it all in one table."""
    writer = Writer("2")
    snapshot = matter.snapshot
    found = {key: balance(held.values()) for key, held in matter.held.items()}
    clauses = [one for one in snapshot.consultation.clauses if one.id in found]
    for clause in clauses:
        if clause.kind != "clause":
            lead = names.clause_title(clause)
            is_told = matter.printed[clause.id].has_totals
            writer.say(in_words(found[clause.id]) if is_told else totals_left_out(), lead=lead)
    writer.say(
        _(
            "The table gives the balance on each clause, and the theme on which most submissions"
            " ask for a change. Figures count submissions; each line adds up to %(standing)s.",
            standing=len(snapshot.standing),
        )
    )
    writer.add(_table(matter, [one for one in clauses if one.kind == "clause"], found))
    return Section(
        id="summary",
        part=_("Summary"),
        title=_("Summary"),
        blocks=writer.blocks,
        number="2",
    )


def _table(matter: Matter, clauses: list[Clause], found: dict[str, Balance]) -> Table:
    waiting = any(one.of(Position.TO_BE_ASSIGNED) for one in found.values())
    shown = [one for one in Position if waiting or one is not Position.TO_BE_ASSIGNED]
    told = {one.id for one in clauses if matter.printed[one.id].has_totals}
    rows = tuple(
        _row(matter, one, found[one.id], shown) if one.id in told else _dashed(one, len(shown))
        for one in clauses
    )
    return Table(
        caption=_("Positions on each clause, and the change most often asked for"),
        columns=(
            Column(_("No."), millimetres=8),
            Column(_("Clause"), millimetres=36),
            Column(_("Balance"), millimetres=28),
            *(_turned(one) for one in shown),
            Column(_("Change most often asked for (submissions)")),
        ),
        rows=rows,
        note="" if len(told) == len(clauses) else dashes(),
        style="summary wide",
        legend=legend(balance(one for held in matter.held.values() for one in held.values())),
    )


def _turned(position: Position) -> Column:
    words = str(names.POSITIONS[position])
    return Column(words, is_figure=True, millimetres=8, is_turned=True)


def _row(matter: Matter, clause: Clause, found: Balance, shown: list[Position]) -> Row:
    title = names.say(clause.title)
    return Row(
        (
            Cell(clause.id),
            Cell(title, target=clause.id.lower()),
            Cell(chart=strip(in_words(found), parts(found), width=74)),
            *figures(found.of(one) for one in shown),
            Cell(_main_change(matter, clause)),
        )
    )


def _dashed(clause: Clause, count: int) -> Row:
    """Give the row of a clause whose totals are left out of the edition."""
    title = Cell(names.say(clause.title), target=clause.id.lower())
    return Row((Cell(clause.id), title, Cell(""), *cells(*[DASH] * count), Cell(DASH)))


def _main_change(matter: Matter, clause: Clause) -> str:
    points = matter.points.under(clause.id, Stance.CONDITIONAL)
    if not points:
        return ""
    themes = {one.code: one for one in matter.snapshot.codeframe.themes}
    first = points[0]
    name = names.say(themes[first.theme].words) if first.theme in themes else ""
    return f"{first.theme} {name} ({first.submissions})"

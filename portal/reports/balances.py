"""Positions on a clause: in sentences whose words are true, as a chart, and in figures."""

from collections.abc import Iterator, Mapping
from typing import Final

from portal.charts import Bar, Chart, Part, bars
from portal.language import gettext as _
from portal.language import lazy, ngettext
from portal.reports import names
from portal.reports.blocks import Cell, Column, Figure, LegendItem, Row, Table, Writer, cells
from portal.reports.counting import Balance, balance, by_group
from portal.reports.matter import Matter
from portal.reports.paper import Clause
from portal.reports.positions import Position
from portal.reports.quantity import quantity
from portal.reports.snapshot import Snapshot

DASH: Final = "\u2013"


def positions_on(writer: Writer, matter: Matter, clause: Clause) -> None:
    """Set the positions on a clause: in sentences, as a chart and in figures."""
    held = matter.held[clause.id]
    total = balance(held.values())
    allowed = matter.printed[clause.id]
    writer.heading(_("Positions"))
    if not allowed.has_totals:
        writer.say(totals_left_out())
        return
    writer.say(in_words(total))
    writer.say(_sources(total))
    if not allowed.has_groups:
        writer.say(
            _(
                "Figures by reporting group are left out, because they would tell where a body"
                " stands that is not named."
            )
        )
    elif total.total:
        _by_group(writer, matter, clause, allowed.left_out)


def totals_left_out() -> str:
    """Say that an edition prints no figures on a clause, and why."""
    return _(
        "Figures are left out of this edition, because they would tell where a body stands that"
        " is not named."
    )


def _by_group(writer: Writer, matter: Matter, clause: Clause, hidden: frozenset[str]) -> None:
    held = matter.held[clause.id]
    total, groups = balance(held.values()), by_group(matter.snapshot, held)
    shown = {code: found for code, found in groups.items() if code not in hidden}
    label = names.clause_label(clause)
    writer.add(
        Figure(
            id=f"{clause.id.lower()}-chart",
            caption=_("%(clause)s: positions by reporting group", clause=label),
            chart=_chart(matter.snapshot, shown, in_words(total), label),
            legend=legend(total),
            below=_ways(total),
        ),
        _table(matter.snapshot, groups, hidden, total),
    )


def in_words(found: Balance) -> str:
    """Put a balance into sentences, with words of quantity that are true of it."""
    addressed = found.total - found.of(Position.NOT_ADDRESSED)
    opening = ngettext(
        "%(addressed)s of %(num)s standing submission addressed it; %(viewed)s took a view.",
        "%(addressed)s of %(num)s standing submissions addressed it; %(viewed)s took a view.",
        found.total,
        addressed=addressed,
        viewed=found.viewed,
    )
    return names.joined(opening, *_views(found), *_others(found))


_VIEWS = (
    (
        Position.SUPPORT,
        lazy("None supports it."),
        lazy("One supports it."),
        lazy("%(quantity)s (%(count)s) support it."),
    ),
    (
        Position.SUPPORT_WITH_CHANGES,
        lazy("None supports it with changes."),
        lazy("One supports it with changes."),
        lazy("%(quantity)s (%(count)s) support it with changes."),
    ),
    (
        Position.OPPOSE,
        lazy("None opposes it."),
        lazy("One opposes it."),
        lazy("%(quantity)s (%(count)s) oppose it."),
    ),
)


def _views(found: Balance) -> Iterator[str]:
    if not found.viewed:
        return
    for position, none, one, many in _VIEWS:
        count = found.of(position)
        if not count and found.of(Position.SUPPORT) == found.viewed:
            continue
        if count > 1:
            yield many.filled(quantity=quantity(count, found.viewed).word, count=count)
        else:
            yield str(one if count else none)


def _others(found: Balance) -> Iterator[str]:
    undecided = found.of(Position.NO_POSITION)
    waiting = found.of(Position.TO_BE_ASSIGNED)
    if undecided:
        yield ngettext(
            "A further %(num)s addressed it without taking a position.",
            "A further %(num)s addressed it without taking a position.",
            undecided,
        )
    if waiting:
        yield ngettext(
            "%(num)s has words on it whose position is still to be assigned.",
            "%(num)s have words on it whose position is still to be assigned.",
            waiting,
        )


def _sources(found: Balance) -> str:
    assigned = sum(found.assigned.values())
    declared = found.total - assigned - found.of(Position.NOT_ADDRESSED)
    declared -= found.of(Position.TO_BE_ASSIGNED)
    if not assigned:
        return ""
    return _(
        "Respondents declared %(declared)s of these positions; reviewers assigned %(assigned)s"
        " from named passages.",
        declared=declared,
        assigned=assigned,
    )


def parts(found: Balance) -> tuple[Part, ...]:
    """Give a balance as the parts of a bar, in the order in which positions are always shown."""
    return tuple(
        Part(names.MARKS[one], found.declared.get(one, 0), found.assigned.get(one, 0))
        for one in Position
    )


def legend(found: Balance) -> tuple[LegendItem, ...]:
    """Name the parts of a bar; "to be assigned" only where there is any."""
    return tuple(
        LegendItem(names.MARKS[one].value, str(names.POSITIONS[one]))
        for one in Position
        if one is not Position.TO_BE_ASSIGNED or found.of(one)
    )


def _ways(found: Balance) -> tuple[LegendItem, ...]:
    """Name the two ways of drawing a part, where both occur."""
    if not any(found.assigned.values()):
        return ()
    return (
        LegendItem("declared", _("Declared by respondents")),
        LegendItem("assigned", _("Assigned by reviewers")),
    )


def _chart(snapshot: Snapshot, groups: Mapping[str, Balance], words: str, label: str) -> Chart:
    sectors = snapshot.consultation.sectors
    rows = [Bar(names.group(code, sectors), parts(found)) for code, found in groups.items()]
    return bars(_("%(clause)s: positions by reporting group", clause=label), words, rows)


def _table(
    snapshot: Snapshot, groups: Mapping[str, Balance], hidden: frozenset[str], total: Balance
) -> Table:
    sectors = snapshot.consultation.sectors
    shown = [one for one in Position if one is not Position.TO_BE_ASSIGNED or total.of(one)]
    rows = [
        Row(
            (
                Cell(names.group(code, sectors)),
                *(_hidden(shown) if code in hidden else _counts(found, shown)),
            )
        )
        for code, found in groups.items()
    ]
    rows.append(Row((Cell(_("All groups")), *_counts(total, shown)), "sum"))
    note = _("In brackets: how many of them reviewers assigned.")
    if hidden:
        note = names.joined(note, dashes())
    return Table(
        caption=_("The same in figures"),
        columns=(
            Column(_("Reporting group")),
            *(Column(str(names.POSITIONS[one]), is_figure=True) for one in shown),
            Column(_("All"), is_figure=True),
        ),
        rows=tuple(rows),
        note=note,
        style="whole wide",
    )


def _counts(found: Balance, shown: list[Position]) -> tuple[Cell, ...]:
    return (*(_count(found, one) for one in shown), Cell(f"{found.total}"))


def _count(found: Balance, position: Position) -> Cell:
    assigned = found.assigned.get(position, 0)
    return Cell(f"{found.of(position)}", small=f"({assigned})" if assigned else "")


def dashes() -> str:
    """Say what a dash in place of a figure means."""
    return _("A dash: left out, because it would tell where a body stands that is not named.")


def _hidden(shown: list[Position]) -> tuple[Cell, ...]:
    return cells(*(DASH for _one in (*shown, None)))

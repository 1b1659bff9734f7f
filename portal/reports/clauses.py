"""The section of one clause: the proposal, positions, points with quotations, answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.charts import Bar, Chart, Part, bars
from portal.language import gettext as _
from portal.language import lazy, ngettext
from portal.reports import names
from portal.reports.answers import answers_to, home
from portal.reports.blocks import (
    Cell,
    Column,
    Figure,
    LegendItem,
    Proposal,
    References,
    Row,
    Section,
    Table,
    Writer,
    cells,
)
from portal.reports.cells import left_out
from portal.reports.counting import Balance, balance, by_group
from portal.submissions.acts import Edition
from portal.reports.paper import Clause
from portal.reports.points import Place, Point, Points, Stance
from portal.reports.positions import Held, Position
from portal.reports.quantity import quantity
from portal.reports.quoting import choose, quotation, quotation_at, references
from portal.reports.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Matter:
    """What every clause section draws on, counted once for the whole report."""

    snapshot: Snapshot
    edition: Edition
    held: Mapping[str, Mapping[str, Held]]
    points: Points


def clause_sections(matter: Matter) -> Iterator[Section]:
    """Give a section for each clause and general heading, in the order of the paper."""
    for clause in matter.snapshot.consultation.clauses:
        yield clause_section(matter, clause)


def clause_section(matter: Matter, clause: Clause) -> Section:
    """Give the section of one clause or general heading."""
    writer = Writer(clause.id)
    _proposal(writer, clause)
    if clause.id in matter.held:
        _positions(writer, matter, clause)
    _points(writer, matter, clause)
    _wordings(writer, matter, clause)
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
    marks = [names.clause_label(clause)]
    if clause.source:
        marks.append(clause.source)
    if clause.origin:
        marks.append(names.origin(clause.origin))
    texts = tuple(part for part in names.say(clause.text).split("\n") if part.strip())
    writer.add(Proposal(writer.number(), " · ".join(marks), texts))


def _positions(writer: Writer, matter: Matter, clause: Clause) -> None:
    held = matter.held[clause.id]
    total = balance(held.values())
    groups = by_group(matter.snapshot, held)
    hidden: frozenset[str] = frozenset()
    if matter.edition is Edition.PUBLIC:
        hidden = left_out(matter.snapshot, held, groups)
    writer.heading(_("Positions"))
    writer.say(in_words(total))
    writer.say(_sources(total))
    shown = {code: found for code, found in groups.items() if code not in hidden}
    label = names.clause_label(clause)
    if total.total:
        writer.add(
            Figure(
                id=f"{clause.id.lower()}-chart",
                caption=_("%(clause)s: positions by reporting group", clause=label),
                chart=_chart(matter.snapshot, shown, in_words(total), label),
                legend=legend(total),
                note=_("Full height: declared by respondents. Lower: assigned by reviewers."),
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
        lazy("None supports it as it stands."),
        lazy("One supports it as it stands."),
        lazy("%(quantity)s (%(count)s) support it as it stands."),
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
        note = names.joined(
            note,
            _("A dash: left out, because it would tell where a body stands that is not named."),
        )
    return Table(
        caption=_("The same in figures"),
        columns=(
            Column(_("Reporting group")),
            *(Column(str(names.POSITIONS[one]), is_figure=True) for one in shown),
            Column(_("All"), is_figure=True),
        ),
        rows=tuple(rows),
        note=note,
        style="whole",
    )


def _counts(found: Balance, shown: list[Position]) -> tuple[Cell, ...]:
    return (*(_count(found, one) for one in shown), Cell(f"{found.total}"))


def _count(found: Balance, position: Position) -> Cell:
    assigned = found.assigned.get(position, 0)
    return Cell(f"{found.of(position)}", small=f"({assigned})" if assigned else "")


def _hidden(shown: list[Position]) -> tuple[Cell, ...]:
    return cells(*("\u2013" for _one in (*shown, None)))


def _points(writer: Writer, matter: Matter, clause: Clause) -> None:
    writer.heading(_("Points made"))
    points = matter.points
    passages = points.passages_under(clause.id)
    if not passages:
        writer.say(_("No passage has been coded to it yet."))
        return
    writer.say(
        ngettext(
            "%(num)s passage, of %(submissions)s submissions, speaks of it.",
            "%(num)s passages, of %(submissions)s submissions, speak of it.",
            passages,
            submissions=points.submissions_under(clause.id),
        )
    )
    printed: set[Place] = set()
    for stance in Stance:
        found = points.under(clause.id, stance)
        if found:
            writer.heading(str(names.STANCES[stance]), 3)
        for point in found:
            _point(writer, matter, point, printed)


def _point(writer: Writer, matter: Matter, point: Point, printed: set[Place]) -> None:
    theme = next((one for one in matter.snapshot.codeframe.themes if one.code == point.theme), None)
    title = f"{point.theme} {names.say(theme.words)}" if theme else point.theme
    count = ngettext("%(num)s submission", "%(num)s submissions", point.submissions)
    writer.say(count, lead=title, is_kept=True)
    choice = choose(matter.points, point.places, printed)
    for place in choice.quoted:
        writer.add(quotation(matter.snapshot, *matter.points.at(place)))
    others = tuple(references(matter.points, choice.referred))
    after = ""
    if choice.silent:
        after = ngettext(
            "%(num)s submission whose words are not printed in this edition",
            "%(num)s submissions whose words are not printed in this edition",
            choice.silent,
        )
    if others or after:
        before = _("Also:") if choice.quoted else _("Made in:")
        writer.add(References(before, others, after))


def _wordings(writer: Writer, matter: Matter, clause: Clause) -> None:
    """Set the wordings that respondents put forward in the field kept for them."""
    found = [
        quoted
        for submission in matter.snapshot.standing
        if (quoted := quotation_at(matter.snapshot, submission, f"{clause.id}.wording"))
    ]
    if found:
        writer.heading(_("Wordings put forward"))
        writer.say(
            ngettext(
                "%(num)s submission puts forward words of its own for this clause.",
                "%(num)s submissions put forward words of their own for this clause.",
                len(found),
            ),
            is_kept=True,
        )
        writer.add(*found)


def _answers(writer: Writer, matter: Matter, clause: Clause) -> None:
    questions = [one for one in matter.snapshot.consultation.questions if clause.id in one.clauses]
    if not questions:
        return
    writer.heading(_("Answers to questions"))
    clauses = {one.id: one for one in matter.snapshot.consultation.clauses}
    for question in questions:
        if home(question) == clause.id:
            answers_to(writer, matter.snapshot, question)
    elsewhere = [
        _(
            "%(question)s (under %(clause)s)",
            question=one.id,
            clause=names.clause_label(clauses[home(one)]),
        )
        for one in questions
        if home(one) != clause.id and home(one) in clauses
    ]
    if elsewhere:
        listed = _(", ").join(elsewhere)
        writer.say(_("Answers that also bear on it are set out elsewhere: %(list)s.", list=listed))

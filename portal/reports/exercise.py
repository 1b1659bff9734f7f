"""The exercise in figures: what was received, from whom, how, and how far it has been read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from portal.charts import Chart, Tick, columns, spread
from portal.consultations.paper import Capacity
from portal.language import day, ngettext, number, spoken
from portal.language import gettext as _
from portal.reports import names
from portal.reports.blocks import Cell, Column, Figure, Row, Section, Table, Writer, figures
from portal.reports.counting import (
    bodies,
    by_channel,
    by_day,
    by_language,
    by_status,
    capacities,
    groups_in_order,
    members,
    reporting_group,
    unread,
)
from portal.reports.cover import said_moment
from portal.reports.snapshot import Consultation, Snapshot, Submission
from portal.submissions.decisions import Edition


def exercise(snapshot: Snapshot) -> Section:
    """Give the section on the exercise itself."""
    writer = Writer("3")
    writer.heading(_("What was received"))
    _received(writer, snapshot)
    writer.heading(_("From whom"))
    _from_whom(writer, snapshot)
    writer.heading(_("How far it has been read"))
    _reading(writer, snapshot)
    return Section(
        id="exercise",
        part=_("The exercise in figures"),
        title=_("The exercise in figures"),
        blocks=writer.blocks,
        number="3",
    )


def _opened(writer: Writer, consultation: Consultation) -> None:
    writer.say(
        _(
            "The consultation opened on %(opens)s and closes on %(closes)s.",
            opens=said_moment(consultation.opens_at),
            closes=said_moment(consultation.closes_at),
        )
    )
    if consultation.is_sample:
        writer.say(
            _(
                "It is a sample, which the portal holds open after that: what is submitted through"
                " the portal counts as received in time."
            )
        )


def _received(writer: Writer, snapshot: Snapshot) -> None:
    _opened(writer, snapshot.consultation)
    statuses = by_status(snapshot)
    total = len(snapshot.submissions)
    writer.say(
        ngettext(
            "%(num)s submission has been received = %(sum)s.",
            "%(num)s submissions have been received = %(sum)s.",
            total,
            sum=_sum(statuses),
        )
    )
    if not total:
        return
    writer.add(
        _counted(
            _("Received, by what became of them"),
            _("Outcome"),
            [(names.status(code), statuses[code]) for code in _in_order(statuses)],
        )
    )
    writer.add(_days(snapshot))
    every = snapshot.submissions
    channels = [(names.channel(code), count) for code, count in by_channel(every)]
    writer.add(_counted(_("Received, by channel"), _("Channel"), channels))
    spoken_in = [(names.language(code), count) for code, count in by_language(snapshot.standing)]
    writer.add(_counted(_("Standing submissions, by language"), _("Language"), spoken_in))


_STATUSES = ("standing", "late_pending", "late_refused", "returned", "withdrawn")


def _in_order(statuses: Counter[str]) -> list[str]:
    known = [code for code in _STATUSES if statuses[code]]
    return [*known, *sorted(code for code in statuses if code not in _STATUSES)]


def _sum(statuses: Counter[str]) -> str:
    parts = [f"{statuses[code]} {names.status(code).lower()}" for code in _in_order(statuses)]
    return " + ".join(parts)


def _counted(caption: str, head: str, rows: Iterable[tuple[str, int]]) -> Table:
    every = list(rows)
    total = Row((Cell(_("All")), *figures([sum(count for _name, count in every)])), "sum")
    return Table(
        caption,
        (Column(head), Column(_("Submissions"), is_figure=True)),
        (*(Row((Cell(name), *figures([count]))) for name, count in every), total),
        style="whole short",
    )


def _days(snapshot: Snapshot) -> Figure:
    found = by_day(snapshot)
    return Figure(
        id="days",
        caption=_("Submissions received by day"),
        chart=_day_chart(found),
        note=_busiest(found),
    )


def _day_chart(found: list[tuple[date, int]]) -> Chart:
    firsts = [place for place, (on, _count) in enumerate(found) if on.day == 1]
    marked = spread(sorted({0, *firsts, len(found) - 1}), max(len(found) // 4, 1))
    last = len(found) - 1
    ticks = [Tick(place, _short_day(found[place][0]), _anchor(place, last)) for place in marked]
    counts = [count for _on, count in found]
    return columns(_("Submissions received by day"), _busiest(found), counts, ticks)


def _anchor(place: int, last: int) -> str:
    if place == last:
        return "end"
    return "start" if place == 0 else "middle"


def _short_day(on: date) -> str:
    return day(on, spoken())


def _busiest(found: list[tuple[date, int]]) -> str:
    on, count = max(found, key=lambda pair: pair[1])
    return ngettext(
        "The most on one day: %(num)s, on %(day)s.",
        "The most on one day: %(num)s, on %(day)s.",
        count,
        day=day(on, spoken()),
    )


def _from_whom(writer: Writer, snapshot: Snapshot) -> None:
    standing = snapshot.standing
    named = bodies(standing)
    writer.say(
        ngettext(
            "%(num)s body responds in %(submissions)s standing submissions.",
            "%(num)s bodies respond in %(submissions)s standing submissions.",
            named,
            submissions=len(standing),
        )
    )
    spoken_for = members(standing)
    if spoken_for:
        writer.say(
            _(
                "Associations state that they represent %(members)s members between them. Members"
                " may belong to several associations; their number is never added to any other.",
                members=number(spoken_for, spoken()),
            )
        )
    if standing:
        writer.add(_group_table(snapshot))


def _group_table(snapshot: Snapshot) -> Table:
    sectors = snapshot.consultation.sectors
    rows = []
    for code in groups_in_order(snapshot):
        some = [one for one in snapshot.standing if reporting_group(one, sectors) == code]
        rows.append(Row((Cell(names.group(code, sectors)), *_capacity_cells(some))))
    rows.append(Row((Cell(_("All groups")), *_capacity_cells(snapshot.standing)), "sum"))
    return Table(
        caption=_("Standing submissions by reporting group and capacity"),
        columns=(
            Column(_("Reporting group")),
            *(Column(names.capacity(code), is_figure=True) for code in Capacity),
            Column(_("All"), is_figure=True),
            Column(_("Members represented"), is_figure=True),
        ),
        rows=tuple(rows),
        note=_(
            "A body stands in the reporting group of its main sector, else under “Several groups”"
            " or “Not stated”."
        ),
        style="whole",
    )


def _capacity_cells(some: Iterable[Submission]) -> tuple[Cell, ...]:
    every = list(some)
    counts = capacities(every)
    return figures((*(counts[code] for code in Capacity), len(every), members(every)))


def _reading(writer: Writer, snapshot: Snapshot) -> None:
    standing = snapshot.standing
    passages = [one for submission in standing for one in submission.passages]
    writer.say(names.joined(*_progress(standing, len(passages))))
    twice = [one for one in passages if len({coding.coder for coding in one.codings}) > 1]
    if twice:
        writer.say(
            ngettext(
                "%(num)s passage has been read by two reviewers.",
                "%(num)s passages have been read by two reviewers.",
                len(twice),
            )
        )
    waiting = sum(1 for one in standing for held in one.positions if not held.confirmed_by)
    if waiting:
        writer.say(
            ngettext(
                "%(num)s assigned position awaits confirmation and is not counted.",
                "%(num)s assigned positions await confirmation and are not counted.",
                waiting,
            )
        )


def _progress(standing: tuple[Submission, ...], passages: int) -> Iterator[str]:
    yield ngettext(
        "Reviewers have marked %(num)s passage.",
        "Reviewers have marked %(num)s passages.",
        passages,
    )
    unread_ones = sum(1 for _one in unread(standing))
    if unread_ones:
        yield ngettext(
            "%(num)s submission has words in which none is marked yet.",
            "%(num)s submissions have words in which none is marked yet.",
            unread_ones,
        )
    uncleared = sum(1 for one in standing if not one.is_cleared(Edition.PUBLIC.value))
    if uncleared:
        yield ngettext(
            "%(num)s submission is not yet cleared for publication.",
            "%(num)s submissions are not yet cleared for publication.",
            uncleared,
        )

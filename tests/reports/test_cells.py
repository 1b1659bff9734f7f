"""Small cells: from what is printed nobody can tell where a body stands that is not named."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language import Language
from portal.reports.balances import DASH, positions_on
from portal.reports.blocks import Block, Figure, Paragraph, Table, Writer
from portal.reports.cells import Printed, printed, printed_on_clause
from portal.reports.matter import Matter
from portal.reports.points import Points
from portal.reports.positions import Position, positions
from portal.reports.sections import report
from portal.reports.snapshot import Answer, Respondent, Snapshot, Submission
from portal.submissions.decisions import Edition
from tests.reports.makers import shipped, snapshot, submission

AGREE, DISAGREE, SILENT = "agree", "disagree", None
STANDS = {AGREE: Position.SUPPORT, DISAGREE: Position.OPPOSE, SILENT: Position.NOT_ADDRESSED}
SECTORS = {"legal": "legal", "bank": "finance", "carrier_sea": "carriage"}
GROUPS = {
    group.words["en"]: group.code for group in shipped().consultation.sectors.reporting_groups
}


@dataclass(frozen=True)
class Body:
    """A body of a sector, what it answered on clause 4, and whether it is named."""

    sector: str
    option: str | None
    is_named: bool = True


def named(sector: str, *options: str | None) -> list[Body]:
    return [Body(sector, option) for option in options]


def unnamed(sector: str, *options: str | None) -> list[Body]:
    return [Body(sector, option, is_named=False) for option in options]


def made(bodies: list[Body]) -> Snapshot:
    return snapshot(*(_lodged(number, body) for number, body in enumerate(bodies, 1)))


def _lodged(number: int, body: Body) -> Submission:
    respondent = Respondent(
        {"en": f"Body {number}"}, "company", (body.sector,), body.sector, is_named=body.is_named
    )
    answers = (Answer("Q13", (body.option,)),) if body.option else ()
    return submission(number, respondents=(respondent,), answers=answers)


def found(*bodies: Body) -> Printed:
    done = made([*bodies])
    return printed_on_clause(done, positions(done)["C4"])


def set_out(bodies: list[Body]) -> tuple[Block, ...]:
    """Set the positions on clause 4 as the public edition does."""
    done = made(bodies)
    held = positions(done)
    matter = Matter(done, Edition.PUBLIC, held, Points(done), printed(done, Edition.PUBLIC, held))
    writer = Writer("C4")
    positions_on(writer, matter, next(o for o in done.consultation.clauses if o.id == "C4"))
    return writer.blocks


@dataclass(frozen=True)
class Read:
    """What a reader finds of clause 4: the balance of all, and of groups; None where left out."""

    total: Counter[Position] | None
    groups: Mapping[str, Counter[Position]]


def read(blocks: tuple[Block, ...]) -> Read:
    tables = [one for one in blocks if isinstance(one, Table)]
    said = " ".join(one.words for one in blocks if isinstance(one, Paragraph))
    if not tables:
        assert not [one for one in blocks if isinstance(one, Figure)]
        return Read(_total_said(said), {})
    rows = {row.cells[0].words: [cell.words for cell in row.cells[1:]] for row in tables[0].rows}
    total = _counted(rows.pop("All groups"))
    shown = {name: _counted(row) for name, row in rows.items() if row[0] != DASH}
    [chart] = [one.chart for one in blocks if isinstance(one, Figure)]
    drawn = {getattr(one, "words", "") for one in chart.shapes}
    assert not (rows.keys() - shown.keys()) & drawn
    return Read(total, {GROUPS[name]: row for name, row in shown.items()})


def _counted(row: list[str]) -> Counter[Position]:
    return Counter(dict(zip(list(Position)[:5], map(int, row), strict=False)))


def _total_said(said: str) -> Counter[Position] | None:
    opening = re.search(r"(\d+) of (\d+) standing", said)
    if opening is None:
        assert not re.search(r"\d", said)
        return None
    found = Counter({Position.NOT_ADDRESSED: int(opening[2]) - int(opening[1])})
    for position, words in ((Position.SUPPORT, "support"), (Position.OPPOSE, "oppose")):
        counted = re.search(rf"\((\d+)\) {words} it", said)
        found[position] = int(counted[1]) if counted else int(f"One {words}s it" in said)
    return found


def explanations(bodies: list[Body], seen: Read) -> Iterator[tuple[Position, ...]]:
    """Yield every way in which the unnamed bodies could stand, given all else that is known."""
    hidden = [one for one in bodies if not one.is_named]
    for stands in product(STANDS.values(), repeat=len(hidden)):
        every = [(SECTORS[one.sector], STANDS[one.option]) for one in bodies if one.is_named]
        every += [(SECTORS[one.sector], stand) for one, stand in zip(hidden, stands, strict=True)]
        is_total = seen.total in (None, Counter(stand for _group, stand in every))
        if is_total and all(
            row == Counter(stand for at, stand in every if at == group)
            for group, row in seen.groups.items()
        ):
            yield stands


def told(bodies: list[Body]) -> list[Body]:
    """List the unnamed bodies that spoke and whose position follows from what is printed."""
    possible = list(explanations(bodies, read(set_out(bodies))))
    hidden = [one for one in bodies if not one.is_named]
    stands = zip(hidden, zip(*possible, strict=True), strict=True)
    return [one for one, ways in stands if one.option is not SILENT and len(set(ways)) == 1]


ALONE = [*unnamed("legal", DISAGREE), *named("bank", *[SILENT] * 4), *named("carrier_sea", SILENT)]
TENTH = [*named("bank", *[AGREE] * 9), *unnamed("bank", DISAGREE), *named("legal", AGREE, DISAGREE)]
PAIR = [
    *unnamed("legal", DISAGREE),
    *unnamed("bank", DISAGREE),
    *unnamed("carrier_sea", *[None] * 3),
]
LIKE = [*unnamed("legal", AGREE, AGREE, AGREE), *unnamed("bank", AGREE, DISAGREE, SILENT)]
FULL = [*unnamed("legal", DISAGREE), *unnamed("bank", AGREE, DISAGREE, AGREE, SILENT)]


@pytest.mark.parametrize("bodies", [ALONE, TENTH, PAIR, LIKE, FULL])
def test_no_planted_body_is_given_away(bodies: list[Body]) -> None:
    assert told(bodies) == []


def test_a_body_that_speaks_alone_leaves_no_figure() -> None:
    done = report(made(ALONE), "0" * 64, edition=Edition.PUBLIC, language=Language.EN)
    [section] = [one for one in done.sections if one.id == "c4"]
    [summary] = [one for one in done.sections if one.id == "summary"]
    [line] = [
        [cell.words for cell in row.cells[3:]]
        for table in summary.blocks
        if isinstance(table, Table)
        for row in table.rows
        if row.cells[0].words == "C4"
    ]

    assert not [one for one in section.blocks if isinstance(one, Figure | Table)]
    assert set(line) == {DASH}


def test_where_no_other_group_can_go_with_it_only_the_totals_are_printed() -> None:
    only = [*unnamed("legal", DISAGREE, SILENT, SILENT), *named("bank", AGREE, SILENT)]

    assert found(*only) == Printed(has_groups=False, left_out=frozenset({"legal"}))
    assert told(only) == []
    assert "because they would tell" in str(set_out(only))


def test_the_smallest_group_that_has_unnamed_bodies_and_speaks_goes_with_it() -> None:
    others = [*unnamed("bank", AGREE, DISAGREE, AGREE), *named("bank", AGREE)]
    silent = [*unnamed("carrier_sea", SILENT), *named("carrier_sea", AGREE)]

    hidden = found(*unnamed("legal", DISAGREE), *others, *silent).left_out

    assert hidden == {"legal", "finance"}


def test_the_internal_edition_and_named_bodies_hide_nothing() -> None:
    done = made(ALONE)

    assert set(printed(done, Edition.INTERNAL, positions(done)).values()) == {Printed()}
    assert found(*named("bank", AGREE, DISAGREE), *named("legal", AGREE)) == Printed()


def test_unnamed_bodies_enough_and_of_several_minds_hide_nothing() -> None:
    assert found(*unnamed("bank", AGREE, DISAGREE, AGREE), *named("legal", AGREE)) == Printed()


def test_the_sample_keeps_its_tables_but_where_all_unnamed_bodies_stand_alike() -> None:
    held = positions(shipped())

    kept = printed(shipped(), Edition.PUBLIC, held)

    assert [key for key, one in kept.items() if not one.has_groups] == ["C17"]
    assert {len(one.left_out) for key, one in kept.items() if key != "C17"} == {2}


bodies = st.builds(Body, st.sampled_from([*SECTORS]), st.sampled_from([*STANDS]), st.booleans())


@given(st.lists(bodies, min_size=1, max_size=10))
def test_no_body_is_given_away(some: list[Body]) -> None:
    kept = [one for one in some if not one.is_named][:5]

    assert told([*kept, *(one for one in some if one.is_named)]) == []

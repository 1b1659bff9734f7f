"""What was filed, laid out for paper from the record alone: its fields under their questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from portal.canonical import Json
from portal.consultations.paper import Paper, Words
from portal.drafting.profile import CAPACITIES
from portal.language import Lazy, lazy, number, spoken, words
from portal.language import gettext as _
from portal.submissions.places import LETTER, UNIT, Place, in_reading_order, is_place, label, parse
from portal.text import Block, blocks

_PARTS: Final = ("options", "number", "text")
_POSITIONS: Final[Mapping[str, Lazy]] = {
    "support": lazy("Support"),
    "support_with_changes": lazy("Support with changes"),
    "oppose": lazy("Oppose"),
    "no_position": lazy("No position"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a list of facts: what it is, and its words."""

    term: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was filed at one place: a label (empty for the place itself), a choice, typed words.

    `kept` says what of it is confidential, and why.
    """

    label: str
    choice: str
    text: tuple[Block, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything filed under one question or clause, or in the letter."""

    number: str
    heading: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """Everything a record holds, in the order of the paper; `kept` speaks of the whole."""

    bodies: tuple[tuple[Fact, ...], ...]
    kept: tuple[str, ...]
    answers: tuple[Answered, ...]


def filed(fields: Mapping[str, Json], paper: Paper) -> Filed:
    """Lay out the fields of a record (path to value) under the paper it was filed for.

    What the paper does not know is shown by its key; nothing that a record holds is left out.
    """
    kept = _kept(fields)
    keys = [question.key for question in paper.questions] + [one.key for one in paper.clauses]
    places = in_reading_order(_places(fields), keys)
    answers: dict[str, list[str]] = {}
    for place in places:
        answers.setdefault(parse(place).key, []).append(place)
    return Filed(
        bodies=tuple(_bodies(fields, paper)),
        kept=tuple(kept.get("all", ())),
        answers=tuple(
            Answered(
                key if key != LETTER else "",
                _heading(key, paper),
                tuple(_said(fields, paper, place, kept) for place in some),
            )
            for key, some in answers.items()
        ),
    )


def _places(fields: Mapping[str, Json]) -> set[str]:
    """Give the places that hold anything; a unit stands beside its number."""
    found = {path.rpartition(".")[0] for path in fields if path.rpartition(".")[2] in _PARTS}
    return {one for one in found if is_place(one) and parse(one).part != UNIT}


def _heading(key: str, paper: Paper) -> str:
    titles: dict[str, Words] = {one.key: one.words for one in paper.questions}
    titles |= {one.key: one.title for one in paper.clauses}
    return words(titles[key], spoken()) if key in titles else label(key)


def _said(
    fields: Mapping[str, Json], paper: Paper, place: str, kept: Mapping[str, Sequence[str]]
) -> Said:
    read = parse(place)
    typed = fields.get(f"{place}.text")
    return Said(
        label=label(place) if read.row is not None or read.part else "",
        choice=_("; ").join(_choices(fields, paper, read)),
        text=tuple(blocks(typed)) if isinstance(typed, str) else (),
        kept=tuple(kept.get(place, ())),
    )


def _choices(fields: Mapping[str, Json], paper: Paper, place: Place) -> Iterator[str]:
    options = fields.get(f"{place}.options")
    known = _options(paper, place.key)
    for option in options if isinstance(options, list) else ():
        yield known.get(str(option), str(option))
    amount = fields.get(f"{place}.number")
    if isinstance(amount, str):
        unit = fields.get(f"{place}.{UNIT}.text")
        yield f"{amount} {unit}" if isinstance(unit, str) else amount


def _options(paper: Paper, key: str) -> Mapping[str, str]:
    for question in paper.questions:
        if question.key == key:
            return {one.key: words(one.label, spoken()) for one in question.options}
    return {key: str(name) for key, name in _POSITIONS.items()}


def _kept(fields: Mapping[str, Json]) -> Mapping[str, list[str]]:
    """Map each place, or "all", to sentences that say what of it is confidential."""
    told: dict[str, list[str]] = {}
    for path, value in sorted(fields.items()):
        match value:
            case {"on": str(on), "start": start, "stop": stop, "reason": str(reason)} if (
                path.startswith("restriction.")
            ):
                text = str(fields.get(f"{on}.text", ""))
                told.setdefault(on, []).append(_secret(text, start, stop, reason))
    return told


def _secret(text: str, start: Json, stop: Json, reason: str) -> str:
    if isinstance(start, int) and isinstance(stop, int):
        said = _("Confidential: \u201c%(words)s\u201d.", words=text[start:stop])
    else:
        said = _("Confidential, all of it.")
    return f"{said} {_('Reason: %(reason)s', reason=reason)}" if reason else said


def _bodies(fields: Mapping[str, Json], paper: Paper) -> Iterator[tuple[Fact, ...]]:
    ordinal = 1
    while f"respondent.{ordinal}.kind" in fields:
        prefix = f"respondent.{ordinal}."
        own = {
            path.removeprefix(prefix): one
            for path, one in fields.items()
            if path.startswith(prefix)
        }
        yield tuple(_of_body(own, paper))
        ordinal += 1


def _of_body(own: Mapping[str, Json], paper: Paper) -> Iterator[Fact]:
    kinds = {one.key: words(one.name, spoken()) for one in paper.body_kinds}
    sectors = {one.key: words(one.name, spoken()) for one in paper.sectors}
    kind, capacity, listed = own.get("kind"), str(own.get("capacity")), own.get("sectors")
    names = tuple(str(one) for path, one in sorted(own.items()) if path.startswith("name."))
    yield Fact(_("Name of the body"), names)
    yield Fact(_("Kind of body"), (kinds.get(str(kind), str(kind)),))
    yield Fact(_("Capacity"), (str(CAPACITIES.get(capacity, capacity)),))
    if isinstance(listed, list) and listed:
        yield Fact(_("Sectors"), tuple(sectors.get(str(one), str(one)) for one in listed))
    if isinstance(own.get("main_sector"), str):
        main = str(own["main_sector"])
        yield Fact(_("Main sector"), (sectors.get(main, main),))
    members = own.get("members")
    if isinstance(members, int):
        yield Fact(_("Members represented"), (number(members, spoken()),))
    for key, term in _TYPED.items():
        if isinstance(own.get(key), str):
            yield Fact(str(term), tuple(str(own[key]).split("\n")))
    yield Fact(_("Name published"), (_("Yes") if own.get("named") else _("No, withheld"),))


_TYPED: Final[Mapping[str, Lazy]] = {
    "consulted": lazy("How members or clients were consulted"),
    "interests": lazy("Interests to declare"),
}

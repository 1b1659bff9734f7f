"""A draft laid out to be checked before it is lodged: what was written, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.canonical import Json
from portal.consultations.documents import entries, string, strings
from portal.consultations.paper import Clause, Paper, Question, Words
from portal.drafting.enclosed import Enclosed
from portal.drafting.profile import Profile
from portal.drafting.writing import LETTER, NOTHING, Written

CELLS = ("ordinance", "section", "suggestion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer or comment to check: its choices in words, what was typed, and its secrecy.

    `typed` holds (part, words) pairs; the part is "" for an answer's own words. `is_stale` says
    that a clause was worded anew after the comment on it was written.
    """

    key: str
    title: Words
    written: Written
    position: str = ""
    choices: tuple[Words, ...] = ()
    number: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()
    is_stale: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.written.value)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the draft: a group of questions by its key, "clauses", or "letter"."""

    key: str
    title: Words
    given: tuple[Given, ...]

    @property
    def blank(self) -> tuple[Given, ...]:
        """List what was left blank."""
        return tuple(each for each in self.given if not each.is_answered)

    @property
    def answered(self) -> tuple[Given, ...]:
        """List what was answered."""
        return tuple(each for each in self.given if each.is_answered)


@dataclass(frozen=True, slots=True)
class Described:
    """Who answers, its codes in words; a code that is no longer offered has none."""

    profile: Profile
    kind: Words
    sectors: tuple[Words, ...]
    main_sector: Words


@dataclass(frozen=True, slots=True)
class Check:
    """A draft as its holder looks it through.

    `unasked` lists keys that were answered and are no longer in the paper; `removed` counts the
    characters nobody can see that were taken out; `missing` names what has to be given yet:
    "name", "answers", "files" (of which something is asked yet), or the key of a question.
    """

    described: Described
    groups: tuple[Part, ...]
    clauses: Part
    letter: Part
    unasked: tuple[str, ...]
    removed: int
    missing: tuple[str, ...]
    files: tuple[Enclosed, ...] = ()

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of the response may be published."""
        profile = self.described.profile
        return profile.get("confidential", False) or not profile.get("publication", False)


def check_of(
    paper: Paper,
    profile: Profile,
    so_far: Mapping[str, Written],
    files: Sequence[Enclosed] = (),
) -> Check:
    """Lay out every question, the clauses that were commented on, the letter, and the files."""
    known = {
        LETTER,
        *(question.key for question in paper.questions),
        *(clause.key for clause in paper.clauses),
    }
    return Check(
        described=described(paper, profile),
        groups=tuple(
            Part(
                group.key,
                group.title,
                tuple(answer_given(each, so_far.get(each.key)) for each in group.questions),
            )
            for group in paper.groups
        ),
        clauses=Part(
            "clauses",
            {},
            tuple(
                comment_given(each, so_far[each.key])
                for each in paper.clauses
                if each.key in so_far
            ),
        ),
        letter=Part(LETTER, {}, (letter_given(so_far.get(LETTER)),)),
        unasked=tuple(sorted(set(so_far) - known)),
        removed=sum(written.removed for written in so_far.values()),
        missing=tuple(_missing(paper, profile, so_far, files)),
        files=tuple(files),
    )


def described(paper: Paper, profile: Profile) -> Described:
    """Put the codes of a profile into words."""
    kinds = {each.key: each.name for each in paper.body_kinds}
    sectors = {each.key: each.name for each in paper.sectors}
    return Described(
        profile=profile,
        kind=kinds.get(profile.get("kind", ""), {}),
        sectors=tuple(sectors[key] for key in profile.get("sectors", []) if key in sectors),
        main_sector=sectors.get(profile.get("main_sector", ""), {}),
    )


def answer_given(question: Question, written: Written | None) -> Given:
    """Lay out the answer to one question."""
    written = written or NOTHING
    value = written.value
    chosen = {string(value.get("choice")), *strings(value.get("choices"))}
    return Given(
        key=question.key,
        title=question.words,
        written=written,
        choices=tuple(each.label for each in question.options if each.key in chosen),
        number=" ".join(filter(None, (string(value.get("number")), string(value.get("unit"))))),
        typed=tuple(_typed(value, ("other", "text"))),
        rows=tuple(
            {cell: string(row.get(cell)) for cell in CELLS} for _, row in entries(value.get("rows"))
        ),
    )


def comment_given(clause: Clause, written: Written | None) -> Given:
    """Lay out the comment on one clause or general heading."""
    written = written or NOTHING
    return Given(
        key=clause.key,
        title=clause.title,
        written=written,
        position=string(written.value.get("position")),
        typed=tuple(_typed(written.value, ("view", "wording", "evidence"))),
        is_stale=written.text_sha256 not in {None, clause.text_sha256},
    )


def letter_given(written: Written | None) -> Given:
    """Lay out the letter."""
    written = written or NOTHING
    return Given(
        key=LETTER, title={}, written=written, typed=tuple(_typed(written.value, ("text",)))
    )


def _missing(
    paper: Paper, profile: Profile, so_far: Mapping[str, Written], files: Sequence[Enclosed]
) -> Iterator[str]:
    if not profile.get("name"):
        yield "name"
    if not so_far and not files:
        yield "answers"
    if any(file.asked for file in files):
        yield "files"
    for question in paper.questions:
        if question.is_required and question.key not in so_far:
            yield question.key


def _typed(value: Mapping[str, Json], parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        said = string(value.get(part))
        if said:
            yield ("" if part == "text" else part), said

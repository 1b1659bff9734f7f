"""The paper that was consulted on, as a report needs it: clauses, questions, sectors, codeframe."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """Whatever has a name in the languages of the consultation."""

    en: str
    zh_hant: str = ""
    zh_hans: str = ""

    @property
    def words(self) -> Words:
        """Give the name by language key, without the languages that have none."""
        every = {"en": self.en, "zh_hant": self.zh_hant, "zh_hans": self.zh_hans}
        return {key: words for key, words in every.items() if words}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, or a general heading, under which views are gathered."""

    id: str
    kind: str
    title: Words
    text: Words = field(default_factory=dict)
    source: str = ""
    origin: str = ""
    themes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Named):
    """One option of a question; its id is what respondents' records hold."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Named):
    """A question; ``declares`` names the clause on which its answer is a position."""

    id: str
    kind: str
    options: tuple[Option, ...] = ()
    clauses: tuple[str, ...] = ()
    declares: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A page of the questionnaire."""

    id: str
    title: Words
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Named):
    """A kind of body, or a sector, by its code."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingGroup(Named):
    """Sectors that tables show together."""

    code: str
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sectors:
    """Kinds of body, sectors, and the groups in which tables report them."""

    body_kinds: tuple[Label, ...] = ()
    sectors: tuple[Label, ...] = ()
    reporting_groups: tuple[ReportingGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Named):
    """A theme of the codeframe; ``into`` names the theme a merged one went to."""

    code: str
    level: int = 1
    parent: str | None = None
    definition: Words = field(default_factory=dict)
    is_retired: bool = False
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Codeframe:
    """The codeframe as published; version 0 where none has been."""

    version: int = 0
    sha256: str = ""
    themes: tuple[Theme, ...] = ()

    def standing(self, code: str) -> str:
        """Say where a theme stands today: itself, or what it was merged into."""
        into = {theme.code: theme.into for theme in self.themes if theme.into}
        seen = {code}
        while code in into and into[code] not in seen:
            code = into[code] or code
            seen.add(code)
        return code

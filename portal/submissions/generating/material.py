"""What made-up submissions are made of: a consultation's own files, sentences and phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from portal.canonical import Json
from portal.consultations.documents import at, entries, mapping, string, strings
from portal.consultations.folder import Folder
from portal.consultations.paper import Category, Clause, Question, Words
from portal.consultations.readings import categories, clause_of, question_of
from portal.language import Language

Provision: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's phrases with their slots ("{document}"), by what they are for."""

    frames: Mapping[str, tuple[str, ...]]
    ordinances: tuple[Provision, ...]
    join: str
    clause: str


@dataclass(frozen=True, slots=True)
class Names:
    """The parts that names of bodies are put together from; endings by kind of body."""

    first: tuple[Words, ...]
    second: tuple[Words, ...]
    trade: tuple[Words, ...]
    endings: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence somebody wrote for the purpose, and the themes it is about."""

    words: str
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a made-up submission may contain; phrases and sentences by language key."""

    opens_at: datetime
    closes_at: datetime
    languages: tuple[Language, ...]
    questions: tuple[Question, ...]
    clauses: tuple[Clause, ...]
    kinds: tuple[str, ...]
    sectors: tuple[Category, ...]
    documents: tuple[Words, ...]
    phrases: Mapping[str, Phrases]
    names: Names
    sentences: Mapping[str, tuple[Sentence, ...]]


def material_of(folder: Folder, sentences: Sequence[Json], phrases: Json) -> Material:
    """Gather what is written from a folder without fault, its sentences and our phrases."""
    default = Language(string(folder.manifest.get("default_language"))).key
    scales = mapping(folder.layout["scales"])
    questions = tuple(question_of(0, body, scales, default) for body in folder.questions)
    sectors = categories(folder.sectors.get("sectors"), default)
    languages = tuple(Language(each) for each in strings(folder.manifest.get("languages")))
    return Material(
        opens_at=folder.opens_at,
        closes_at=folder.closes_at,
        languages=languages,
        questions=questions,
        clauses=tuple(clause_of(0, body, "", default) for body in folder.clauses),
        kinds=tuple(each.key for each in categories(folder.sectors.get("body_kinds"), default)),
        sectors=sectors,
        documents=_documents(questions) or tuple(each.name for each in sectors),
        phrases={each.key: _phrases(at(phrases, each.key)) for each in languages},
        names=_names(at(phrases, "names")),
        sentences={each.key: _sentences(sentences, each) for each in languages},
    )


def _documents(questions: Sequence[Question]) -> tuple[Words, ...]:
    """List the things that questions with several options ask about, save "other"."""
    return tuple(
        option.label
        for question in questions
        if question.kind == "multi+text"
        for option in question.options
        if option.key != "other"
    )


def _phrases(document: Json) -> Phrases:
    held = mapping(document)
    frames = {name: tuple(strings(each)) for name, each in held.items() if name != "ordinances"}
    pairs = [strings(each) for each in _list(held.get("ordinances"))]
    return Phrases(
        frames=frames,
        ordinances=tuple((pair[0], pair[1]) for pair in pairs),
        join=string(held.get("join")),
        clause=string(held.get("clause")),
    )


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _names(document: Json) -> Names:
    return Names(
        first=_words(at(document, "first")),
        second=_words(at(document, "second")),
        trade=_words(at(document, "trade")),
        endings={kind: _text(each) for kind, each in mapping(at(document, "suffix")).items()},
    )


def _words(value: Json) -> tuple[Words, ...]:
    return tuple(_text(each) for _, each in entries(value))


def _text(value: Json) -> Words:
    return {key: string(each) for key, each in mapping(value).items()}


def _sentences(lines: Sequence[Json], language: Language) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(string(at(line, "text")), frozenset(strings(at(line, "themes"))))
        for line in lines
        if at(line, "lang") == language and at(line, "hard") is not True
    )

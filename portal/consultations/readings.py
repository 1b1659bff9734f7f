"""From the JSON of a folder, or of a row that keeps a part of it, to the values of a paper."""

from collections.abc import Mapping
from typing import TypeAlias

from portal.canonical import Json
from portal.consultations.documents import at, entries, listing, mapping, string, strings
from portal.consultations.paper import (
    Business,
    Category,
    Clause,
    Enclosure,
    Front,
    Group,
    Option,
    Question,
    ReportingGroup,
    Words,
)
from portal.consultations.statement import statement_words
from portal.consultations.wordings import KEYS

Body: TypeAlias = Mapping[str, Json]


def words_of(value: Json, fallback: str) -> Words:
    """Read a text in its languages; one it lacks gets the words of the fallback language."""
    held = {key: string(each) for key, each in mapping(value).items() if key in KEYS}
    return {key: held.get(key) or held.get(fallback, "") for key in KEYS} if held else {}


def front_of(manifest: Body, sectors: Body) -> Front:
    """Read a manifest, with the names of the sectors it speaks of."""
    default = default_of(manifest)

    def text(*path: str) -> Words:
        return words_of(at(manifest, *path), default)

    return Front(
        title=text("title"),
        short_title=text("short_title"),
        subtitle=text("subtitle"),
        bureau=text("bureau"),
        government=text("government"),
        status_mark=text("status_mark"),
        description=text("description"),
        period_note=text("period", "note"),
        seeks_small_firms=at(manifest, "small_firms", "views_sought") is True,
        small_firms=text("small_firms", "note"),
        businesses=_businesses(manifest, sectors, default),
        enclosures=_enclosures(manifest, default),
        contact={key: words_of(each, default) for key, each in _contact(manifest).items()},
        remarks=tuple(words_of(each, default) for each in listing(manifest.get("remarks"))),
        languages=tuple(strings(manifest.get("languages"))),
        default_language=string(manifest.get("default_language")),
        is_reconstructed=_is_reconstructed(manifest),
    )


def default_of(manifest: Body) -> str:
    """Return the content key of the language shown where a text lacks the reader's own."""
    return string(manifest.get("default_language")).replace("-", "_")


def _contact(manifest: Body) -> Body:
    return mapping(manifest.get("contact"))


def _is_reconstructed(body: Body) -> bool:
    return body.get("origin") == "reconstructed"


def _businesses(manifest: Body, sectors: Body, default: str) -> tuple[Business, ...]:
    names = {each.key: each.name for each in categories(sectors.get("sectors"), default)}
    return tuple(
        Business(
            key=string(each.get("id")),
            title=words_of(each.get("title"), default),
            effect=words_of(each.get("effect"), default),
            sectors=tuple(names[code] for code in strings(each.get("sectors"))),
        )
        for _, each in entries(manifest.get("businesses_affected"))
    )


def _enclosures(manifest: Body, default: str) -> tuple[Enclosure, ...]:
    return tuple(
        Enclosure(
            key=string(each.get("id")),
            title=words_of(each.get("title"), default),
            page=string(each.get("page")),
            url=string(each.get("url")),
        )
        for _, each in entries(manifest.get("documents"))
    )


def categories(value: Json, default: str) -> tuple[Category, ...]:
    """Read a list of kinds of body or of sectors."""
    return tuple(
        Category(string(each.get("code")), words_of(each, default)) for _, each in entries(value)
    )


def reporting_groups_of(sectors: Body, default: str) -> tuple[ReportingGroup, ...]:
    """Read the reporting groups of sectors.json."""
    return tuple(
        ReportingGroup(
            string(each.get("code")), words_of(each, default), tuple(strings(each.get("sectors")))
        )
        for _, each in entries(sectors.get("reporting_groups"))
    )


def clause_of(row: int, body: Body, text_sha256: str, default: str) -> Clause:
    """Read one wording of a clause or general heading."""
    return Clause(
        id=row,
        key=string(body.get("id")),
        is_general=body.get("kind") == "general",
        title=words_of(body.get("title"), default),
        text=words_of(body.get("text"), default),
        source=string(body.get("source")),
        questions=tuple(strings(body.get("questions"))),
        themes=tuple(strings(body.get("themes"))),
        is_reconstructed=_is_reconstructed(body),
        text_sha256=text_sha256,
    )


def question_of(row: int, body: Body, scales: Body, default: str) -> Question:
    """Read one wording of a question; one of agree5 takes its options from the scale."""
    kind = string(body.get("kind"))
    options = scales.get("agree5") if kind == "agree5+text" else body.get("options")
    return Question(
        id=row,
        key=string(body.get("id")),
        kind=kind,
        words=words_of(body, default),
        options=tuple(
            Option(string(each.get("id")), words_of(each, default)) for _, each in entries(options)
        ),
        clauses=tuple(strings(body.get("clauses"))),
        themes=tuple(strings(body.get("themes"))),
        declares=string(body.get("declares")) or None,
        is_required=body.get("required") is True,
        source=string(body.get("source")),
        is_reconstructed=_is_reconstructed(body),
    )


def groups_of(layout: Body, questions: tuple[Question, ...], default: str) -> tuple[Group, ...]:
    """Read the pages of the questionnaire with their questions."""
    by_key = {question.key: question for question in questions}
    return tuple(
        Group(
            key=string(each.get("id")),
            title=words_of(each.get("title"), default),
            questions=tuple(by_key[key] for key in strings(each.get("questions"))),
        )
        for _, each in entries(layout.get("groups"))
    )


def notices_of(notices: Body, default: str) -> dict[str, Words]:
    """Read the notices; the collection statement is written out as one text."""
    statement = notices.get("collection_statement")
    languages = tuple(key for key in KEYS if at(statement, "lead", key))
    read = {key: words_of(each, default) for key, each in notices.items()}
    read["collection_statement"] = words_of(statement_words(statement, languages), default)
    return read

"""A bureau that knows only the schemas writes a small folder of its own, and it loads."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.consultations.actions import load
from portal.consultations.folder import inspect
from portal.consultations.queries import paper
from portal.consultations.schemas import breaches

NOW = datetime(2027, 3, 1, tzinfo=UTC)
WORDS = {"en": "Words.", "zh-hant": "文字。", "zh-hans": "文字。"}


def written(*languages: str) -> dict[str, bytes]:
    """Write the smallest folder there can be, in some languages."""
    text: dict[str, Json] = {each.replace("-", "_"): WORDS[each] for each in languages}
    documents: dict[str, Json] = {
        "consultation": _manifest(text, languages),
        "clauses": [
            {
                "id": "C1",
                "kind": "clause",
                "title": text,
                "text": text,
                "questions": ["Q1"],
                "themes": ["1.1"],
                "origin": "official",
            }
        ],
        "questions": _questions(text),
        "codeframe": _codeframe(text),
        "sectors": {
            "body_kinds": [{"code": "company", **text}],
            "sectors": [{"code": "market", **text}],
            "reporting_groups": [{"code": "all", **text, "sectors": ["market"]}],
        },
        "notices": _notices(text),
    }
    return {f"{name}.json": json.dumps(each).encode() for name, each in documents.items()}


def _notices(text: dict[str, Json]) -> Json:
    part: dict[str, Json] = {"heading": text, "text": text}
    statement: dict[str, Json] = {
        "lead": text,
        "purpose": part,
        "obligation": {**part, "consequence": text},
        "transferees": part,
        "access": part,
        "retention": part,
        "requests": {**part, "officer": {"title": text, "address": text}},
    }
    notices: dict[str, Json] = dict.fromkeys(
        (
            "about",
            "how_to_respond",
            "what_will_be_published",
            "confidentiality",
            "copyright",
            "closed",
            "late",
            "reading_guide",
            "declaration",
        ),
        text,
    )
    return {**notices, "collection_statement": statement}


def _manifest(text: dict[str, Json], languages: tuple[str, ...]) -> Json:
    return {
        "slug": "market-stalls",
        "reference_prefix": "MKT",
        "origin": "official",
        "title": text,
        "short_title": text,
        "bureau": text,
        "government": text,
        "description": text,
        "period": {"opens": "2027-02-01T09:00:00+08:00", "closes": "2027-04-30T23:59:59+08:00"},
        "time_zone": "Asia/Hong_Kong",
        "languages": languages,
        "default_language": languages[0],
        "businesses_affected": [
            {"id": "stalls", "sectors": ["market"], "title": text, "effect": text}
        ],
        "small_firms": {"views_sought": True, "note": text},
        "documents": [{"id": "paper", "title": text, "url": "https://example.org/paper.pdf"}],
        "contact": {"officer": text, "address": text, "email": text},
    }


def _questions(text: dict[str, Json]) -> Json:
    degrees = ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree")
    return {
        "scales": {"agree5": [{"id": degree, **text} for degree in degrees]},
        "groups": [{"id": "all", "title": text, "questions": ["Q1"]}],
        "questions": [
            {
                "id": "Q1",
                "kind": "agree5+text",
                **text,
                "clauses": ["C1"],
                "declares": "C1",
                "required": True,
                "themes": ["1.1"],
                "origin": "official",
            }
        ],
    }


def _codeframe(text: dict[str, Json]) -> Json:
    sub: dict[str, Json] = {
        "code": "1.1",
        "level": 2,
        "parent": "1",
        **text,
        "definition": text,
        "include": text,
        "exclude": text,
        "keywords_en": ["stall"],
        "keywords_zh": ["檔口"],
    }
    return [{"code": "1", "level": 1, "parent": None, **text, "definition": text}, sub]


@pytest.mark.parametrize(
    "languages", [("en",), ("zh-hant",), ("en", "zh-hant"), ("zh-hant", "en", "zh-hans")]
)
def test_the_smallest_folder_loads_in_whatever_languages_it_declares(
    session: Session, languages: tuple[str, ...]
) -> None:
    folder, faults = inspect(written(*languages), breaches)
    assert faults == []

    read = paper(session, load(session, folder, now=NOW).consultation)

    assert read.front.title["zh_hans"] == WORDS[languages[0] if len(languages) < 3 else "zh-hans"]
    assert read.front.status_mark == {}
    assert not read.clause("C1").is_reconstructed
    assert read.question("Q1").is_required

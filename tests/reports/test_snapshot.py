"""A snapshot is one document: read back whole, the same bytes for the same values, or refused."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from portal.reports import paper, snapshot
from portal.reports.shape import ShapeError
from portal.reports.snapshot import read, write
from tests.reports.makers import saying, shipped, submission

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs/schema/snapshot.json").read_text("utf-8")
)
RECORDS = {name: kind for room in (snapshot, paper) for name, kind in vars(room).items()}


def test_a_snapshot_is_read_back_as_it_was_written() -> None:
    document = write(shipped())

    assert read(document) == shipped()
    assert write(read(document)) == document


def test_a_snapshot_fits_its_published_schema() -> None:
    document = json.loads(write(shipped()))

    assert not list(Draft202012Validator(SCHEMA).iter_errors(document))


@pytest.mark.parametrize("name", sorted(SCHEMA["$defs"]))
def test_the_schema_names_every_field_and_no_other(name: str) -> None:
    stated = set(SCHEMA["$defs"][name]["properties"])

    assert stated == {field.name for field in fields(RECORDS[name])}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (b"[]", "$.format"),
        (b"{", "$"),
        (b'{"format": "portal-snapshot/2"}', "$.format"),
        (b'{"format": "portal-snapshot/1", "clock": 1}', "$.clock"),
        (b'{"format": "portal-snapshot/1", "as_at": 3}', "$.as_at"),
        (b'{"format": "portal-snapshot/1", "as_at": ""}', "$.consultation"),
    ],
)
def test_another_document_is_refused_by_place(document: bytes, place: str) -> None:
    with pytest.raises(ShapeError) as refused:
        read(document)

    assert refused.value.at == place


def test_words_at_no_place_are_refused() -> None:
    astray = submission(**saying("Words.", place="Q1.view"))
    document = write(replace(shipped(), submissions=(astray,)))

    with pytest.raises(ShapeError) as refused:
        read(document)

    assert refused.value.at == "$.submissions[0].answers[0].place"


def test_nobody_is_reached_through_a_snapshot() -> None:
    words = write(shipped()).decode()

    assert "@quarrychannel.example" not in words
    assert "external_id" not in words

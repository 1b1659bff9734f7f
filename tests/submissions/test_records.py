"""What a receipt's hash vouches for."""

import json
import re
import runpy
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.canonical import Json, canonical
from portal.submissions.records import (
    FORMAT,
    RecordError,
    UnsummableError,
    disposed,
    record,
    verify,
)

RECEIPT = Path(__file__).parents[2] / "docs" / "receipt.md"
FIELDS: dict[str, Json] = {
    "respondent.1.name": {"en": "Kwong Fat Shipping", "zh_hant": "廣發航運 𨋢"},
    "Q1": {"choice": "agree", "text": 'We agree: "control" \\ possession.\n\n第二段\t…\x7f'},
    "Q13": {"number": "12.5", "unit": "days"},
    "Q7": {"choices": ["a", "b"], "other": None},
    "Q27.count": 3,
    "consent.publish": True,
}
SALTS = {path: sha256(path.encode()).digest()[:16] for path in FIELDS}

whole = st.integers(-(2**53) + 1, 2**53 - 1)
keys = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=8)
values = st.recursive(
    st.none() | st.booleans() | whole | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
fields_given = st.dictionaries(keys, values, max_size=5)


def salted(fields: dict[str, Json]) -> dict[str, bytes]:
    """Give each path a salt that another path has not."""
    return {path: sha256(path.encode()).digest()[:16] for path in fields}


def snippet() -> str:
    """Read the program that docs/receipt.md prints."""
    found = re.search(r"```python\n(.*?)```", RECEIPT.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("paths", [None, [], ["Q1", "respondent.1.name"]])
def test_the_program_in_the_document_sums_a_record_as_we_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    paths: list[str] | None,
) -> None:
    made = record(FIELDS, SALTS)
    program = tmp_path / "receipt.py"
    program.write_text(snippet(), "utf-8")
    kept = tmp_path / "record.json"
    kept.write_bytes(disposed(made.content, paths))
    monkeypatch.setattr(sys, "argv", [str(program), str(kept)])

    runpy.run_path(str(program))

    assert capsys.readouterr().out.strip() == made.sha256


def test_the_program_in_the_document_has_fifteen_lines() -> None:
    assert len([line for line in snippet().splitlines() if line]) <= 15


@given(fields_given)
def test_pythons_own_json_is_canonical_for_every_record(fields: dict[str, Json]) -> None:
    made = record(fields, salted(fields))

    own = json.dumps(
        json.loads(made.content), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )

    assert own.encode() == made.content


def test_the_sum_is_the_one_that_is_documented() -> None:
    made = record({"Q1": "yes"}, {"Q1": bytes(16)})

    leaf = sha256(bytes(16) + b'["Q1","yes"]').hexdigest()
    assert made.sha256 == sha256(f'[["Q1","{leaf}"]]'.encode()).hexdigest()
    assert json.loads(made.content) == {
        "format": FORMAT,
        "fields": [{"path": "Q1", "salt": "00" * 16, "value": "yes"}],
    }


@given(fields_given)
def test_a_record_verifies_in_whatever_order_its_fields_came(fields: dict[str, Json]) -> None:
    made = record(fields, salted(fields))

    turned = record(dict(reversed(fields.items())), salted(fields))

    assert verify(made.content) == made.sha256
    assert turned == made


def test_a_record_that_an_editor_laid_out_anew_still_verifies() -> None:
    made = record(FIELDS, SALTS)

    assert verify(json.dumps(json.loads(made.content), indent=4).encode()) == made.sha256


@pytest.mark.slow
@given(fields_given, st.data())
def test_disposing_leaves_the_sum_and_takes_the_words(
    fields: dict[str, Json], data: st.DataObject
) -> None:
    made = record(fields, salted(fields))
    paths = data.draw(st.none() | st.sets(st.sampled_from(sorted(fields))) if fields else st.none())

    left = disposed(made.content, paths)

    gone = fields.keys() if paths is None else paths
    entries = {entry["path"]: entry for entry in json.loads(left)["fields"]}
    assert verify(left) == made.sha256
    assert all(entries[path].keys() == {"path", "leaf"} for path in gone)
    assert all(entries[path]["value"] == fields[path] for path in fields.keys() - gone)
    assert disposed(left, paths) == left


@given(fields_given.filter(bool), st.data())
def test_a_changed_value_or_salt_changes_the_sum(
    fields: dict[str, Json], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(fields)))
    made = record(fields, salted(fields))

    said_otherwise = record({**fields, path: [fields[path]]}, salted(fields))
    salted_otherwise = record(fields, {**salted(fields), path: bytes(16)})

    assert len({made.sha256, said_otherwise.sha256, salted_otherwise.sha256}) == 3


@pytest.mark.parametrize(
    ("path", "value", "salt"),
    [
        ("Q1", 0.5, bytes(16)),
        ("Q1", [{"a": 1.0}], bytes(16)),
        ("Q1", {"鍵": 1}, bytes(16)),
        ("問", "x", bytes(16)),
        ("", "x", bytes(16)),
        ("a\nb", "x", bytes(16)),
        ("Q1", "x", bytes(15)),
        ("Q1", "x", b""),
    ],
)
def test_what_the_document_could_not_sum_is_never_recorded(
    path: str, value: Json, salt: bytes
) -> None:
    with pytest.raises(UnsummableError):
        record({path: value}, {path: salt})


ENTRY = '{"path":"Q1","salt":"' + "00" * 16 + '","value":1}'
NO_RECORDS = [
    b"",
    b"\xff",
    b"null",
    b"[]",
    b'{"fields":[]}',
    b'{"fields":[],"format":"portal-record-2"}',
    b'{"fields":{},"format":"portal-record-1"}',
    *(
        f'{{"fields":[{entries}],"format":"portal-record-1"}}'.encode()
        for entries in (
            "1",
            "{}",
            f"{ENTRY},{ENTRY}",
            f'{{"path":"Q2","leaf":"{"0" * 64}"}},{ENTRY}',
            ENTRY.replace('"value"', '"words"'),
            ENTRY.replace("00", "", 1),
            ENTRY.replace("00", "AA", 1),
            ENTRY.replace("00", "0 0", 1),
            ENTRY.replace(":1}", ':1,"more":2}'),
            ENTRY.replace(":1}", ':1,"value":2}'),
            ENTRY.replace(":1}", ":1e999}"),
            ENTRY.replace(":1}", ":NaN}"),
            ENTRY.replace(":1}", ':"\\ud800"}'),
            ENTRY.replace(":1}", f":{'9' * 5000}}}"),
            ENTRY.replace("Q1", "\\ud800"),
            ENTRY.replace(":1}", f":{'[' * 200_000}{']' * 200_000}}}"),
            '{"path":"Q1","leaf":"00"}',
            f'{{"path":"Q1","leaf":"{"g" * 64}"}}',
        )
    ),
]


@pytest.mark.parametrize("content", NO_RECORDS, ids=range(len(NO_RECORDS)))
def test_what_is_no_record_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(RecordError, match=r"not a record of this portal"):
        verify(content)
    with pytest.raises(RecordError):
        disposed(content)


@given(st.binary())
def test_any_file_is_summed_or_refused(content: bytes) -> None:
    with pytest.raises(RecordError):
        verify(content)


def test_an_empty_record_has_the_sum_of_an_empty_list() -> None:
    assert record({}, {}).sha256 == sha256(canonical([])).hexdigest()

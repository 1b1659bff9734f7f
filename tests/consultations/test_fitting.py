"""A document is refused for the same faults whether or not it was asked for them the fast way."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.canonical import Json
from portal.consultations.documents import FILES, at, mapping, walk
from portal.consultations.documents import Path as Steps
from portal.consultations.fitting import fit_for
from portal.consultations.schemas import SCHEMAS, breaches, departures
from tests.consultations.breaks import SHIPPED

LINES = ("submission-line", "coding-line")
ODD: tuple[Json, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        2.0,
        1e3,
        2**60,
        "",
        " ",
        "\n",
        "x",
        "X y",
        "agree\n",
        "Q1",
        "Q01",
    ),
    *("C4", "letter", "all", "2026-02-01", "2026-02-01T09:00:00Z\n", "12", "12.", "x" * 201),
    *([], {}, [[]], [{}], ["a", "a"], ["a", "b"], [1, True], [1, 1.0], {"text": "x"}, {"en": ""}),
    *({"choices": ["a"], "text": "x"}, {"choice": "a", "rows": []}, {"rows": [{"ordinance": "x"}]}),
)
KEYS = ("x", "en", "Q3", "Q01", "C4", "G1", "text", "choice", "choices", "rows", "number", "quote")


def documents(name: str) -> list[Json]:
    """What the schema of a name is for: the shipped folder's file, or lines of its samples."""
    if name in FILES:
        return [json.loads((SHIPPED / f"{name}.json").read_bytes())]
    kind = name.removesuffix("-line")
    with (SHIPPED / "samples" / f"{kind}s.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file][-40:]


def changed(document: Json, path: Steps, key: str, value: Json) -> Json:
    """Put a value in a document in place of another; or, at an object, under a new key."""
    made = copy.deepcopy(document)
    held, last = (at(made, *path), key) if key else (at(made, *path[:-1]), path[-1])
    if isinstance(held, dict | list):
        held[last] = copy.deepcopy(value)  # type: ignore[index]
    return made


def without(document: Json, path: Steps) -> Json:
    """Take what stands at a path out of a document."""
    made = copy.deepcopy(document)
    held = at(made, *path[:-1])
    if isinstance(held, dict | list):
        del held[path[-1]]  # type: ignore[arg-type]
    return made


def broken(data: st.DataObject, document: Json) -> Json:
    """Change something, somewhere in a document."""
    path, value = data.draw(st.sampled_from(list(walk(document))[1:]))
    deed = data.draw(st.sampled_from(("put", "add", "take")))
    if deed == "take":
        return without(document, path)
    key = data.draw(st.sampled_from(KEYS)) if deed == "add" and mapping(value) else ""
    return changed(document, path, key, data.draw(st.sampled_from(ODD)))


@pytest.mark.parametrize("name", LINES)
@given(data=st.data())
def test_the_fast_way_and_the_thorough_way_find_the_same(name: str, data: st.DataObject) -> None:
    assert_the_same(name, data)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=10)
@given(data=st.data())
def test_they_find_the_same_in_the_files_of_a_folder(name: str, data: st.DataObject) -> None:
    assert_the_same(name, data)


def assert_the_same(name: str, data: st.DataObject) -> None:
    """Break a document up to thrice, and hold what both ways find against each other."""
    document = data.draw(st.sampled_from(documents(name)))
    for _ in range(data.draw(st.integers(1, 3))):
        document = broken(data, document)

    assert list(breaches(name, document)) == list(departures(name, document))


@given(
    st.recursive(
        st.sampled_from([odd for odd in ODD if not isinstance(odd, dict | list)]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    )
)
def test_what_is_no_line_at_all_is_never_said_to_fit(document: Json) -> None:
    assert [*breaches("submission-line", document)] == [*departures("submission-line", document)]


def test_every_sample_is_known_to_fit_without_asking_further() -> None:
    fit = fit_for(json.loads((SCHEMAS / "submission-line.json").read_bytes()))

    assert all(map(fit, documents("submission-line")))


UNCERTAIN: list[tuple[Json, Json]] = [
    (True, 1),
    ({"oneOf": [{}]}, 1),
    ({"type": ["string", "null"]}, "x"),
    ({"type": "integer"}, True),
    ({"type": "integer"}, 1.0),
    ({"$ref": "other.json"}, 1),
    ({"$ref": "#/$defs/none"}, 1),
    ({"enum": [1]}, True),
    ({"uniqueItems": True}, [1, True]),
    ({"additionalProperties": {"type": "string"}}, {"x": 1}),
    ({"properties": {"x": {"$ref": "#"}}}, {"x": {}}),
]


@pytest.mark.parametrize(("schema", "document"), UNCERTAIN)
def test_what_cannot_be_told_at_once_is_not_called_certain(schema: Json, document: Json) -> None:
    assert not fit_for(schema)(document)

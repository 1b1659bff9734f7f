"""A place names one value, and can be found by whoever wrote the folder."""

import json

from hypothesis import given
from hypothesis import strategies as st

from portal.canonical import Json
from portal.consultations.documents import at, decode, walk
from portal.consultations.faults import place
from tests.consultations.breaks import shipped

DOCUMENTS: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "code", "en", "x"]), inner, max_size=4)
    ),
    max_leaves=20,
)


def test_entries_go_by_their_names_and_others_by_their_number() -> None:
    questions = json.loads(shipped()["questions.json"])

    assert place(questions, ("questions", 3, "zh_hant")) == "questions[Q4].zh_hant"
    assert place(questions, ("questions", 1, "options", 0, "en")) == (
        "questions[Q2].options[amend_cap_553].en"
    )
    assert place(["en", "fr"], (1,)) == "#2"
    assert place([{"id": "a"}, {"id": "a"}], (1, "id")) == "#2.id"


def test_no_two_values_of_the_shipped_folder_share_a_place() -> None:
    for content in shipped().values():
        document, _ = decode(content)

        places = [place(document, path) for path, _ in walk(document)]

        assert len(places) == len(set(places))


@given(DOCUMENTS)
def test_whatever_a_document_holds_can_be_walked_and_named(document: Json) -> None:
    for path, value in walk(document):
        assert at(document, *path) == value
        assert isinstance(place(document, path), str)

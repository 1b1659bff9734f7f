"""The one way to write a value."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.canonical import CanonicalError, Json, canonical, fingerprint, sha256

whole = st.integers(-(2**53) + 1, 2**53 - 1)
leaves = st.none() | st.booleans() | whole | st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "é\n\x1f"]}, '{"a":[true,null,"é\\n\\u001f"],"b":1}'),
        (
            [1.0, 1e30, 4.50, 2e-3, 1e-27, 333333333.33333329],
            "[1,1e+30,4.5,0.002,1e-27,333333333.3333333]",
        ),
        # Keys stand in the order of their UTF-16 units: a pair of surrogates before U+FB33.
        (
            {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5},
            '{"\\r":2,"1":4,"€":1,"😀":5,"\ufb33":3}',
        ),
        ((1, (2,)), "[1,[2]]"),
    ],
)
def test_values_are_written_as_rfc_8785_says(value: Json, written: str) -> None:
    assert canonical(value) == written.encode()


@given(values)
def test_what_is_written_reads_back(value: Json) -> None:
    assert json.loads(canonical(value)) == value


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
        ),
        max_leaves=8,
    )
)
def test_any_value_is_written_or_refused_as_the_library_of_the_standard_does(value: Json) -> None:
    try:
        written = rfc8785.dumps(value)
    except ValueError:
        with pytest.raises(CanonicalError):
            canonical(value)
    else:
        assert canonical(value) == written


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), whole))
def test_order_makes_no_difference(value: dict[str, int]) -> None:
    turned = dict(reversed(value.items()))

    assert fingerprint(turned) == fingerprint(value) == sha256(canonical(value))


def deep() -> Json:
    """Make a list a hundred thousand deep."""
    value: Json = []
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value", ["\ud800", {"\ud800": 1}, 2**53, float("nan"), float("inf"), deep()], ids=range(6)
)
def test_what_has_no_form_is_refused(value: Json) -> None:
    with pytest.raises(CanonicalError):
        canonical(value)

"""A root stands for a whole list: every entry can be proved to be in it, and no other one."""

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.receipts.trees import EMPTY, climbed, path, root

lists = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def plainly(entries: list[bytes]) -> bytes:
    """Sum a tree level by level, a node without a neighbour moving up: another way to the root."""
    level = [hashlib.sha256(b"\x00" + entry).digest() for entry in entries]
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [
            hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0]
            for pair in pairs
        ]
    return level[0]


def test_an_empty_list_has_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY == hashlib.sha256(b"").hexdigest()


def test_the_published_tree_of_seven_leaves_comes_out() -> None:
    """The test data of Certificate Transparency's own reference implementation."""
    entries = [
        bytes.fromhex(one)
        for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
    ]

    assert root(entries) == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"


@given(lists)
def test_two_ways_of_summing_give_one_root(entries: list[bytes]) -> None:
    assert root(entries) == plainly(entries).hex()


@given(lists, st.data())
def test_every_entry_climbs_to_the_root_and_to_no_other(
    entries: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    steps = path(entries, index)

    assert climbed(entries[index], index, len(entries), steps) == root(entries)
    assert climbed(entries[index] + b"!", index, len(entries), steps) != root(entries)
    assert climbed(entries[index], index, len(entries), (*steps, "00" * 32)) != root(entries)
    if steps:
        assert climbed(entries[index], index, len(entries), steps[:-1]) != root(entries)


@given(lists, st.integers())
def test_what_is_not_in_the_list_has_no_path(entries: list[bytes], index: int) -> None:
    assume(not 0 <= index < len(entries))

    with pytest.raises(IndexError):
        path(entries, index)
    assert climbed(b"", index, len(entries), ()) == ""

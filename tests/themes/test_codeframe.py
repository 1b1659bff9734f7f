"""A codeframe is what its events add up to, and no theme that ever was is lost."""

from hypothesis import given
from hypothesis import strategies as st

from portal.canonical import Json
from portal.themes.codeframe import (
    Codeframe,
    Event,
    EventKind,
    add_up,
    code_order,
    differences,
    proposal,
)
from tests.themes.makers import SMALL, entry


def events(*later: tuple[EventKind, int, dict[str, Json]]) -> list[Event]:
    """The small codeframe proposed and published, then what happened later."""
    made = [(EventKind.PROPOSE, place, proposal(raw)) for place, raw in enumerate(SMALL, 1)]
    made += [(EventKind.PUBLISH, place, {}) for place in range(1, len(SMALL) + 1)]
    return [Event(at, *each) for at, each in enumerate([*made, *later], start=1)]


def frame(*later: tuple[EventKind, int, dict[str, Json]]) -> Codeframe:
    return add_up(events(*later))


def test_codes_stand_as_people_read_them() -> None:
    codes = [each.code for each in frame().open]

    assert codes == ["1", "1.1", "1.2", "2", "2.1", "2.9", "2.10"]
    assert sorted(["B", "10", "9.2", "9.10", "A.1"], key=code_order) == [
        "9.2", "9.10", "10", "A.1", "B",
    ]  # fmt: skip


def test_a_theme_proposed_is_not_open_before_it_is_published() -> None:
    proposed = add_up([Event(1, EventKind.PROPOSE, 1, proposal(entry("1")))])

    assert not proposed.open
    assert proposed.themes[1].names["zh_hant"] == "主題1"


def test_a_merged_theme_is_read_as_the_one_it_went_to() -> None:
    merged = frame((EventKind.MERGE, 2, {"into": 3}), (EventKind.MERGE, 3, {"into": 5}))

    assert merged.standing(2).code == "2.1"
    assert [each.code for each in merged.under("1")] == []


def test_a_moved_theme_is_found_by_its_old_code_and_keeps_its_identity() -> None:
    moved = frame((EventKind.MOVE, 2, {"code": "2.11", "parent": "2"}))

    found = moved.coded("1.1")

    assert found is not None
    assert (found.id, found.code, found.parent) == (2, "2.11", "2")
    assert moved.standing(2) is found


def test_split_and_retired_themes_are_closed_and_stay() -> None:
    changed = frame(
        (EventKind.SPLIT, 2, {"parts": [3, 5]}), (EventKind.RETIRE, 6, {"because": "unused"})
    )

    assert not {2, 6} & {each.id for each in changed.open}
    assert changed.standing(2).parts == (3, 5)
    assert changed.themes[6].is_retired


def test_renaming_changes_the_hash_and_nothing_else() -> None:
    before, after = frame(), frame((EventKind.RENAME, 2, {"names": {"en": "Other"}}))

    assert before.sha256 != after.sha256
    assert after.themes[2].definition == before.themes[2].definition


def test_a_folder_that_says_the_same_does_not_differ() -> None:
    assert list(differences(frame(), SMALL)) == []


def test_a_folder_tells_what_is_new_changed_and_missing() -> None:
    folder = [*SMALL[:-1], entry("3"), entry("1.1", definition={"en": "Else."})]
    folder.remove(SMALL[1])

    found = {(each.code, each.what) for each in differences(frame(), folder)}

    assert found == {("3", "new"), ("1.1", "definition"), ("2.10", "missing")}


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=12))
def test_every_theme_leads_to_one_that_was_not_merged(pairs: list[tuple[int, int]]) -> None:
    later: list[tuple[EventKind, int, dict[str, Json]]] = []
    for theme, into in pairs:
        now = frame(*later)
        if theme != into and now.themes[theme].is_standing and now.themes[into].is_standing:
            later.append((EventKind.MERGE, theme, {"into": into}))

    merged = frame(*later)

    assert all(merged.standing(theme).into is None for theme in merged.themes)

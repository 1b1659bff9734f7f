"""A folder is loaded whole or not at all, and every fault is told with its file and place."""

import json
import re
from pathlib import Path

import pytest

from portal.canonical import Json
from portal.consultations.disk import FaultyFolderError, inspect_folder, read_folder
from portal.consultations.faults import Fault
from tests.consultations.breaks import SHIPPED, Break, breaks, shipped

ODD: tuple[Json, ...] = (None, 7, "odd", [], {}, [[]], [{}], {"id": []}, [{"id": "x"}, {"id": 3}])
FAULTS = SHIPPED.parents[1] / "docs" / "faults.md"
BREAKS = breaks()


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_the_folder_that_ships_has_no_fault() -> None:
    folder, faults = inspect_folder(SHIPPED)

    assert faults == []
    assert folder.slug == "e-trade-documents"


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.wrong)
def test_each_fault_is_told_with_its_file_and_place(broken: Break, tmp_path: Path) -> None:
    files = shipped()
    broken.apply(files)

    _, faults = inspect_folder(written(tmp_path, files))

    told = [fault for fault in faults if (fault.file, fault.place) == (broken.file, broken.place)]
    assert any(broken.says in fault.message for fault in told), faults


def test_the_list_in_the_documentation_is_the_list_that_is_tried() -> None:
    table = re.findall(
        r"^\| \d+ \| (.+?) \| `(.+?)` \| (.*?) \| (.+?) \|$",
        FAULTS.read_text("utf-8"),
        re.MULTILINE,
    )

    tried = [
        (each.wrong, each.file, f"`{each.place}`" if each.place else "the file", each.says)
        for each in BREAKS
    ]
    assert table == tried
    assert len(tried) >= 40


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    files = shipped()
    wanted = [
        next(each for each in BREAKS if each.wrong == wrong)
        for wrong in (
            "The title is missing",
            "A clause lists an unknown theme",
            "A question stands in no group",
            "A sub-theme has no keywords",
            "A sector stands in no reporting group",
            "The terms of copyright are missing",
        )
    ]
    for each in wanted:
        each.apply(files)

    with pytest.raises(FaultyFolderError) as refused:
        read_folder(written(tmp_path, files))

    told = [(fault.file, fault.place) for fault in refused.value.faults]
    assert told == [(each.file, each.place) for each in wanted]


@pytest.mark.slow
def test_no_break_of_one_value_is_met_with_an_error(tmp_path: Path) -> None:
    """Whatever stands where something else belongs is a fault, never a crash."""
    for name in shipped():
        for odd in ODD:
            files = shipped() | {name: json.dumps(odd).encode()}

            _, faults = inspect_folder(written(tmp_path, files))

            assert faults, (name, odd)


def test_a_fault_is_written_on_one_line() -> None:
    assert str(Fault("a.json", "b.c", "missing")) == "a.json: b.c: missing"
    assert str(Fault("a.json", "", "the file is missing")) == "a.json: the file is missing"

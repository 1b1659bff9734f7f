"""Made-up submissions: repeatable to the byte, plausible, and taken by the import as they are."""

import json
import subprocess
import sys
from datetime import datetime
from io import StringIO
from pathlib import Path
from statistics import mean

import pytest

from portal.canonical import Json
from portal.consultations.disk import read_folder
from portal.consultations.documents import at, decode, mapping, string
from portal.consultations.folder import Folder
from portal.consultations.schemas import breaches
from portal.submissions.generating import (
    Line,
    Material,
    generated,
    material_of,
    read_material,
    write_generated,
)
from portal.submissions.generating.phrasing import length
from portal.submissions.generating.reading import PHRASES
from tests.consultations.breaks import SHIPPED
from tests.submissions.samples import paper, taken, texts

COUNT = 1000
IN_A_PROCESS = (
    "import sys; from pathlib import Path;"
    "from portal.submissions.generating import write_generated;"
    "write_generated(sys.stdout, Path(sys.argv[1]), count=40, seed=3)"
)


CAMPAIGN_OPENING = frozenset(
    string(at(decode(PHRASES.read_bytes())[0], key, "campaign", 0))
    for key in ("en", "zh_hant", "zh_hans")
)


@pytest.fixture(scope="module")
def material() -> Material:
    return read_material(SHIPPED)


@pytest.fixture(scope="module")
def lines(material: Material) -> list[Line]:
    return list(generated(material, count=COUNT, seed=11))


def written(count: int, seed: int) -> str:
    stream = StringIO()
    write_generated(stream, SHIPPED, count=count, seed=seed)
    return stream.getvalue()


def test_the_same_count_and_seed_give_the_same_bytes_in_another_process() -> None:
    done = subprocess.run(  # noqa: S603 (our own interpreter and words)
        [sys.executable, "-c", IN_A_PROCESS, str(SHIPPED)],
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode() == written(40, 3)


def test_another_seed_gives_other_texts() -> None:
    assert written(5, 3) != written(5, 4)


def test_a_smaller_count_is_the_beginning_of_a_larger_one() -> None:
    assert written(60, 3).startswith(written(40, 3))


def test_nothing_is_made_before_it_is_asked_for(material: Material) -> None:
    first = next(generated(material, count=10**12, seed=1))

    assert first["external_id"] == "generated-1-000001"


def test_every_line_fits_the_schema_and_can_be_taken(lines: list[Line]) -> None:
    for line in lines[:250]:
        filing, faults = taken(line)

        assert list(breaches("submission-line", line)) == []
        assert faults == []
        assert filing is not None


def test_they_average_about_six_hundred_words(lines: list[Line]) -> None:
    sizes = [sum(map(length, texts(line).values())) for line in lines[:400] if not is_copy(line)]

    assert 520 < mean(sizes) < 700
    assert min(sizes) < 150
    assert max(sizes) > 1500


def is_copy(line: Line) -> bool:
    letter = line.get("letter")
    return (
        isinstance(letter, str)
        and "answers" not in line
        and CAMPAIGN_OPENING.issuperset(letter.split("\n\n")[1:2])
    )


def test_about_one_in_twelve_is_a_copy_of_a_campaign(lines: list[Line]) -> None:
    copies = [line for line in lines if is_copy(line)]
    distinct = {line["letter"] for line in copies}

    assert 0.05 < len(copies) / COUNT < 0.11
    assert len(distinct) < len(copies) / 2
    assert len(distinct) > 3


def test_all_but_campaign_letters_differ(lines: list[Line]) -> None:
    own = [
        json.dumps([line.get("answers"), line.get("letter")]) for line in lines if not is_copy(line)
    ]

    assert len(set(own)) == len(own)


def test_languages_channels_and_kinds_of_answer_all_occur(lines: list[Line]) -> None:
    answered = {key for line in lines for key in mapping(at(line, "answers"))}

    assert {line["language"] for line in lines} == {"en", "zh-hant", "zh-hans", "mixed"}
    assert {line["channel"] for line in lines} == {"web", "email", "post", "fax", "hand"}
    assert answered == {question.key for question in paper().questions}
    assert any("clauses" in line for line in lines)
    assert 0.02 < sum("restrictions" in line for line in lines) / COUNT < 0.12


def test_all_arrive_within_the_period(lines: list[Line]) -> None:
    moments = [datetime.fromisoformat(str(line["received_at"])) for line in lines]

    assert min(moments) >= paper().opens_at
    assert max(moments) < paper().closes_at


def test_a_folder_in_one_language_without_sentences_will_do() -> None:
    held = read_folder(SHIPPED).documents
    manifest = {**mapping(held["consultation"]), "languages": ["en"]}
    phrases, _ = decode(PHRASES.read_bytes())
    bare = material_of(Folder({**held, "consultation": manifest}), [], phrases)

    made = list(generated(bare, count=30, seed=2))

    assert {line["language"] for line in made} == {"en"}
    assert len({json.dumps(line) for line in made}) == 30


def test_phrases_in_the_three_languages_match() -> None:
    phrases, _ = decode(PHRASES.read_bytes())
    shapes = [
        {name: shape(each) for name, each in mapping(at(phrases, key)).items()}
        for key in ("en", "zh_hant", "zh_hans")
    ]

    assert shapes[0] == shapes[1] == shapes[2]


def shape(value: Json) -> int:
    return len(value) if isinstance(value, list) else 0

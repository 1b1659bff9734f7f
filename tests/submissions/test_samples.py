"""The samples read like a real consultation, and everything in them is where it is said to be."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from portal.canonical import Json
from portal.consultations.documents import at, string, strings
from portal.consultations.schemas import breaches
from portal.text import plain
from tests.submissions.samples import (
    SAMPLES,
    Line,
    cleared,
    declared,
    is_restricted,
    lines_of,
    paper,
    passages,
    positions,
    span,
    submissions,
    taken,
    themes,
    words,
)

CAMPAIGN = "sample-camp-"
HEADINGS = tuple(clause.key for clause in paper().clauses)
LATIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.,-]*")
SENTENCE_END = re.compile(r"(?<=[.?!;:])\s+|(?<=[。？！；：])|\n+")
POSITIONED = tuple(each.key for each in paper().clauses if paper().takes_position(each))
LANGUAGES = ("en", "zh-hant", "zh-hans")


@pytest.mark.parametrize(
    ("schema", "file"),
    [("submission-line", "submissions.jsonl"), ("coding-line", "codings.jsonl")],
)
def test_every_line_fits_its_schema(schema: str, file: str) -> None:
    found = [
        (number, finding)
        for number, line in enumerate(lines_of(SAMPLES / file), 1)
        for finding in breaches(schema, line)
    ]

    assert found == []


@pytest.mark.parametrize("external_id", submissions())
def test_every_submission_can_be_taken_as_it_stands(external_id: str) -> None:
    filing, faults = taken(submissions()[external_id])

    assert faults == []
    assert filing is not None


def test_texts_stand_as_they_are_kept() -> None:
    changed = [
        (key, place) for key, held in words().items() for place in held if not_plain(key, place)
    ]

    assert changed == []


def not_plain(external_id: str, place: str) -> bool:
    """Whether cleaning a text as the file has it changes anything."""
    document = submissions()[external_id]
    kept = words()[external_id][place]
    return plain(kept) != kept or kept not in all_strings(document)


def all_strings(value: Json) -> set[str]:
    """Gather every string of a document."""
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {each for part in inner for each in all_strings(part)}


def test_every_quote_stands_at_its_place_and_is_unmistakable() -> None:
    lost = [each for each in passages() if span(each)[0] < 0]
    unclear = [
        each
        for each in passages()
        if "nth" not in each
        and words()[string(each["external_id"])][string(each["on"])].count(string(each["quote"]))
        > 1
    ]

    assert (lost, unclear) == ([], [])


def test_codings_name_themes_of_the_second_level_and_clauses_of_the_paper() -> None:
    strange = [
        each
        for each in passages()
        if each["clause"] not in HEADINGS
        or any(themes().get(theme) != 2 for theme in strings(each["themes"]))
    ]

    assert strange == []


def test_nobody_codes_a_passage_twice() -> None:
    seen = Counter(
        (each["external_id"], each["on"], *span(each), each["coder"]) for each in passages()
    )

    assert [key for key, times in seen.items() if times > 1] == []


def test_an_assigned_position_rests_on_passages_coded_in_that_submission() -> None:
    coded = defaultdict(set)
    for each in passages():
        coded[each["external_id"]].add(each["quote"])

    loose = [
        (each["external_id"], quote)
        for each in positions()
        for quote in strings(each["passages"])
        if quote not in coded[each["external_id"]]
    ]

    assert loose == []


def test_a_second_person_confirms_a_position_that_nobody_declared() -> None:
    alone = [each for each in positions() if each["by"] == each["confirmed_by"]]
    doubled = [
        each
        for each in positions()
        if each["clause"] in declared(submissions()[string(each["external_id"])])
    ]
    pairs = Counter((each["external_id"], each["clause"]) for each in positions())

    assert (alone, doubled) == ([], [])
    assert set(pairs.values()) == {1}


def test_no_long_sentence_stands_twice_but_in_the_campaign() -> None:
    found: Counter[str] = Counter(
        sentence
        for key, held in words().items()
        if not key.startswith(CAMPAIGN)
        for text in held.values()
        for sentence in SENTENCE_END.split(text)
        if len(sentence) >= 60
    )

    assert [sentence for sentence, times in found.items() if times > 1] == []


def test_passages_are_many_and_reach_most_of_the_codeframe() -> None:
    distinct = {(each["external_id"], each["on"], *span(each)) for each in passages()}
    used = {theme for each in passages() for theme in strings(each["themes"])}

    assert len(distinct) >= 400
    assert used == {code for code, level in themes().items() if level == 2}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("heading", HEADINGS)
def test_every_heading_can_be_quoted_to_the_public_in_each_language(
    heading: str, language: str
) -> None:
    printable = [
        each
        for each in passages()
        if each["clause"] == heading
        and each["external_id"] in cleared()
        and submissions()[string(each["external_id"])]["language"] == language
        and not is_restricted(each)
    ]

    assert printable != []


@pytest.mark.parametrize("heading", POSITIONED)
def test_positions_on_every_clause_are_many_and_differ(heading: str) -> None:
    held = [declared(line).get(heading) for line in submissions().values()]
    held += [string(each["position"]) for each in positions() if each["clause"] == heading]
    taken_up = [position for position in held if position]

    assert len(taken_up) >= 10
    assert len(set(taken_up)) >= 2


def test_the_samples_are_of_many_sorts() -> None:
    lines = submissions().values()
    held = list(words().values())

    assert 28 <= len(lines) <= 40
    assert {line["language"] for line in lines} == {*LANGUAGES, "mixed"}
    assert {line["channel"] for line in lines} == {"web", "email", "post", "fax", "hand"}
    assert len({at(line, "respondent", "kind") for line in lines}) >= 9
    assert len({at(line, "respondent", "main_sector") for line in lines}) >= 12
    assert sum(at(line, "respondent", "named") is False for line in lines) >= 3
    assert sum(key.startswith(CAMPAIGN) for key in submissions()) == 5
    assert max(sum(map(latin_words, each.values())) for each in held) > 4000
    assert sum("letter" in line for line in lines) >= 10


def latin_words(text: str) -> int:
    return len(LATIN_WORD.findall(text))


def test_some_are_cleared_and_some_are_not() -> None:
    assert cleared() < set(submissions())
    assert len(cleared()) >= 24


def test_one_came_late() -> None:
    late = [
        key
        for key, line in submissions().items()
        if string(line["received_at"]) > paper().closes_at.isoformat()
    ]

    assert late == ["sample-en-10"]


def test_some_coded_passages_hold_restricted_words() -> None:
    assert sum(is_restricted(each) for each in passages()) >= 3
    assert any(each["external_id"] in cleared() and is_restricted(each) for each in passages())


def test_hong_kong_characters_beyond_the_common_ones_occur() -> None:
    held = "".join(text for each in words().values() for text in each.values())

    assert set("𨋢嘅喺咗嗰㗎邨") <= set(held)


def sentences() -> Iterator[Line]:
    return lines_of(SAMPLES / "sentences.jsonl")


def test_every_sentence_says_that_it_is_made_up_and_names_known_themes() -> None:
    strange = [
        each
        for each in sentences()
        if each["origin"] != "authored, synthetic"
        or any(theme not in themes() for theme in strings(each["themes"]))
    ]
    keys = Counter((each["id"], each["lang"]) for each in sentences())

    assert strange == []
    assert set(keys.values()) == {1}


def test_every_traditional_sentence_has_a_simplified_one() -> None:
    traditional = {each["id"] for each in sentences() if each["lang"] == "zh-hant"}
    simplified = {each["id"] for each in sentences() if each["lang"] == "zh-hans"}

    assert traditional == simplified

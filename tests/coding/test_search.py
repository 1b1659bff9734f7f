"""Both databases find the same: English by its stems, Chinese by one character or two."""

import pytest
from sqlalchemy.orm import Session

from portal.coding.actions import catch_up
from portal.coding.listing import Reading, Sieve, Sort
from portal.coding.search import count_unindexed, is_behind, terms
from portal.coding.sifting import neighbours, submissions_listed
from portal.submissions.models import Submission
from portal.submissions.rulings import withdraw
from tests.coding.makers import Room, room
from tests.submissions.makers import WHILE_OPEN

LONG = "甲乙" * 20_000 + "提單之後" + "控制" * 5_000


def filed(made: Room) -> dict[str, Submission]:
    """Submissions of every kind of words, indexed."""
    texts = {
        "english": "Bills of lading are transferred by endorsement. It can't wait.",
        "traditional": "電子提單的紀錄應由承運人保存。𨋢嘅喺咗嗰㗎邨",
        "simplified": "电子提单的记录",
        "mixed": "電子提單嘅 control 係咪等於 possession？",
        "long": LONG,
    }
    found = {name: made.lodged({"letter": {"text": words}}) for name, words in texts.items()}
    while catch_up(made.session):
        pass
    return found


def names_found(made: Room, held: dict[str, Submission], words: str) -> set[str]:
    leaf = submissions_listed(made.session, made.consultation, Sieve(words=words))
    assert leaf.count == len(leaf.rows)
    ids = {each.submission_id for each in leaf.rows}
    return {name for name, each in held.items() if each.id in ids}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("lading", {"english"}),
        ("BILL", {"english"}),
        ("transferring endorsements", {"english"}),
        ("endorsement lading", {"english"}),
        ('"lading of"', set()),
        ('"bills of lading"', {"english"}),
        ("can't", {"english"}),
        ("提單", {"traditional", "simplified", "mixed", "long"}),
        ("提单", {"traditional", "simplified", "mixed", "long"}),
        ("單提", set()),
        ("電", {"traditional", "simplified", "mixed"}),
        ("記錄", {"traditional", "simplified"}),
        ("𨋢嘅", {"traditional"}),
        ("㗎", {"traditional"}),
        ("電子提單 control", {"mixed"}),
        ("單之後控制", {"long"}),
        ("「提單的紀錄」", {"traditional", "simplified"}),
        ("lading 提單", set()),
        ("' OR 1=1 --", set()),
        ('"', set()),
        ("% _", set()),
    ],
)
def test_words_are_found(session: Session, words: str, names: set[str]) -> None:
    made = room(session)

    assert names_found(made, filed(made), words) == names


def test_a_withdrawn_submission_is_not_found(session: Session) -> None:
    made = room(session)
    held = filed(made)

    withdraw(session, held["english"], reason="", now=WHILE_OPEN)

    assert names_found(made, held, "lading") == set()
    assert names_found(made, held, "") == set(held) - {"english"}


def test_a_reference_or_a_name_is_found_too(session: Session) -> None:
    made = room(session)
    held = filed(made)

    assert names_found(made, held, held["mixed"].reference.lower()) == {"mixed"}
    assert names_found(made, held, "harbour gui") == set(held)


def test_what_was_lodged_lately_is_caught_up(session: Session) -> None:
    made = room(session)
    held = filed(made)
    assert not is_behind(session)
    late = made.lodged({"letter": {"text": "Lately lodged."}})

    assert is_behind(session)
    assert count_unindexed(session) == 1
    assert names_found(made, held | {"late": late}, "lately") == set()
    assert catch_up(session, 10) == 1
    assert names_found(made, held | {"late": late}, "lately") == {"late"}
    assert catch_up(session, 10) == 0


def test_terms_are_folded_and_few() -> None:
    assert terms('Records  "bills of lading" 提單 提单') == ["record", "bill of lade", "提 单"]
    assert len(terms(" ".join(f"word{n}" for n in range(50)))) == 8
    assert len(terms("a" * 5_000)[0]) == 60


def test_a_list_is_narrowed_ordered_and_walked(session: Session) -> None:
    made = room(session)
    held = filed(made)
    text = made.said(held["mixed"], "letter").text_id
    assert text is not None
    made.tagged(made.marking(text, "control"))
    made.tagged(made.marking(text, "possession"))

    def listed(sieve: Sieve) -> list[tuple[str, int]]:
        leaf = submissions_listed(session, made.consultation, sieve)
        return [(each.reference, each.passages) for each in leaf.rows]

    assert listed(Sieve(reading=Reading.CODED)) == [(held["mixed"].reference, 2)]
    assert len(listed(Sieve(reading=Reading.NEW))) == 4
    assert listed(Sieve(sort=Sort.UNCODED))[-1] == (held["mixed"].reference, 2)
    order = [each.reference for each in held.values()]
    assert [each for each, _ in listed(Sieve(sort=Sort.REGISTER))] == order
    sieve = Sieve(words="提單", sort=Sort.REGISTER)
    beside = neighbours(session, made.consultation, sieve, held["simplified"].reference)
    assert beside is not None
    assert (beside.place, beside.count) == (2, 4)
    assert (beside.before, beside.after) == (order[1], order[3])
    assert neighbours(session, made.consultation, sieve, held["english"].reference) is None

"""A submission is laid out for reading as its respondent wrote it."""

from sqlalchemy.orm import Session

from portal.coding.opening import opened
from portal.submissions.visible import reading
from tests.coding.makers import room
from tests.submissions.makers import SLUG


def test_a_figure_stands_beside_its_unit(session: Session) -> None:
    made = room(session)
    given = {"number": "410", "unit": "HK$ per bill", "text": "From a survey."}
    bare = {"number": "7"}
    references = [made.lodged({"Q25": answer}).reference for answer in (given, bare)]

    pages = [
        opened(reading(session, made.reader("reviewer-1"), SLUG, reference), made.paper, {})
        for reference in references
    ]

    told = [[(part.place, part.number, part.unit) for part in page.parts] for page in pages]
    assert told == [
        [("Q25", "410", "HK$ per bill"), ("Q25.unit", None, "")],
        [("Q25", "7", "")],
    ]

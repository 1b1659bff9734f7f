"""Notes inside the team are read by those who hold the draft, and by nobody else, anywhere."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.access import Door, opening_of
from portal.consultations.models import Role
from portal.db import Base, Database
from portal.drafting.models import DraftNote, Holder, HolderRole
from portal.drafting.notes import MOST_NOTES, TooManyNotesError, leave_note
from portal.language import Language
from portal.reports.press import Wanted, html
from portal.reports.queries import snapshot_of
from portal.reports.sections import report
from portal.reports.snapshot import write
from portal.submissions.decisions import Edition
from tests.browsing import sent, token_on
from tests.drafting.conftest import Pen, link_on, stored
from tests.submissions.browser import HERE, begin, sit, submit
from tests.submissions.makers import SLUG, WHILE_OPEN, consultation, draft

MARKER = "Zanzibarmarker"


@pytest.fixture
def colleague(pen: Pen, elsewhere: FlaskClient) -> Pen:
    """The same draft in another browser."""
    sent(elsewhere, link_on(pen))
    return Pen(elsewhere, pen.home)


def test_a_note_is_shown_to_the_team_with_who_wrote_it_and_when(pen: Pen, colleague: Pen) -> None:
    token = token_on(pen.client, pen.at("people"))
    me = pen.read("people").partition("/people/")[2].partition('"')[0]
    pen.client.post(
        f"{pen.at('people')}/{me}", data={"csrf_token": token, "press": "name", "name": "Lee"}
    )

    answer = sent(pen.client, pen.at("notes"), about="Q1", words="Ask <b>the board</b>.")

    assert answer.status_code == 302
    shown = colleague.read("notes")
    assert "Ask &lt;b&gt;the board&lt;/b&gt;." in shown
    assert "Lee · " in shown
    assert "Hong Kong time" in shown
    assert "Ask &lt;b&gt;" in colleague.read("groups/approach")
    assert "Ask &lt;b&gt;" not in colleague.read("groups/documents")


@pytest.mark.parametrize("page", ["groups/approach", "clauses/C4", "letter"])
def test_the_button_beside_an_answer_saves_the_page_and_leads_to_the_note(
    pen: Pen, database: Database, page: str
) -> None:
    typed = {"groups/approach": "Q1.text", "clauses/C4": "view", "letter": "text"}[page]
    key = {"groups/approach": "Q1", "clauses/C4": "C4", "letter": "letter"}[page]

    answer = pen.send(page, press=f"note:{key}", **{typed: "Saved too."})

    assert f"/notes?about={key}" in answer.location
    assert "Saved too." in stored(database, key).values()
    assert f'value="{key}" selected' in pen.client.get(answer.location).text


def test_a_note_is_taken_away_by_whoever_wrote_it_or_a_lead(
    pen: Pen, colleague: Pen, database: Database
) -> None:
    sent(pen.client, pen.at("notes"), about="", words=MARKER)
    with database.reading() as session:
        note = session.query(DraftNote).one()

    taken = sent(colleague.client, f"{pen.at('notes')}/{note.id}", page=pen.at("notes"))

    assert taken.status_code == 302
    assert MARKER not in pen.read("notes")
    again = sent(colleague.client, f"{pen.at('notes')}/{note.id}", page=pen.at("notes"))
    assert again.status_code == 404


def test_a_draft_holds_so_many_notes_and_no_more(session: Session) -> None:
    made = draft(session, consultation(session))
    me = Holder(draft_id=made.id, role=HolderRole.LEAD, token_hash="link", made_at=WHILE_OPEN)
    session.add(me)
    session.flush()
    for _each in range(MOST_NOTES):
        leave_note(session, made, "", "Again.", by=me, now=WHILE_OPEN)

    with pytest.raises(TooManyNotesError):
        leave_note(session, made, "", "Once more.", by=me, now=WHILE_OPEN)


def desk_pages(app: Flask, places: dict[str, str]) -> Iterator[str]:
    """Yield the address of every page and file for staff."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        opening = opening_of(app.view_functions[rule.endpoint])
        is_read = "GET" in (rule.methods or ()) and opening and opening.door is Door.STAFF
        if is_read and rule.arguments <= set(places):
            yield adapter.build(rule.endpoint, {each: places[each] for each in rule.arguments})


def test_no_snapshot_record_report_row_or_desk_page_holds_a_note(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    code = begin(database, client)
    home = f"{HERE}/drafts/{code}"
    for about in ("", "Q1", "C4", "letter"):
        assert sent(client, f"{home}/notes", about=about, words=MARKER).status_code == 302
    receipt = submit(client, code)
    reference = receipt.location.rpartition("/")[2]
    sit(database, client, Role.OFFICIAL)

    with database.reading() as session:
        taken = snapshot_of(session, SLUG)
        rows = {
            table.name: repr(session.execute(table.select()).all())
            for table in Base.metadata.sorted_tables
        }
    places = {"language": "en", "slug": SLUG, "reference": reference}
    shown = {each: client.get(each) for each in desk_pages(app, places)}
    made = [
        html(report(taken, "", edition=edition, language=language), Wanted(edition, language))
        for edition in Edition
        for language in Language
    ]

    assert [name for name, told in rows.items() if MARKER in told] == ["draft_note"]
    assert MARKER.encode() not in write(taken)
    assert MARKER not in client.get(f"{receipt.location}/record.json").text
    assert MARKER not in client.get(receipt.location).text
    assert [each for each in made if MARKER in each] == []
    assert [each for each, answer in shown.items() if MARKER in answer.text] == []
    assert {answer.status_code for answer in shown.values()} <= {200, 404, 409}
    assert len([answer for answer in shown.values() if answer.status_code == 200]) >= 8
    assert MARKER in client.get(f"{home}/notes").text

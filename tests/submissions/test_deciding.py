"""What officials decide by pages: of what they have seen, told who decided, and refused plainly."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.accounts.actions import seat_staff
from portal.accounts.tokens import token_hash
from portal.clock import now
from portal.consultations.actions import appoint
from portal.consultations.models import Consultation, Role
from portal.db import Database
from portal.drafting.models import Draft
from portal.submissions.decisions import Clearance, Outcome, Restriction, Ruling, Scope
from portal.submissions.models import Submission
from portal.submissions.queries import restrictions_standing, said_in, state_of
from portal.submissions.states import SubmissionState
from tests.submissions.browser import field, press, sit, submit
from tests.submissions.makers import SLUG, answer, received, staff

HERE = f"/en/desk/{SLUG}/submissions"
SECRET = "We pay $ 94 a bill."


def amend(database: Database) -> None:
    """Change the letter of the draft, for its holder to submit again."""
    with database.writing() as session:
        made = session.scalars(select(Draft)).one()
        answer(session, made, "letter", {"text": f"Dear Sirs,\n\n{SECRET}"})
        made.revision += 1


def lodged(client: FlaskClient, code: str) -> str:
    """Lodge the draft, and return where its page stands at the desk."""
    return f"{HERE}/{submit(client, code).location.rpartition('/')[2]}"


def came_late(database: Database, client: FlaskClient) -> str:
    """Receive one too late, seat an official, and return where its page stands at the desk."""
    with database.writing() as session:
        reference = received(session).reference
    sit(database, client, Role.OFFICIAL)
    return f"{HERE}/{reference}"


def second_official(database: Database, app: Flask) -> FlaskClient:
    """Seat another official at a browser of their own."""
    with database.writing() as session:
        by = staff(session, "official-2")
        of = session.scalars(select(Consultation)).one()
        appoint(session, of, by.id, Role.OFFICIAL, now=now())
        seat_staff(session, by.id, token_hash=token_hash("second"), now=now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["staff"] = "second"
    return client


def sent(client: FlaskClient, page: TestResponse, **values: str) -> TestResponse:
    """Send the form of a page that was opened a while ago."""
    kept = {name: field(page, name) for name in ("csrf_token", "seen")}
    return client.post(page.request.path, data=kept | values)


def pressed(client: FlaskClient, address: str, **values: str) -> TestResponse:
    """Open a page and send its form."""
    return sent(client, client.get(address), **values)


def test_a_version_nobody_read_is_not_cleared_and_what_was_typed_stays(
    client: FlaskClient, held: str, database: Database
) -> None:
    page = f"{lodged(client, held)}/clear"
    sit(database, client, Role.OFFICIAL)
    opened = client.get(page)
    amend(database)
    submit(client, held)

    late = sent(client, opened, edition="public", outcome="cleared", reason="Read twice")
    with database.reading() as session:
        decided = session.scalar(select(func.count()).select_from(Clearance))
    again = sent(client, late, edition="public", outcome="cleared", reason="Read twice")

    assert late.status_code == 409
    assert "Version 2 of this submission came while the page was open" in late.text
    assert "Read twice</textarea>" in late.text
    assert field(late, "seen") == "2"
    assert decided == 0
    assert again.status_code == 302


def test_clearing_whole_is_refused_where_something_is_marked_and_the_other_way_round(
    client: FlaskClient, held: str, database: Database
) -> None:
    desk = lodged(client, held)
    sit(database, client, Role.OFFICIAL)
    page, without = f"{desk}/clear", Outcome.CLEARED_WITH_REDACTIONS.value

    unmarked = pressed(client, page, edition="public", outcome=without)
    pressed(client, f"{desk}/restrict", place="letter", reason="Names a person")
    whole = pressed(client, page, edition="public", outcome="cleared")
    fitting = pressed(client, page, edition="public", outcome=without)

    assert (unmarked.status_code, whole.status_code, fitting.status_code) == (422, 422, 302)
    assert "Nothing in this version is marked confidential. Choose" in unmarked.text
    assert "Choose “Yes, without what is marked confidential”" in whole.text


def test_exact_words_are_marked_from_a_paragraph_and_told_with_who_and_why(
    client: FlaskClient, held: str, database: Database
) -> None:
    amend(database)
    desk = lodged(client, held)
    sit(database, client, Role.OFFICIAL)
    reading = client.get(desk)
    opened = client.get(f"{desk}/restrict?on=letter&paragraph=2")

    marked = sent(client, opened, place="letter", quote="$ 94", reason="A price")
    shown = client.get(desk)

    assert f"{desk}/restrict?on=letter&amp;paragraph=2" in reading.text
    assert f"{SECRET}</textarea>" in opened.text
    assert marked.location == f"{desk}?decided=secrecy"
    assert "Your decision is kept." in client.get(marked.location).text
    assert "Marked confidential: 1" in shown.text
    for told in ("$ 94</q>", "Marked by official-1 on", "Reason: A price"):
        assert told in shown.text
    with database.reading() as session:
        submission = session.scalars(select(Submission)).one()
        (standing,) = restrictions_standing(session, [submission.id])[submission.id]
        letter = next(each for each in said_in(session, standing.version_id))
        assert (letter.words or "")[standing.start : standing.stop] == "$ 94"


def test_answers_names_and_all_of_it_are_marked_from_the_same_page(
    client: FlaskClient, held: str, database: Database
) -> None:
    page = f"{lodged(client, held)}/restrict"
    sit(database, client, Role.OFFICIAL)

    pressed(client, page, place="Q22", reason="One")
    pressed(client, page, place="", keeps_names="yes", reason="Two")
    pressed(client, page, place="all", reason="Three")
    pressed(client, page, place="all", reason="Three again")
    shown = client.get(page).text

    with database.reading() as session:
        scopes = session.scalars(select(Restriction.scope).order_by(Restriction.id)).all()
    assert scopes == [Scope.PLACE, Scope.NAME, Scope.ALL]
    for told in ("Question 22<", "The names of its respondents", "The whole submission<"):
        assert told in shown


def test_what_cannot_be_marked_is_refused_with_what_was_typed(
    client: FlaskClient, held: str, database: Database
) -> None:
    page = f"{lodged(client, held)}/restrict"
    sit(database, client, Role.OFFICIAL)
    opened = client.get(page)
    asked = [
        ({"place": "letter", "quote": "nowhere"}, "“nowhere” do not stand here"),
        ({"place": "all", "quote": "We write"}, "Choose the answer in which"),
        ({"place": ""}, "Choose what is to be kept"),
        ({"place": "Q99"}, "Choose one of the answers offered"),
    ]

    answers = [sent(client, opened, reason="Why not", **values) for values, _ in asked]
    without_reason = sent(client, opened, place="letter")
    amend(database)
    submit(client, held)
    overtaken = sent(client, opened, place="letter", quote="$ 94", reason="Why not")

    for answered, (_, told) in zip(answers, asked, strict=True):
        assert answered.status_code == 422
        assert told in answered.text
        assert "Why not</textarea>" in answered.text
    assert "Give the reason for keeping it confidential" in without_reason.text
    assert overtaken.status_code == 409
    assert "$ 94</textarea>" in overtaken.text
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Restriction)) == 0


def test_an_official_takes_or_refuses_what_came_late_and_the_list_says_so(
    client: FlaskClient, database: Database
) -> None:
    desk = came_late(database, client)
    before = client.get(desk).text

    no_reason = pressed(client, f"{desk}/late", ruling="late_refused")
    pressed(client, f"{desk}/late", ruling="late_refused", reason="A week late")
    refused, listed = client.get(desk).text, client.get(HERE).text
    pressed(client, f"{desk}/late", ruling="late_accepted", reason="The post was slow")
    taken = client.get(desk).text

    assert "Decide whether it is taken though late" in before
    assert (no_reason.status_code, "Give the reason" in no_reason.text) == (422, True)
    assert "Refused because late: decided by official-1 on" in refused
    assert "Late, refused" in listed
    assert "Taken into account though late: decided by official-1 on" in taken
    assert "Reason: The post was slow" in taken
    with database.reading() as session:
        submission = session.scalars(select(Submission)).one()
        assert state_of(session, submission.id) is SubmissionState.STANDING


def test_two_officials_at_once_are_told_of_each_other(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    page = f"{came_late(database, client)}/late"
    other = second_official(database, app)
    first, second = client.get(page), other.get(page)

    for _twice in range(2):
        assert sent(client, first, ruling="late_accepted", reason="Posted").status_code == 302
    overtaken = sent(other, second, ruling="late_refused", reason="Too late")
    with database.reading() as session:
        made = session.scalar(select(func.count()).select_from(Ruling))
    again = sent(other, overtaken, ruling="late_refused", reason="Too late")

    assert overtaken.status_code == 409
    assert "Somebody else decided this" in overtaken.text
    assert "Taken into account though late: decided by official-1" in overtaken.text
    assert "Too late</textarea>" in overtaken.text
    assert made == 1
    assert again.status_code == 302


def test_what_was_not_late_offers_no_such_decision(
    client: FlaskClient, held: str, database: Database
) -> None:
    desk = lodged(client, held)
    sit(database, client, Role.OFFICIAL)

    page = client.get(f"{desk}/late")

    assert "taken though late" not in client.get(desk).text
    assert (page.status_code, "This submission was not late" in page.text) == (409, True)


def test_reviewers_neither_restrict_nor_rule(
    client: FlaskClient, held: str, database: Database
) -> None:
    desk = lodged(client, held)
    sit(database, client, Role.REVIEWER)

    assert "Keep this paragraph confidential" not in client.get(desk).text
    for page in ("restrict", "late", "clear"):
        assert client.get(f"{desk}/{page}").status_code == 404
    assert press(client, desk).status_code == 422

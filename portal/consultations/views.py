"""The public pages of a consultation: the list, the paper, a clause, the questionnaire to print."""

from datetime import datetime
from typing import Final

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access import Door, current_reader, opens_to
from portal.clock import HONG_KONG, now
from portal.consultations.events import Event, calendar
from portal.consultations.paper import Paper, State
from portal.consultations.queries import consultation_named, consultations_listed, paper
from portal.db import request_session
from portal.errors import NotFoundError
from portal.language import PREFIX, gettext, moment, spoken, words

LISTED_FIRST: Final = (State.OPEN, State.FORTHCOMING, State.CLOSED)

blueprint = Blueprint("consultations", __name__, url_prefix=PREFIX)


@blueprint.get("/")
@opens_to(Door.EVERYONE)
def index() -> ResponseReturnValue:
    """List the consultations: open, forthcoming, closed."""
    listed = consultations_listed(request_session(), now=now())
    by_state = [(state, [each for each in listed if each.state is state]) for state in LISTED_FIRST]
    return render_template("consultations/index.html", by_state=by_state)


@blueprint.get("/consultations/<slug>/")
@opens_to(Door.EVERYONE)
def consultation(slug: str) -> ResponseReturnValue:
    """Show one consultation: what is proposed, whom it affects, how to respond, the notices."""
    read, at = _paper(slug), now()
    return render_template(
        "consultations/consultation.html",
        paper=read,
        state=read.state(at),
        days_left=_days_until(read.closes_at, at),
    )


@blueprint.get("/consultations/<slug>/clauses/<key>")
@opens_to(Door.EVERYONE)
def clause(slug: str, key: str) -> ResponseReturnValue:
    """Show one clause or general heading with the questions that bear on it."""
    read = _paper(slug)
    try:
        shown = read.clause(key)
    except KeyError as error:
        raise NotFoundError from error
    before, after = read.neighbours(shown)
    return render_template(
        "consultations/clause.html",
        paper=read,
        clause=shown,
        before=before,
        after=after,
        state=read.state(now()),
    )


@blueprint.get("/consultations/<slug>/questionnaire")
@opens_to(Door.EVERYONE)
def questionnaire(slug: str) -> ResponseReturnValue:
    """Show the whole questionnaire on one page, to be printed and drafted on paper."""
    return render_template("consultations/questionnaire.html", paper=_paper(slug))


@blueprint.get("/consultations/<slug>/closing.ics")
@opens_to(Door.EVERYONE)
def closing(slug: str) -> ResponseReturnValue:
    """Hand out the closing date for a calendar."""
    answer = Response(calendar(_closing(_paper(slug))), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-closing.ics"'
    return answer


@blueprint.get("/desk/")
@opens_to(Door.STAFF)
def desk() -> ResponseReturnValue:
    """List the consultations whose team the reader is in, with the roles they have there."""
    listed, roles = consultations_listed(request_session(), now=now()), current_reader().roles
    mine = [
        (each, sorted(role for slug, role in roles if slug == each.slug))
        for each in listed
        if any(slug == each.slug for slug, _role in roles)
    ]
    return render_template("consultations/desk.html", mine=mine)


def _paper(slug: str) -> Paper:
    session = request_session()
    return paper(session, consultation_named(session, slug))


def _days_until(closes_at: datetime, at: datetime) -> int:
    """Count the days on a Hong Kong calendar from today to the closing day."""
    return (closes_at.astimezone(HONG_KONG).date() - at.astimezone(HONG_KONG).date()).days


def _closing(read: Paper) -> Event:
    language = spoken()
    title = words(read.front.short_title, language)
    portal: str = current_app.extensions["portal.settings"].url
    address = portal + url_for("consultations.consultation", slug=read.slug)
    closes = moment(read.closes_at, language)
    mark = words(read.front.status_mark, language)
    told = gettext("Submissions close on %(moment)s.", moment=closes)
    return Event(
        uid=f"{read.slug}-closing@{portal.partition('://')[2]}",
        at=read.closes_at,
        stamped_at=read.loaded_at,
        sequence=read.revision_number,
        summary=gettext("Closing of the consultation: %(title)s", title=title),
        description="\n".join(filter(None, (told, mark, address))),
        url=address,
    )

"""What a refused request is answered: a calm page that says what the reader can do."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, NotFound

from portal.access import TOKEN_FIELD, Door, opening_of
from portal.errors import ConflictError, PortalError, SeatEndedError, SeatNeededError
from portal.forms import PortalForm
from portal.language import Lazy, gettext, lazy, spoken

_WORTH_READING: Final = 20


def answer_refusals(app: Flask) -> None:
    """Give the application a page for every refusal, foreseen or not."""
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(PortalError, _explain)
    app.register_error_handler(SeatEndedError, _offer_again)
    app.register_error_handler(SeatNeededError, _lead_back)
    app.register_error_handler(StaleDataError, lambda _error: _explain(ConflictError()))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What an error page says: a heading, and what the reader can do."""

    title: Lazy
    advice: Lazy


_REFUSALS: Final = {
    400: Refusal(
        lazy("This request could not be read"),
        lazy("Go back and try again. If you came by a link, it may have been cut short."),
    ),
    403: Refusal(
        lazy("This page is not open to you"),
        lazy(
            "You may have been signed out, or the page may belong to another role. What was"
            " stored before is still there."
        ),
    ),
    404: Refusal(
        lazy("There is no such page"),
        lazy("Check the address, or begin again from the list of consultations."),
    ),
    405: Refusal(
        lazy("This page cannot be used in that way"),
        lazy("Go back, open the page again, and use the buttons on it."),
    ),
    409: Refusal(
        lazy("Something has changed in the meantime"),
        lazy("Nothing of yours was overwritten. Go back, load the page again, and look at it."),
    ),
    413: Refusal(
        lazy("That was too much at once"),
        lazy(
            "Your browser still has what you typed: go back, shorten the longest answer, and send"
            " it again. Nothing that was stored before has changed."
        ),
    ),
    422: Refusal(
        lazy("This cannot be accepted as it is"),
        lazy("Go back, mend what is named here, and send it again."),
    ),
    429: Refusal(
        lazy("Too many attempts"),
        lazy("Please wait a few minutes and try again. Nothing that was stored has changed."),
    ),
    500: Refusal(
        lazy("Something went wrong on our side"),
        lazy(
            "What was stored before is safe. Go back and try again; if it happens once more,"
            " wait a little while."
        ),
    ),
    503: Refusal(
        lazy("The portal is busy, or being looked after"),
        lazy("What was stored before is safe. Please try again in a few minutes."),
    ),
}


_NOT_OPEN: Final = Refusal(
    lazy("Open your private link again"),
    lazy(
        "If you began a draft, it is still kept, with all that was saved in it. Open it by its"
        " private link; after a day without use a browser must be shown the link again."
    ),
)


def _refuse(error: HTTPException) -> ResponseReturnValue:
    """Answer an error with a calm page in the reader's language."""
    if error.response is not None or error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    if isinstance(error, NotFound) and (address := _address_with_language()):
        answer = redirect(address)
        answer.vary.add("Accept-Language")
        return answer
    answer = Response(_page(error.code), error.code)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after", "www-authenticate"}:
            answer.headers[name] = value
    return answer


def _lead_back(error: SeatNeededError) -> ResponseReturnValue:
    """Send whoever comes back to a draft to their private link, and tell nobody of a draft."""
    return _page(error.status, gettext(error.message), _NOT_OPEN), error.status


def _address_with_language() -> str:
    """Give the page meant by an address without its language, as `/verify`; "" if there is none."""
    path = f"/{spoken().value}{request.path}"
    adapter = current_app.create_url_adapter(request)
    if request.method != "GET" or adapter is None or not adapter.test(path, "GET"):
        return ""
    return f"{path}?{request.query_string.decode()}" if request.query_string else path


def _explain(error: PortalError) -> ResponseReturnValue:
    """Answer a foreseen refusal with its own sentence."""
    return _page(error.status, gettext(error.message, **error.values)), error.status


def _offer_again(error: SeatEndedError) -> ResponseReturnValue:
    """Give back everything that was typed, to be sent once more when its reader is seated again.

    A script that sent the form by itself has it still, and is told that the seat has ended.
    """
    if request.accept_mimetypes.best == "application/json":
        return {"ended": True}, error.status
    opening = opening_of(current_app.view_functions[request.endpoint or ""])
    typed = [each for each in request.form.items(multi=True) if each[0] != TOKEN_FIELD]
    page = render_template(
        "front/again.html",
        form=PortalForm(),
        sentence=gettext(error.message),
        typed=typed,
        texts=[words for _, words in typed if len(words) >= _WORTH_READING],
        is_staff=opening is not None and opening.door is Door.STAFF,
    )
    return page, error.status


def _page(status: int, sentence: str = "", refusal: Refusal | None = None) -> str:
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    known = status if status in _REFUSALS else (500 if is_ours else 400)
    return render_template(
        "front/refusal.html", status=status, refusal=refusal or _REFUSALS[known], sentence=sentence
    )

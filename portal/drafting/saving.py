"""Saving by itself: the page's script sends the form, and is told in JSON what was kept."""

from collections.abc import Callable
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from portal.clock import HONG_KONG, now
from portal.drafting.actions import OvertakenError
from portal.drafting.forms import DraftForm, told
from portal.drafting.writing import Seen
from portal.language import gettext

JSON: Final = "application/json"


def is_by_itself() -> bool:
    """Whether a page's script sends its form, so that nobody waits for a page."""
    return request.method == "POST" and request.accept_mimetypes.best == JSON


def save(
    form: DraftForm, sent: Seen, put: Callable[[Seen], None], standing: Callable[[], Seen]
) -> ResponseReturnValue:
    """Keep what can be kept of a form, and tell what could not.

    `sent` are the sums of what came; `put` keeps it against the sums that count as seen, and
    raises OvertakenError; `standing` gives the sums of what stands afterwards. What is faulty, or
    was changed by somebody else meanwhile, stays as it stands and is told: `refused` holds
    sentences, `overtaken` keys. `seen` is what the page is to send along from now on. A stale
    token is answered 422 with a fresh `token`.
    """
    form.validate_on_submit()
    if form.is_token_stale:
        return {"token": form.token}, 422
    shown, faulty = form.sums_seen(sent), form.keys_refused(sent)
    overtaken = frozenset[str]()
    try:
        put(_as_if_untouched(shown, sent, faulty))
    except OvertakenError as error:
        overtaken = error.keys
        put(_as_if_untouched(shown, sent, faulty | overtaken))
    stands, before = standing(), form.seen.sums
    kept = {key for key in {*sent, *before} if sent.get(key, "") == stands.get(key, "")}
    renewed = {**before, **{key: sent.get(key, "") for key in sorted(kept)}}
    refused = [problem.message for problem in form.problems()]
    answer = {"told": _told(refused), "refused": refused, "seen": told(renewed)}
    return {**answer, "overtaken": sorted(overtaken)}


def _as_if_untouched(shown: Seen, sent: Seen, keys: frozenset[str]) -> dict[str, str]:
    """Give sums by which nothing counts as changed under these keys."""
    return {**shown, **{key: sent.get(key, "") for key in keys}}


def _told(refused: list[str]) -> str:
    at = f"{now().astimezone(HONG_KONG):%H:%M:%S}"
    if not refused:
        return gettext("Saved %(time)s", time=at)
    return gettext("Saved %(time)s, but for this: %(fault)s", time=at, fault=refused[0])

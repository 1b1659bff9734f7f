"""What can be done with a codeframe: every change is an event, and no coding is ever rewritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.consultations.models import Consultation
from portal.db import violated
from portal.errors import ConflictError, InvalidInputError, NotFoundError, marked
from portal.journal import note
from portal.themes.codeframe import (
    Codeframe,
    Difference,
    Entry,
    EventKind,
    Words,
    differences,
    proposal,
)
from portal.themes.models import CodeframeEvent, CodeframeVersion, Theme
from portal.themes.queries import codeframe_drafted, last_ordinal, latest_version

FEWEST_PARTS: Final = 2


class CodeframeChangedError(ConflictError):
    """Somebody else changed the codeframe in the same moment."""

    message = marked("Somebody else has just changed the codeframe. Look at it again.")


class ThemeGoneError(ConflictError):
    """The theme was merged, split or retired, and changes no more."""

    message = marked("Theme %(code)s was merged, split or retired, and changes no more.")


class ThemeHasPartsError(ConflictError):
    """The theme still has sub-themes."""

    message = marked("Theme %(code)s still has sub-themes: move or merge these first.")


class CodeTakenError(ConflictError):
    """A code means one theme for ever."""

    message = marked("The code %(code)s means another theme already.")


class WrongTargetError(InvalidInputError):
    """A theme cannot go where it was sent."""

    message = marked("Theme %(code)s cannot go there.")


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand changes the codeframe of a consultation, and when; no staff for a folder."""

    consultation: Consultation
    at: datetime
    staff_id: int | None = None
    name: str = "folder"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a folder's codeframe did: a first version, or only a comparison."""

    version: int
    is_new: bool
    differences: tuple[Difference, ...] = ()


def load_codeframe(
    session: Session,
    consultation: Consultation,
    entries: Iterable[Mapping[str, Json]],
    *,
    now: datetime,
) -> Loaded:
    """Propose and publish a folder's themes as version 1; later, only compare and report.

    `entries` are those of codeframe.json, already found right against its schema.
    """
    folder = list(entries)
    latest = latest_version(session, consultation)
    if latest is not None:
        frame = codeframe_drafted(session, consultation)
        return Loaded(latest.number, is_new=False, differences=tuple(differences(frame, folder)))
    hand = Hand(consultation, now)
    themes = [Theme(consultation_id=consultation.id, made_at=now) for _ in folder]
    session.add_all(themes)
    session.flush()
    proposals = zip(themes, map(proposal, folder), strict=True)
    _happen(session, hand, EventKind.PROPOSE, {theme.id: said for theme, said in proposals})
    return Loaded(publish(session, hand).number, is_new=True)


def propose(session: Session, hand: Hand, payload: Mapping[str, Json]) -> int:
    """Propose a theme under a code nobody used; return its identity. Raises CodeTakenError."""
    frame = codeframe_drafted(session, hand.consultation)
    _refuse_taken(frame, str(payload["code"]))
    theme = Theme(consultation_id=hand.consultation.id, made_at=hand.at)
    session.add(theme)
    session.flush()
    _happen(session, hand, EventKind.PROPOSE, {theme.id: payload})
    return theme.id


def publish(session: Session, hand: Hand) -> CodeframeVersion:
    """Publish everything that happened so far under the next number.

    Publishing where nothing happened returns the version that stands.
    """
    latest = latest_version(session, hand.consultation)
    if latest and latest.up_to_ordinal == last_ordinal(session, hand.consultation):
        return latest
    frame = codeframe_drafted(session, hand.consultation)
    proposed = [entry.id for entry in frame.themes.values() if not entry.is_published]
    _happen(session, hand, EventKind.PUBLISH, {theme_id: {} for theme_id in proposed})
    version = CodeframeVersion(
        consultation_id=hand.consultation.id,
        number=latest.number + 1 if latest else 1,
        up_to_ordinal=last_ordinal(session, hand.consultation),
        sha256=codeframe_drafted(session, hand.consultation).sha256,
        published_at=hand.at,
    )
    session.add(version)
    session.flush()
    return version


def rename(session: Session, hand: Hand, theme_id: int, *, names: Words) -> None:
    """Give a theme other names; its code and its codings stay."""
    _standing(session, hand, theme_id)
    _happen(session, hand, EventKind.RENAME, {theme_id: {"names": dict(names)}})


def redefine(session: Session, hand: Hand, theme_id: int, *, notes: Mapping[str, Json]) -> None:
    """Give a theme another definition, include and exclude notes and keywords."""
    entry = _standing(session, hand, theme_id)
    said: dict[str, Json] = {
        "definition": dict(entry.definition),
        "include": dict(entry.include),
        "exclude": dict(entry.exclude),
        "keywords": {key: list(words) for key, words in entry.keywords.items()},
    }
    _happen(session, hand, EventKind.REDEFINE, {theme_id: {**said, **notes}})


def move(session: Session, hand: Hand, theme_id: int, *, code: str, parent: str | None) -> None:
    """Put a sub-theme elsewhere under a new code; the old code still leads to it.

    Raises CodeTakenError, ThemeHasPartsError, or WrongTargetError for a parent that is no
    standing theme of the first level.
    """
    entry = _standing(session, hand, theme_id)
    frame = codeframe_drafted(session, hand.consultation)
    _refuse_taken(frame, code)
    _refuse_parts(frame, entry)
    above = frame.coded(parent) if parent else None
    if parent and (above is None or above.id == theme_id or above not in frame.under(None)):
        raise WrongTargetError(code=entry.code)
    _happen(session, hand, EventKind.MOVE, {theme_id: {"code": code, "parent": parent}})


def merge(session: Session, hand: Hand, theme_id: int, *, into: int) -> None:
    """Merge a theme into another: from now on its codings are read as the other's.

    Raises WrongTargetError for a theme merged into itself or into one that does not stand.
    """
    entry = _standing(session, hand, theme_id)
    frame = codeframe_drafted(session, hand.consultation)
    _refuse_parts(frame, entry)
    target = frame.themes.get(into)
    if target is None or into == theme_id or not target.is_standing:
        raise WrongTargetError(code=entry.code)
    _happen(session, hand, EventKind.MERGE, {theme_id: {"into": into}})


def split(session: Session, hand: Hand, theme_id: int, *, parts: Sequence[int]) -> None:
    """Split a theme into two or more standing ones; its passages wait to be coded anew."""
    entry = _standing(session, hand, theme_id)
    frame = codeframe_drafted(session, hand.consultation)
    _refuse_parts(frame, entry)
    open_ids = {each.id for each in frame.open}
    if len(set(parts)) < FEWEST_PARTS or theme_id in parts or not set(parts) <= open_ids:
        raise WrongTargetError(code=entry.code)
    _happen(session, hand, EventKind.SPLIT, {theme_id: {"parts": list(parts)}})


def retire(session: Session, hand: Hand, theme_id: int, *, because: str) -> None:
    """Take a theme out of use; what was coded under it stays coded."""
    entry = _standing(session, hand, theme_id)
    _refuse_parts(codeframe_drafted(session, hand.consultation), entry)
    _happen(session, hand, EventKind.RETIRE, {theme_id: {"because": because}})


def _standing(session: Session, hand: Hand, theme_id: int) -> Entry:
    entry = codeframe_drafted(session, hand.consultation).themes.get(theme_id)
    if entry is None:
        raise NotFoundError
    if not entry.is_standing:
        raise ThemeGoneError(code=entry.code)
    return entry


def _refuse_taken(frame: Codeframe, code: str) -> None:
    if frame.coded(code) is not None:
        raise CodeTakenError(code=code)


def _refuse_parts(frame: Codeframe, entry: Entry) -> None:
    if frame.under(entry.code):
        raise ThemeHasPartsError(code=entry.code)


def _happen(
    session: Session, hand: Hand, kind: EventKind, changes: Mapping[int, Mapping[str, Json]]
) -> None:
    """Append events of one kind, a theme each. Raises CodeframeChangedError on a race."""
    if not changes:
        return
    ordinal = last_ordinal(session, hand.consultation)
    rows = [
        {
            "consultation_id": hand.consultation.id,
            "ordinal": ordinal + place,
            "kind": kind,
            "theme_id": theme_id,
            "payload": dict(payload),
            "made_by_id": hand.staff_id,
            "made_at": hand.at,
        }
        for place, (theme_id, payload) in enumerate(changes.items(), start=1)
    ]
    try:
        session.execute(insert(CodeframeEvent), rows)
    except IntegrityError as error:
        if violated(error) != "uq_codeframe_event_consultation_id_ordinal":
            raise
        raise CodeframeChangedError from error
    subject = f"consultation:{hand.consultation.slug}"
    note(session, f"codeframe.{kind}", subject, who=hand.name, at=hand.at, themes=list(changes))

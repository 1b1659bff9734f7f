"""What can be done with responses: lodge one from a draft, receive one that came another way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.consultations.models import Consultation
from portal.consultations.paper import Paper, State
from portal.consultations.queries import paper
from portal.drafting.enclosing import files_of
from portal.drafting.models import Draft, LetterKind
from portal.drafting.profile import profile_of
from portal.drafting.queries import answers_so_far, people_on
from portal.errors import ClosedError, ConflictError, marked
from portal.journal import note_each
from portal.letters import post
from portal.submissions.decisions import Restriction
from portal.submissions.drafted import Drafted, filing_of_draft
from portal.submissions.filing import Faults, Filing, FilingRefusedError
from portal.submissions.keeping import keep
from portal.submissions.marks import carried
from portal.submissions.models import Submission, Version
from portal.submissions.queries import (
    Receipt,
    latest_version,
    receipt_of_version,
    restrictions_standing,
    said_in,
    state_of,
    submission_of_draft,
)
from portal.submissions.registering import Arrival, Entered, enter
from portal.submissions.rows import Lodged
from portal.submissions.states import SubmissionState

HOLDER = "respondent"


class NotOpenError(ClosedError):
    """Nothing can be lodged before the opening or after the closing moment."""

    message = marked(
        "This consultation is not taking responses at the moment. What you wrote is kept."
    )


class DraftChangedError(ConflictError):
    """Somebody changed the draft after its holder looked it through."""

    message = marked(
        "Someone changed this draft after you looked it through. Please check it once more; "
        "nothing has been submitted, and nothing is lost."
    )


class WithdrawnError(ConflictError):
    """A submission that was withdrawn takes no more versions or decisions."""

    message = marked("This submission was withdrawn.")


def lodge(session: Session, draft: Draft, *, now: datetime, revision: int | None = None) -> Receipt:
    """Keep a draft's answers for ever, cleaned, under a reference its holder can quote.

    `revision` is the one its holder looked through. Lodging the same one twice gives the same
    receipt; a later one becomes the next version of the same submission, sharing the texts it did
    not change. Raises NotOpenError when the consultation is not open at that moment,
    DraftChangedError when the draft has moved on, FilingRefusedError for answers that cannot be
    taken, WithdrawnError.
    """
    session.flush()
    session.refresh(draft, with_for_update=True)
    lodged = _lodged_before(session, draft, draft.revision if revision is None else revision)
    if lodged is not None:
        return receipt_of_version(session, lodged)
    if revision is not None and revision != draft.revision:
        raise DraftChangedError
    consultation = session.get_one(Consultation, draft.consultation_id)
    if consultation.state(now) is not State.OPEN:
        raise NotOpenError
    read = paper(session, consultation)
    arrival = Arrival(
        filing=filing_of(session, draft, read),
        received_at=now,
        draft_id=draft.id,
        draft_revision=draft.revision,
    )
    arriving = _entered(session, read, draft, arrival)
    (kept,) = keep(session, read, [arriving], now=now)
    _note(session, "submission.lodge", [kept], who=HOLDER, at=now)
    _tell(session, draft, now=now)
    return receipt_of_version(session, kept.version_id)


def _tell(session: Session, draft: Draft, *, now: datetime) -> None:
    """Have the receipt sent to everyone who holds a link to the draft and gave an address."""
    told = {each.email: each.id for each in people_on(session, draft) if each.email}
    for address, about_id in told.items():
        kind, language = LetterKind.RECEIPT, draft.language
        post(session, kind, to=address, about_id=about_id, language=language, now=now)


def filing_of(session: Session, draft: Draft, read: Paper) -> Filing:
    """Read what a draft would lodge. Raises FilingRefusedError, naming every fault."""
    faults = Faults()
    answers = [
        Drafted(key, answer.value, answer.is_confidential, answer.reason)
        for key, answer in sorted(answers_so_far(session, draft).items())
    ]
    filing = filing_of_draft(
        draft.language.value,
        profile_of(draft.profile),
        answers,
        read,
        faults,
        files_of(session, draft),
    )
    if faults.found:
        raise FilingRefusedError(faults.found)
    return filing


def receive(
    session: Session,
    consultation: Consultation,
    read: Paper,
    arrivals: Sequence[Arrival],
    *,
    now: datetime,
    who: str,
) -> list[Lodged]:
    """Enter responses that came another way than by a draft, each as a submission of its own.

    Whatever arrived at or after the closing moment is late and waits for a ruling.
    """
    if not arrivals:
        return []
    entered = enter(session, read, consultation.id, arrivals)
    kept = keep(session, read, list(zip(entered, arrivals, strict=True)), now=now)
    _note(session, "submission.receive", kept, who=who, at=now)
    return kept


def _lodged_before(session: Session, draft: Draft, revision: int) -> int | None:
    return session.scalar(
        select(Version.id).where(Version.draft_id == draft.id, Version.draft_revision == revision)
    )


def _entered(
    session: Session, read: Paper, draft: Draft, arrival: Arrival
) -> tuple[Entered, Arrival]:
    submission = submission_of_draft(session, draft)
    if submission is not None:
        return _entered_again(session, submission, arrival)
    (entered,) = enter(session, read, draft.consultation_id, [arrival])
    return entered, arrival


def _entered_again(
    session: Session, submission: Submission, arrival: Arrival
) -> tuple[Entered, Arrival]:
    """Make the next version of a submission, sharing its texts and forgetting no restriction."""
    session.refresh(submission, with_for_update=True)
    if state_of(session, submission.id) is SubmissionState.WITHDRAWN:
        raise WithdrawnError
    before = latest_version(session, submission.id)
    standing = restrictions_standing(session, [submission.id]).get(submission.id, [])
    texts = {
        said.place: (said.text_id, said.words)
        for said in said_in(session, before.id)
        if said.text_id is not None and said.words is not None
    }
    entered = Entered(
        submission.id,
        submission.reference,
        submission.register_number,
        version=before.number + 1,
        texts=texts,
        marks=frozenset(
            (each.scope.value, each.place, each.text_id, each.start, each.stop) for each in standing
        ),
    )
    filing = arrival.filing
    again = carried(_changed(standing, texts, filing), filing.entries)
    return entered, replace(
        arrival, filing=replace(filing, restrictions=(*filing.restrictions, *again))
    )


def _changed(
    standing: Iterable[Restriction], texts: Mapping[str, tuple[int, str]], filing: Filing
) -> Iterator[tuple[str, str, str]]:
    """Yield (place, quote, reason) of confidential words whose text is not shared any more."""
    now_said = {entry.place: entry.words for entry in filing.entries}
    for each in standing:
        if each.place is None or each.text_id is None:
            continue
        text_id, words = texts.get(each.place, (None, ""))
        if text_id == each.text_id and now_said.get(each.place) != words:
            yield each.place, words[each.start : each.stop], each.reason or ""


def _note(session: Session, act: str, kept: Iterable[Lodged], *, who: str, at: datetime) -> None:
    details: dict[str, Mapping[str, Json]] = {
        each.entered.reference: {
            "version": each.entered.version,
            "record_sha256": each.record_sha256,
        }
        for each in kept
    }
    note_each(session, act, details, who=who, at=at)

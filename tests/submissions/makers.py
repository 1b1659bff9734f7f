"""What tests of submissions are made of: the shipped consultation, drafts, import lines, staff."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy.orm import Session

from portal.accounts.models import Staff
from portal.canonical import Json
from portal.consultations.actions import load
from portal.consultations.disk import read_folder
from portal.consultations.folder import Folder
from portal.consultations.models import Consultation, Register
from portal.consultations.paper import Paper
from portal.consultations.queries import paper
from portal.drafting.models import Draft, DraftAnswer
from portal.drafting.profile import Profile, as_stored
from portal.language import Language
from portal.submissions.actions import receive
from portal.submissions.filing import Faults
from portal.submissions.lines import read_line
from portal.submissions.models import Submission
from portal.submissions.queries import submission_imported
from portal.submissions.registering import Arrival

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "consultations" / "e-trade-documents"
SLUG = "e-trade-documents"
WHILE_OPEN = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
CLOSING = datetime(2026, 2, 27, 10, 0, tzinfo=UTC)
AFTER_CLOSING = CLOSING + timedelta(days=6)

numbers = count(1)

GUILD = Profile(
    name={"en": "Harbour Guild", "zh_hant": "維港公會"},
    kind="association",
    sectors=["forwarder", "carrier_sea"],
    main_sector="forwarder",
    capacity="association",
    members=12,
    named=True,
    contact={"email": "office@guild.example"},
    publication=True,
)
ANSWERS: dict[str, Json] = {
    "Q1": {"choice": "agree", "text": "We agree.\n\nThe law should say so once."},
    "Q7": {"choices": ["bl", "other"], "other": "Forwarder's receipt"},
    "Q22": {"rows": [{"ordinance": "Cap. 1", "section": "3", "suggestion": "Add a line."}]},
    "Q25": {"number": "1200.5", "unit": "HKD", "text": "About that."},
    "C4": {"position": "support_with_changes", "view": "Mostly.", "wording": "… control …"},
    "letter": {"text": "Dear Sirs,\n\nWe write about clause 4."},
}


@cache
def folder() -> Folder:
    """The consultation that ships."""
    return read_folder(SHIPPED)


def consultation(session: Session) -> Consultation:
    """The shipped consultation, loaded."""
    return load(session, folder(), now=WHILE_OPEN - timedelta(days=30)).consultation


def paper_of(session: Session) -> Paper:
    """The shipped consultation's paper."""
    return paper(session, consultation(session))


def draft(
    session: Session,
    of: Consultation,
    *,
    profile: Profile = GUILD,
    answers: Mapping[str, Json] = ANSWERS,
) -> Draft:
    """A draft as its holders left it."""
    made = Draft(
        code=f"draft-{next(numbers)}",
        consultation_id=of.id,
        language=Language.EN,
        revision=1,
        profile=as_stored(profile),
        begun_at=WHILE_OPEN,
        changed_at=WHILE_OPEN,
    )
    session.add(made)
    session.flush()
    for key, value in answers.items():
        answer(session, made, key, value)
    return made


def answer(
    session: Session, of: Draft, key: str, value: Json, *, is_confidential: bool = False
) -> None:
    """Write one answer in a draft, in place of the one before."""
    assert isinstance(value, dict)
    held = session.query(DraftAnswer).filter_by(draft_id=of.id, key=key).one_or_none()
    held = held or DraftAnswer(draft_id=of.id, key=key)
    held.value = value
    held.is_confidential = is_confidential
    held.changed_at = WHILE_OPEN
    session.add(held)
    session.flush()


def staff(session: Session, name: str = "official-1") -> Staff:
    """A member of staff."""
    made = Staff(name=name, password_hash="-", is_active=True, made_at=WHILE_OPEN)
    session.add(made)
    session.flush()
    return made


def received(
    session: Session, name: str = "late-1", *, is_late: bool = True, **keys: Json
) -> Submission:
    """A submission that came by e-mail, after the closing moment or before it."""
    of, read = consultation(session), paper_of(session)
    moment = AFTER_CLOSING if is_late else WHILE_OPEN
    said = read_line(line(name, received_at=moment.isoformat(), **keys), read, Faults())
    assert said is not None
    arrival = Arrival(
        filing=said.filing,
        received_at=said.received_at,
        external_id=name,
        content_sha256=said.content_sha256,
    )
    receive(session, of, read, [arrival], now=AFTER_CLOSING, who="test")
    return submission_imported(session, of.id, name)


def last_number(session: Session, of: Consultation) -> int:
    """The last register number a consultation gave."""
    held = session.get_one(Register, of.id, populate_existing=True)
    return held.last_number


def line(external_id: str = "line-1", /, **keys: Json) -> dict[str, Json]:
    """An import line that can be taken; `keys` replace or add to its own."""
    said: dict[str, Json] = {
        "external_id": external_id,
        "respondent": {"name": {"en": "Quarry League"}, "kind": "company", "named": True},
        "channel": "email",
        "received_at": "2026-02-01T09:00:00+08:00",
        "answers": {"Q1": {"choice": "agree", "text": "Yes. We move HK$9 million a day."}},
    }
    return said | keys


def written(file: Path, *lines: Mapping[str, Json] | bytes) -> Path:
    """A file of import lines; bytes stand for a line as they are."""
    file.write_bytes(
        b"".join(
            (each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n"
            for each in lines
        )
    )
    return file

"""Every page of the portal: where it stands, who reads it, and the states it can be in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Final

Fields = Mapping[str, str]


class Who(StrEnum):
    """Who reads a page."""

    EVERYONE = "everyone"
    HOLDER = "holder"
    REVIEWER = "reviewer"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


class State(StrEnum):
    """The portal a page stands in: how much has happened there."""

    BARE = "bare"
    CLOSED = "closed"
    EMPTY = "empty"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A form sent from a page: its fields, to its own address unless another endpoint is named.

    The token of the page goes with them, unless they hold one.
    """

    fields: Fields = field(default_factory=dict)
    to: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one state.

    `places` maps parts of its address to things of the portal, or to what is written there
    itself; a part that is not named is the portal's thing of the same name. `asked` follows the
    address. `status` is that of the answer: of the press, where something is pressed.
    """

    endpoint: str
    who: Who
    state: State = State.FULL
    places: Fields = field(default_factory=dict)
    asked: str = ""
    press: Press | None = None
    status: HTTPStatus = HTTPStatus.OK

    def __str__(self) -> str:
        """Name the page as reports of tests do."""
        parts = [self.endpoint, self.who, self.state, *self.places.values(), self.asked]
        if self.press:
            parts += ["press", self.press.to, *self.press.fields]
        if self.status is not HTTPStatus.OK:
            parts.append(str(self.status.value))
        return "-".join(filter(None, parts))


STALE: Final = Press(fields={"csrf_token": "stale"})
REFUSED: Final = HTTPStatus.UNPROCESSABLE_ENTITY
GROUPS: Final = (
    "approach",
    "documents",
    "form",
    "control",
    "platforms",
    "medium",
    "cross_border",
    "effects",
    "other",
)
UNREAD: Final = {"reference": "unread"}
LATE: Final = {"reference": "late"}
TEAM: Final = (Who.REVIEWER, Who.OFFICIAL)


def _refused(endpoint: str, who: Who, press: Press = STALE, **places: str) -> Page:
    return Page(endpoint, who, State.FULL, places, press=press, status=REFUSED)


def _sent(**fields: str) -> Press:
    return Press(fields=fields)


def _public() -> Iterator[Page]:
    for state in (State.BARE, State.CLOSED, State.FULL):
        yield Page("consultations.index", Who.EVERYONE, state)
    for endpoint in ("consultation", "clause", "questionnaire"):
        for state in (State.CLOSED, State.FULL):
            yield Page(f"consultations.{endpoint}", Who.EVERYONE, state)
    yield Page("consultations.clause", Who.EVERYONE, places={"key": "G1"})
    missing = HTTPStatus.NOT_FOUND
    yield Page("consultations.clause", Who.EVERYONE, places={"key": "C99"}, status=missing)
    yield Page("front.style", Who.EVERYONE)
    yield Page("accounts.sign_in", Who.EVERYONE)
    yield _refused("accounts.sign_in", Who.EVERYONE, _sent(name="", password=""))
    yield _refused("accounts.sign_in", Who.EVERYONE, _sent(name="nobody", password="mistyped"))


def _of_receipts() -> Iterator[Page]:
    yield Page("receipts.receipt", Who.EVERYONE, places={"reference": "receipt"})
    yield Page("receipts.receipt", Who.HOLDER, places={"reference": "receipt"})
    yield Page("receipts.receipt", Who.HOLDER, places={"reference": "withdrawn_receipt"})
    yield Page("receipts.verify", Who.EVERYONE)
    for reference in ("receipt", "ETD-0000-0000"):
        claim = {"reference": reference, "fingerprint": "fingerprint"}
        yield Page("receipts.verify", Who.EVERYONE, press=Press(fields=claim))
    yield _refused("receipts.verify", Who.EVERYONE, _sent(reference="", fingerprint="no"))
    for state in (State.CLOSED, State.FULL):
        yield Page("receipts.register", Who.EVERYONE, state)


def _of_drafts() -> Iterator[Page]:
    for state in (State.CLOSED, State.FULL):
        yield Page("drafting.begin", Who.EVERYONE, state)
    yield _refused("drafting.begin", Who.EVERYONE)
    yield Page("drafting.lost", Who.EVERYONE)
    yield Page("drafting.lost", Who.EVERYONE, asked="asked=1")
    yield _refused("drafting.lost", Who.EVERYONE, _sent(email="nowhere"))
    yield Page("drafting.link", Who.EVERYONE)
    yield _refused("drafting.link", Who.EVERYONE)
    for endpoint in ("tasks", "profile", "clauses", "clause", "letter", "check"):
        for state in (State.EMPTY, State.FULL):
            yield Page(f"drafting.{endpoint}", Who.HOLDER, state)
    yield from _of_files()
    yield Page("drafting.clause", Who.HOLDER, places={"key": "G1"})
    yield Page("drafting.group", Who.HOLDER, State.EMPTY)
    for group in GROUPS:
        yield Page("drafting.group", Who.HOLDER, State.FULL, {"group_key": group})
    yield _refused("drafting.tasks", Who.HOLDER)
    yield Page("drafting.check", Who.HOLDER, places={"code": "overtaken"})
    yield _refused("drafting.check", Who.HOLDER, code="overtaken")
    yield _refused("drafting.profile", Who.HOLDER, _sent(email="nowhere", members="few"))
    yield _refused("drafting.group", Who.HOLDER, group_key="effects")
    yield _refused("drafting.clause", Who.HOLDER)
    yield _refused("drafting.letter", Who.HOLDER, _sent(text="Dear Sirs", confidential="yes"))
    yield Page("submissions.lodge", Who.HOLDER, State.EMPTY, status=REFUSED)
    yield Page("submissions.lodge", Who.HOLDER)
    yield _refused("submissions.lodge", Who.HOLDER, _sent(revision="1"))
    yield from _of_people()
    yield from _of_clashes()
    for code in ("lodged", "withdrawn"):
        for endpoint in ("drafting.tasks", "submissions.lodge", "submissions.withdraw"):
            yield Page(endpoint, Who.HOLDER, places={"code": code})
    yield _refused("submissions.withdraw", Who.HOLDER, _sent(reason="We"), code="lodged")


def _of_clashes() -> Iterator[Page]:
    """What somebody else saved after these pages were opened; their sums are of long ago."""
    sent = {
        "drafting.group": {"seen": "Q1=long-ago", "Q1.choice": "disagree", "Q1.text": "We differ."},
        "drafting.clause": {"seen": "C4=long-ago", "position": "oppose", "view": "Not at all."},
        "drafting.letter": {"seen": "letter=long-ago", "text": "Dear Sirs,\n\nAbout clause 5."},
        "drafting.profile": {"seen": "name=long-ago", "name_en": "Harbor Guild"},
    }
    for endpoint, fields in sent.items():
        press = Press(fields=fields)
        yield Page(endpoint, Who.HOLDER, press=press, status=HTTPStatus.CONFLICT)


def _of_people() -> Iterator[Page]:
    shared = {"code": "shared"}
    for endpoint in ("drafting.people", "drafting.check", "drafting.tasks", "submissions.lodge"):
        yield Page(endpoint, Who.HOLDER, places=shared)
    for state in (State.EMPTY, State.FULL):
        yield Page("drafting.people", Who.HOLDER, state)
        yield Page("drafting.notes", Who.HOLDER, state)
    yield Page("drafting.notes", Who.HOLDER, asked="about=Q1")
    yield _refused("drafting.notes", Who.HOLDER, _sent(about="Q1"))
    yield _refused("drafting.notes", Who.HOLDER, Press(to="drafting.note", fields=STALE.fields))
    yield _refused("drafting.people", Who.HOLDER, _sent(email="nowhere"))
    yield _refused("drafting.people", Who.HOLDER, Press(to="drafting.person", fields=STALE.fields))


def _of_files() -> Iterator[Page]:
    for state in (State.EMPTY, State.FULL):
        yield Page("drafting.files", Who.HOLDER, state)
    yield _refused("drafting.files", Who.HOLDER)
    yield Page("drafting.file", Who.HOLDER)
    yield Page("drafting.files", Who.HOLDER, places={"code": "overtaken"})
    for number in ("2", "3", "4"):
        yield Page("drafting.file", Who.HOLDER, places={"code": "overtaken", "number": number})
    untold = _sent(caption="")
    yield _refused("drafting.file", Who.HOLDER, untold, code="overtaken", number="3")


def _of_the_desk() -> Iterator[Page]:
    for who in (Who.REVIEWER, Who.OFFICIAL, Who.ADMINISTRATOR):
        for state in (State.BARE, State.FULL):
            yield Page("consultations.desk", who, state)
    for who in TEAM:
        for endpoint in ("coding.submissions", "coding.codeframe", "conclusions.positions"):
            for state in (State.EMPTY, State.FULL):
                yield Page(endpoint, who, state)
        yield Page("coding.reading", who, places=UNREAD)
        yield Page("conclusions.submission", who, places=UNREAD)
    yield Page("coding.reading", Who.REVIEWER)
    yield Page("conclusions.submission", Who.REVIEWER)
    yield Page("conclusions.submission", Who.REVIEWER, asked="clause=C5")
    for asked in ("q=提單&written=zh-hant", "q=nowhere-to-be-found", "page=2", "printing=cleared"):
        yield Page("coding.submissions", Who.REVIEWER, asked=asked)
    yield Page("coding.reading", Who.REVIEWER, places=UNREAD, asked="on=letter&paragraph=2")


def _of_the_bureau() -> Iterator[Page]:
    for who in (Who.ADMINISTRATOR, Who.OFFICIAL):
        for state in (State.EMPTY, State.FULL):
            yield Page("drafting.letters", who, state)
    unsent = Press(to="drafting.unsent", fields=STALE.fields)
    yield _refused("drafting.letters", Who.OFFICIAL, unsent)
    for asked in ("", "done=1"):
        yield Page("drafting.give_anew", Who.OFFICIAL, asked=asked)
    yield _refused("drafting.give_anew", Who.OFFICIAL, _sent(email="nowhere", again="elsewhere"))


def _of_deeds() -> Iterator[Page]:
    for to in ("coding.tag", "coding.untag"):
        press = Press(to=to, fields={} if to == "coding.tag" else STALE.fields)
        yield _refused("coding.reading", Who.REVIEWER, press, **UNREAD)
    for to in ("conclusions.assign", "conclusions.confirm"):
        press = Press(to=to, fields={} if to == "conclusions.assign" else STALE.fields)
        yield _refused("conclusions.submission", Who.REVIEWER, press)
    yield Page("submissions.clear", Who.OFFICIAL)
    yield Page("submissions.clear", Who.OFFICIAL, places=UNREAD)
    yield _refused("submissions.clear", Who.OFFICIAL, _sent(edition="public"))
    yield Page("coding.reading", Who.OFFICIAL, asked="decided=public")
    yield from _of_decisions()


def _of_decisions() -> Iterator[Page]:
    for places in ({}, UNREAD):
        yield Page("submissions.restrict", Who.OFFICIAL, places=places)
    yield Page("submissions.restrict", Who.OFFICIAL, asked="on=letter&paragraph=1")
    yield _refused("submissions.restrict", Who.OFFICIAL, _sent(quote="nowhere"))
    for endpoint in ("coding.reading", "submissions.late"):
        yield Page(endpoint, Who.OFFICIAL, State.CLOSED, LATE)
    yield Page("coding.submissions", Who.OFFICIAL, State.CLOSED)
    none = _sent(ruling="")
    yield Page("submissions.late", Who.OFFICIAL, State.CLOSED, LATE, press=none, status=REFUSED)
    not_late = HTTPStatus.CONFLICT
    yield Page("submissions.late", Who.OFFICIAL, places=UNREAD, status=not_late)


def _of_reports() -> Iterator[Page]:
    for state in (State.EMPTY, State.FULL):
        yield Page("reports.index", Who.OFFICIAL, state)
    unknown = Press(to="reports.ask", fields={"edition": "secret", "language": "en"})
    yield _refused("reports.index", Who.OFFICIAL, unknown)
    for report in ("queued", "working", "done", "failed"):
        yield Page("reports.report", Who.OFFICIAL, places={"code": f"report_{report}"})


PAGES: Final = (
    *_public(),
    *_of_drafts(),
    *_of_receipts(),
    *_of_the_desk(),
    *_of_the_bureau(),
    *_of_deeds(),
    *_of_reports(),
)

# What answers GET without showing a page: where it leads, or what it hands out instead.
NO_PAGES: Final = {
    "static": "text/css",
    "front.index": "",
    "front.healthz": "text/plain",
    "consultations.closing": "text/calendar",
    "drafting.original": "application/octet-stream",
    "receipts.as_filed": "application/pdf",
    "receipts.record": "application/json",
    "receipts.signed": "application/json",
    "submissions.held_original": "application/octet-stream",
    "submissions.original": "application/octet-stream",
    "reports.download": "application/pdf",
}
# What is pressed on every page for staff, and leads away whatever was sent.
NO_FORMS: Final = {"accounts.sign_out"}

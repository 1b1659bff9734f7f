"""What the letter says that brings a receipt, and when the PDF of what was filed comes with it."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from sqlalchemy.orm import Session

from portal.consultations.models import Consultation
from portal.consultations.queries import paper
from portal.drafting.models import Draft, Holder, LetterKind
from portal.language import gettext, moment, spoken, words
from portal.letters import Told, Worded, Wording
from portal.mail import Enclosure
from portal.receipts.contents import in_fours
from portal.receipts.printing import Printed, UnprintableError, print_filed
from portal.receipts.queries import is_nothing_confidential, revision_filed_for
from portal.submissions.models import Submission
from portal.submissions.queries import Receipt, receipt_of, record_of, submission_of_draft


def wordings(url: str) -> Mapping[str, Wording]:
    """Give what writes each kind of letter of this room, for the portal at an address."""
    return MappingProxyType({LetterKind.RECEIPT: partial(_receipt, url)})


def _receipt(url: str, session: Session, told: Told) -> Worded | None:
    holder = session.get(Holder, told.about_id)
    draft = session.get(Draft, holder.draft_id) if holder else None
    lodged = submission_of_draft(session, draft) if draft else None
    if draft is None or lodged is None:
        return None
    consultation = session.get_one(Consultation, draft.consultation_id)
    held = receipt_of(session, consultation.slug, lodged.reference)
    front = paper(session, consultation).front
    printed = _printed(session, consultation, lodged, held)
    return Worded(
        words(front.bureau, spoken()),
        gettext("Receipt %(reference)s", reference=held.reference),
        "\n\n".join(_said(url, held, words(front.short_title, spoken()), printed)) + "\n",
        printed,
    )


def _said(url: str, held: Receipt, title: str, printed: tuple[Enclosure, ...]) -> list[str]:
    lines = [
        gettext("Reference: %(reference)s", reference=held.reference),
        gettext("Number in the register: %(number)s", number=held.register_number),
        gettext("Version: %(number)s", number=held.version),
        gettext("Received: %(moment)s", moment=moment(held.lodged_at, spoken(), seconds=True)),
        gettext("Fingerprint of the record (SHA-256):"),
        in_fours(held.record_sha256),
    ]
    language = spoken().value
    return [
        gettext("Your submission to this consultation has been received: %(title)s.", title=title),
        "\n".join(lines),
        gettext("Once your private link is open, receipt, record and PDF are here:"),
        f"{url}/{language}/consultations/{held.slug}/receipts/{held.reference}",
        gettext("Anyone who has the reference and the fingerprint can verify the receipt:"),
        f"{url}/{language}/verify?reference={held.reference}",
        gettext("The PDF of what you filed is enclosed.")
        if printed
        else gettext("The PDF is not enclosed, because some of what you filed is confidential."),
    ]


def _printed(
    session: Session, consultation: Consultation, lodged: Submission, held: Receipt
) -> tuple[Enclosure, ...]:
    """Print what was filed, unless something in it is confidential: mail is an open postcard."""
    if not is_nothing_confidential(session, lodged.id, held.version_id):
        return ()
    revision = revision_filed_for(session, held.version_id)
    filed_for = paper(session, consultation, revision_id=revision)
    try:
        content = print_filed(Printed(held, filed_for, record_of(session, held.version_id)))
    except UnprintableError:
        return ()
    return (Enclosure(f"{held.reference}.pdf", "application/pdf", content),)

"""What letters to those who hold a draft say: the private link, and the links that were lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from sqlalchemy.orm import Session

from portal.accounts.tokens import derived_token, token_hash
from portal.consultations.models import Consultation
from portal.consultations.queries import paper
from portal.drafting.models import Draft, Holder, LetterKind
from portal.drafting.queries import holders_reached
from portal.language import gettext, moment, spoken, words
from portal.letters import Told, Worded, Wording


@dataclass(frozen=True, slots=True)
class Links:
    """Writes private links out, as only a deployment that has the key can."""

    url: str
    key: str

    def secret_of(self, holder: Holder) -> str:
        """Give the secret of a holder's link; "" where this key did not make it."""
        secret = derived_token(self.key, holder.salt) if holder.salt else ""
        return secret if secret and token_hash(secret) == holder.token_hash else ""

    def link_of(self, holder: Holder) -> str:
        """Give a holder's private link as an address; "" where this key did not make it."""
        secret = self.secret_of(holder)
        return f"{self.url}/link/{secret}?language={spoken()}" if secret else ""


def wordings(links: Links) -> Mapping[str, Wording]:
    """Give what writes each kind of letter of this room."""
    return MappingProxyType(
        {
            LetterKind.PRIVATE_LINK: partial(_link, links),
            LetterKind.LOST_LINKS: partial(_lost, links),
        }
    )


def _link(links: Links, session: Session, told: Told) -> Worded | None:
    holder = session.get(Holder, told.about_id)
    link = links.link_of(holder) if holder is not None and holder.ended_at is None else ""
    if not link or holder is None:
        return None
    consultation = session.get_one(Draft, holder.draft_id).consultation_id
    bureau, title, closing = _consultation(session, consultation)
    return Worded(
        bureau,
        gettext("Your private link: %(consultation)s", consultation=title),
        _paragraphs(
            gettext("You began a submission to this consultation: %(title)s.", title=title),
            gettext("This private link opens your draft, on any device:"),
            link,
            gettext(
                "Whoever holds it can read and change the draft. Keep this letter to yourself."
            ),
            closing,
            gettext("If it was not you who began it, do nothing; the link alone submits nothing."),
        ),
    )


def _lost(links: Links, session: Session, told: Told) -> Worded | None:
    found = [
        (holder, link)
        for holder in holders_reached(session, told.about_id, told.to)
        if (link := links.link_of(holder))
    ]
    if not found:
        return None
    bureau, title, closing = _consultation(session, told.about_id)
    return Worded(
        bureau,
        gettext("Your private link: %(consultation)s", consultation=title),
        _paragraphs(
            gettext(
                "Somebody asked for the private links that belong to this address: %(title)s.",
                title=title,
            ),
            *(_begun(session, holder) + "\n" + link for holder, link in found),
            gettext(
                "Whoever holds a link can read and change the draft. Keep this letter to yourself."
            ),
            closing,
            gettext(
                "If it was not you who asked, do nothing: nobody else has been sent the links."
            ),
        ),
    )


def _begun(session: Session, holder: Holder) -> str:
    begun_at = session.get_one(Draft, holder.draft_id).begun_at
    return gettext("Begun on %(moment)s:", moment=moment(begun_at, spoken()))


def _consultation(session: Session, consultation_id: int) -> tuple[str, str, str]:
    """Give who consults, on what, and the sentence that says when it closes."""
    consultation = session.get_one(Consultation, consultation_id)
    front = paper(session, consultation).front
    bureau, title = words(front.bureau, spoken()), words(front.short_title, spoken())
    if consultation.is_sample:
        return bureau, title, gettext("This is a sample: it stays open.")
    closes = moment(consultation.closes_at, spoken())
    return (
        bureau,
        title,
        gettext("The consultation closes on %(moment)s, Hong Kong time.", moment=closes),
    )


def _paragraphs(*said: str) -> str:
    return "\n\n".join(said) + "\n"

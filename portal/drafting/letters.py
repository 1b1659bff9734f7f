"""What letters to those who hold a draft say: the private link, and the links that were lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from sqlalchemy.orm import Session

from portal.accounts.tokens import derived_token, token_hash
from portal.consultations.models import Consultation
from portal.consultations.queries import paper
from portal.drafting.models import Draft, Holder, HolderRole, LetterKind
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
            LetterKind.PRIVATE_LINK: partial(_link, links, _begun_by_you),
            LetterKind.INVITATION: partial(_link, links, _invited),
            LetterKind.LINK_RENEWED: partial(_link, links, _renewed),
            LetterKind.DRAFT_REISSUED: partial(_link, links, _reissued),
            LetterKind.LINK_ENDED: _ended,
            LetterKind.LOST_LINKS: partial(_lost, links),
        }
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What letters that bring a link say differently: who got it why, and what to do if not."""

    why: str
    otherwise: str


def _link(
    links: Links, said: Callable[[Holder, str], _Said], session: Session, told: Told
) -> Worded | None:
    holder = session.get(Holder, told.about_id)
    link = links.link_of(holder) if holder is not None and holder.ended_at is None else ""
    if not link or holder is None:
        return None
    draft = session.get_one(Draft, holder.draft_id)
    bureau, title, closing = _consultation(session, draft.consultation_id)
    words = said(holder, title)
    return Worded(
        bureau,
        gettext("Your private link: %(consultation)s", consultation=title),
        _paragraphs(
            words.why,
            gettext("This private link opens the draft, on any device:"),
            link,
            gettext(
                "Whoever holds it can read and change the draft. Keep this letter to yourself."
            ),
            closing,
            gettext(
                "The code of this draft, should you need to name it: %(code)s", code=draft.code
            ),
            words.otherwise,
        ),
    )


def _begun_by_you(_holder: Holder, title: str) -> _Said:
    return _Said(
        gettext("You began a submission to this consultation: %(title)s.", title=title),
        gettext("If it was not you who began it, do nothing; the link alone submits nothing."),
    )


def _invited(holder: Holder, title: str) -> _Said:
    if holder.role is HolderRole.LEAD:
        may = gettext("You are a lead of it: you may write, submit and invite others.")
    else:
        may = gettext("You are a drafter: you may write; a lead submits.")
    invited = gettext(
        "You have been invited to write a submission to this consultation with colleagues:"
        " %(title)s.",
        title=title,
    )
    return _Said(
        f"{invited} {may}",
        gettext("If you do not know what this is about, do nothing."),
    )


def _renewed(_holder: Holder, title: str) -> _Said:
    return _Said(
        gettext(
            "Your private link to a draft was renewed: %(title)s. The one you had before opens"
            " nothing any more.",
            title=title,
        ),
        gettext("If you did not expect this, ask a lead of the draft."),
    )


def _reissued(_holder: Holder, title: str) -> _Said:
    return _Said(
        gettext(
            "You are now the lead of a draft for this consultation: %(title)s. We gave it to you"
            " on the proof that was shown to us. Every earlier link to it opens nothing any more.",
            title=title,
        ),
        gettext("If you did not ask for this, write to us at once."),
    )


def _ended(session: Session, told: Told) -> Worded | None:
    holder = session.get(Holder, told.about_id)
    if holder is None:
        return None
    draft = session.get_one(Draft, holder.draft_id)
    bureau, title, _closing = _consultation(session, draft.consultation_id)
    return Worded(
        bureau,
        gettext("Your private link has ended: %(consultation)s", consultation=title),
        _paragraphs(
            gettext(
                "The private link that you had to a draft for this consultation opens nothing any"
                " more: %(title)s.",
                title=title,
            ),
            gettext(
                "It was ended by a lead of the draft, or by us when we gave the draft a new lead"
                " on proof. What was written in it is kept."
            ),
            gettext(
                "The code of this draft, should you need to name it: %(code)s", code=draft.code
            ),
            gettext("If you did not expect this, write to us at once."),
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

"""What tests of the codeframe are made of: a small one, and the hand that changes it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.consultations.models import Consultation
from portal.themes.actions import Hand, load_codeframe
from portal.themes.codeframe import Codeframe
from portal.themes.queries import codeframe

AT = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


def entry(code: str, **keys: Json) -> dict[str, Json]:
    """An entry of a folder's codeframe.json; `keys` replace or add to its own."""
    parent = code.rpartition(".")[0] or None
    return {
        "code": code,
        "level": 2 if parent else 1,
        "parent": parent,
        "en": f"Theme {code}",
        "zh_hant": f"主題{code}",
        "zh_hans": f"主题{code}",
        "definition": {"en": f"About {code}.", "zh_hant": f"關於{code}。"},
        "keywords_en": ["control"],
        "keywords_zh": ["控制"],
    } | keys


SMALL = [entry(code) for code in ("1", "1.1", "1.2", "2", "2.1", "2.9", "2.10")]


def consultation(session: Session, slug: str = "small") -> Consultation:
    """A consultation with nothing but a name."""
    made = Consultation(
        slug=slug,
        reference_prefix=slug[:3].upper(),
        opens_at=AT,
        closes_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    session.add(made)
    session.flush()
    return made


def loaded(session: Session) -> tuple[Consultation, Hand, Codeframe]:
    """The small codeframe published for a consultation, and the hand that changes it."""
    made = consultation(session)
    load_codeframe(session, made, SMALL, now=AT)
    return made, Hand(made, AT), codeframe(session, made)


def id_of(frame: Codeframe, code: str) -> int:
    """The identity of the theme a code means."""
    found = frame.coded(code)
    assert found is not None
    return found.id

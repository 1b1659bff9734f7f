"""The first page: what this is, of which consultation, as at which moment, and for whom."""

from collections.abc import Mapping
from datetime import datetime

from portal.language import Language, moment, speaking, spoken
from portal.language import gettext as _
from portal.reports import names
from portal.reports.blocks import Cover, Fact
from portal.reports.snapshot import Consultation, Snapshot
from portal.submissions.decisions import Edition
from portal.text import only_han


def manifest_words(consultation: Consultation, key: str) -> Mapping[str, str]:
    """Give a text of the manifest by language key; empty where it has none."""
    value = consultation.manifest.get(key)
    if not isinstance(value, Mapping):
        return {}
    return {name: words for name, words in value.items() if isinstance(words, str)}


def said_moment(at: str) -> str:
    """Write a moment of a snapshot in the language spoken now."""
    return moment(datetime.fromisoformat(at), spoken())


def cover(snapshot: Snapshot, edition: Edition, digest: str) -> Cover:
    """Give the first page; ``digest`` is the SHA-256 of the snapshot document."""
    consultation = snapshot.consultation
    title = manifest_words(consultation, "title")
    with speaking(spoken().companion):
        also_what = what()
        also = names.say(title)
    return Cover(
        what=what(),
        title=balanced(names.say(title)),
        also=also,
        also_speech=spoken().companion.tag,
        also_what=also_what,
        upright=upright(consultation),
        bureau=names.say(manifest_words(consultation, "bureau")),
        facts=_facts(snapshot, digest),
        edition=str(names.EDITIONS[edition]),
        marks=marks(consultation),
    )


_LONGEST_LINE = 9


def balanced(title: str) -> tuple[str, ...]:
    """Break a Chinese title too long for one line after the particle nearest its middle."""
    places = [place + 1 for place, one in enumerate(title) if one in "的及與和：，"]
    if len(title) <= _LONGEST_LINE or not places or not only_han(title):
        return (title,)
    best = min(places, key=lambda place: abs(2 * place - len(title)))
    return (title[:best], title[best:]) if best < len(title) else (title,)


def what() -> str:
    """Name the kind of report."""
    return _("Summary of submissions")


def upright(consultation: Consultation) -> str:
    """Give the Chinese short title that stands upright on the cover."""
    short = manifest_words(consultation, "short_title")
    key = Language.ZH_HANS.key if spoken() is Language.ZH_HANS else Language.ZH_HANT.key
    return short.get(key, "")


def marks(consultation: Consultation) -> tuple[str, ...]:
    """Give the marks a reader must not miss: sample, and reconstruction."""
    found = [names.say(manifest_words(consultation, "status_mark"))]
    if consultation.is_sample:
        found.append(_("SAMPLE: the respondents are invented"))
    return tuple(one for one in found if one)


def _facts(snapshot: Snapshot, digest: str) -> tuple[Fact, ...]:
    consultation = snapshot.consultation
    facts = (
        Fact(_("Bureau"), names.say(manifest_words(consultation, "bureau"))),
        Fact(
            _("Consultation"),
            _(
                "%(opens)s to %(closes)s",
                opens=said_moment(consultation.opens_at),
                closes=said_moment(consultation.closes_at),
            ),
        ),
        Fact(_("Status"), draft_as_at(snapshot)),
        Fact(
            _("Submissions"),
            _(
                "%(standing)s standing, of %(received)s received",
                standing=len(snapshot.standing),
                received=len(snapshot.submissions),
            ),
        ),
        Fact(_("Filter"), _("None: all standing submissions, latest versions")),
        Fact(_("Snapshot"), fingerprint(digest)),
    )
    return tuple(one for one in facts if one.words)


def draft_as_at(snapshot: Snapshot) -> str:
    """Say that this is a draft, and of which moment."""
    return _("Draft, as at %(moment)s", moment=said_moment(snapshot.as_at))


def fingerprint(digest: str, length: int = 32) -> str:
    """Give the beginning of a SHA-256 in groups of four, to be read out."""
    short = digest[:length]
    return " ".join(short[place : place + 4] for place in range(0, len(short), 4))

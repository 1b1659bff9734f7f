"""A report as data: a snapshot, a kind, an edition and a language give what every page says."""

from collections.abc import Iterator

from portal.language import Language, speaking
from portal.language import gettext as _
from portal.reports import names
from portal.reports.annexes import annexes
from portal.reports.blocks import Report, Section
from portal.reports.cells import printed
from portal.reports.clauses import clause_sections
from portal.reports.cover import cover, draft_as_at, fingerprint, manifest_words, what
from portal.reports.edition import edition_of
from portal.reports.exercise import exercise
from portal.reports.fulltexts import full_texts
from portal.reports.guide import guide
from portal.reports.matter import Matter
from portal.reports.points import Points
from portal.reports.positions import positions
from portal.reports.snapshot import Snapshot
from portal.reports.summary import summary
from portal.submissions.decisions import Edition

KINDS = ("summary",)


def report(snapshot: Snapshot, digest: str, *, edition: Edition, language: Language) -> Report:
    """Say what every page of a summary says; ``digest`` is the SHA-256 of the snapshot document.

    The edition is cut first: nothing after that sees a word that it may not print.
    """
    with speaking(language):
        shown = edition_of(snapshot, edition)
        title = names.say(manifest_words(shown.consultation, "title"))
        short = names.say(manifest_words(shown.consultation, "short_title")) or title
        line = _("%(title)s: %(what)s", title=short, what=what().lower())
        return Report(
            title=_("%(title)s: %(what)s", title=title, what=what().lower()),
            author=names.say(manifest_words(shown.consultation, "bureau")),
            running=line,
            edition=_edition_line(shown, edition),
            snapshot=_("Snapshot %(id)s", id=fingerprint(digest, 12)),
            watermark=_watermark(shown),
            cover=cover(shown, edition, digest),
            sections=tuple(_sections(shown, edition)),
        )


def _sections(shown: Snapshot, edition: Edition) -> Iterator[Section]:
    held = positions(shown)
    matter = Matter(shown, edition, held, Points(shown), printed(shown, edition, held))
    yield guide(shown, edition)
    yield summary(matter)
    yield exercise(shown)
    yield from clause_sections(matter)
    yield from annexes(matter)
    yield from full_texts(shown, edition)


def _edition_line(shown: Snapshot, edition: Edition) -> str:
    parts = [str(names.EDITIONS[edition]), draft_as_at(shown)]
    return " · ".join(parts)


def _watermark(shown: Snapshot) -> str:
    return _("SAMPLE") if shown.consultation.is_sample else _("DRAFT")

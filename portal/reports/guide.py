"""How to read the report: the consultation's own guide, and the rules that this report follows."""

from portal.language import gettext as _
from portal.reports import names
from portal.reports.blocks import Column, Row, Section, Table, Writer, cells
from portal.reports.cover import draft_as_at, manifest_words
from portal.reports.quantity import QUANTITIES
from portal.reports.quoting import LONGEST_QUOTATION, MOST_QUOTATIONS
from portal.reports.snapshot import Consultation, Snapshot
from portal.submissions.decisions import Edition

_LONGEST_LEAD = 48


def guide(snapshot: Snapshot, edition: Edition) -> Section:
    """Give the section that says how to read everything after it."""
    writer = Writer("1")
    consultation = snapshot.consultation
    _standing_of_report(writer, snapshot, edition)
    guidance = notice(consultation, "reading_guide")
    if guidance:
        writer.heading(_("Counting and wording"))
        for lead, words in guidance:
            writer.say(words, lead=lead)
    writer.say(
        _(
            "A respondent that declares support and asks for a change in its words is counted in"
            " support; what it asks stands under “In favour, with changes”. So more submissions may"
            " be found there than hold the position “with changes”."
        ),
        lead=_("Support and changes."),
    )
    writer.add(quantities())
    _quotations(writer, edition)
    _reconstruction(writer, consultation)
    return Section(
        id="how",
        part=_("How to read this report"),
        title=_("How to read this report"),
        blocks=writer.blocks,
        number="1",
    )


def notice(consultation: Consultation, key: str) -> list[tuple[str, str]]:
    """Give the paragraphs of a notice, each as its short first sentence and the rest."""
    value = consultation.notices.get(key)
    if not isinstance(value, dict):
        return []
    words = names.say({name: text for name, text in value.items() if isinstance(text, str)})
    return [_with_lead(part) for part in words.split("\n\n") if part.strip()]


def _with_lead(paragraph: str) -> tuple[str, str]:
    for stop in (". ", "。"):
        head, found, rest = paragraph.partition(stop)
        if found and rest and len(head) <= _LONGEST_LEAD:
            return head + found.strip(), rest.strip()
    return "", paragraph


def _standing_of_report(writer: Writer, snapshot: Snapshot, edition: Edition) -> None:
    writer.heading(_("What this report is"))
    writer.say(
        _(
            "%(status)s. It sets out the views received and no others: no response of the"
            " Government, and nothing on drafting. Figures, tables and sentences with figures are"
            " computed from the snapshot; no one has edited them.",
            status=draft_as_at(snapshot),
        )
    )
    writer.say(
        _(
            "In this draft campaigns are not yet reported apart. Where two reviewers have read the"
            " same words differently, both readings count until one is settled."
        )
    )
    if edition is Edition.INTERNAL:
        writer.say(
            _(
                "This edition prints confidential words, names that are to be withheld and texts"
                " that have not been cleared. It must not be passed on outside the Government."
            )
        )


def quantities() -> Table:
    """Set out the words of quantity and the shares they stand for."""
    return Table(
        caption=_("Words of quantity"),
        columns=(
            Column(_("Word")),
            Column(_("Share of the submissions that took a view on the clause")),
        ),
        rows=tuple(Row(cells(str(one.word), str(one.share))) for one in QUANTITIES),
        style="how",
    )


def _quotations(writer: Writer, edition: Edition) -> None:
    writer.heading(_("Quotations and references"))
    writer.say(
        _(
            "Points are grouped by stance and then by theme, the theme with most submissions"
            " first. Under each, up to %(most)s passages are quoted, from different submissions:"
            " those of groups not yet heard come first, then in order of the register. A passage"
            " is quoted once in a section; beyond %(longest)s characters it is cut at the end of a"
            " sentence, marked […]. “Also” refers to every other submission that makes the point;"
            " “Quoted above” to words already quoted there under another theme.",
            most=MOST_QUOTATIONS,
            longest=LONGEST_QUOTATION,
        )
    )
    writer.say(
        _(
            "A reference such as ETD-7K2M-Q954 Q13 ¶2 means the second paragraph of the answer to"
            " question 13 in that submission; without a question it means a paragraph of the"
            " letter. Quotations stand as they were written, marked EN, 繁 or 简."
        )
    )
    if edition is Edition.PUBLIC:
        writer.say(
            _(
                "Words are quoted only from submissions cleared for publication. “%(mark)s” stands"
                " where words are kept confidential. What is not printed is still counted.",
                mark=_("[words withheld]"),
            )
        )


def _reconstruction(writer: Writer, consultation: Consultation) -> None:
    paragraphs = notice(consultation, "reconstruction")
    mark = names.say(manifest_words(consultation, "status_mark"))
    if paragraphs:
        writer.heading(mark or _("Reconstructed text"))
        for lead, words in paragraphs:
            writer.say(names.joined(lead, words))

"""What respondents argue about a clause: points with quotations, and wordings of their own."""

from portal.coding.models import Stance
from portal.language import gettext as _
from portal.language import ngettext
from portal.reports import names
from portal.reports.blocks import References, Writer
from portal.reports.matter import Matter
from portal.reports.paper import Clause
from portal.reports.points import Place, Point
from portal.reports.quoting import choose, quotation, quotation_at, references


def points_on(writer: Writer, matter: Matter, clause: Clause) -> None:
    """Set the points made about a clause: by stance, then by theme, with quotations."""
    writer.heading(_("Points made"))
    points = matter.points
    passages = points.passages_under(clause.id)
    if not passages:
        writer.say(_("No passage has been coded to it yet."))
        return
    writer.say(
        ngettext(
            "%(num)s passage, of %(submissions)s submissions, speaks of it.",
            "%(num)s passages, of %(submissions)s submissions, speak of it.",
            passages,
            submissions=points.submissions_under(clause.id),
        )
    )
    printed: set[Place] = set()
    for stance in Stance:
        found = points.under(clause.id, stance)
        if found:
            writer.heading(str(names.STANCES[stance]), 3)
        for point in found:
            _point(writer, matter, point, printed)


def _point(writer: Writer, matter: Matter, point: Point, printed: set[Place]) -> None:
    theme = next((one for one in matter.snapshot.codeframe.themes if one.code == point.theme), None)
    title = f"{point.theme} {names.say(theme.words)}" if theme else point.theme
    count = ngettext("%(num)s submission", "%(num)s submissions", point.submissions)
    writer.say(count, lead=title, is_kept=True)
    choice = choose(matter.points, point.places, printed)
    for place in choice.quoted:
        writer.add(quotation(matter.snapshot, *matter.points.at(place)))
    others = tuple(references(matter.points, choice.referred))
    after = ""
    if choice.silent:
        after = ngettext(
            "%(num)s submission whose words are not printed in this edition",
            "%(num)s submissions whose words are not printed in this edition",
            choice.silent,
        )
    if others or after:
        before = _("Also:") if choice.quoted else _("Quoted above:") if others else _("Made in:")
        writer.add(References(before, others, after))


def wordings_for(writer: Writer, matter: Matter, clause: Clause) -> None:
    """Set the wordings that respondents put forward in the field kept for them."""
    found = [
        quoted
        for submission in matter.snapshot.standing
        if (quoted := quotation_at(matter.snapshot, submission, f"{clause.id}.wording"))
    ]
    if found:
        writer.heading(_("Wordings put forward"))
        writer.say(
            ngettext(
                "%(num)s submission puts forward words of its own for this clause.",
                "%(num)s submissions put forward words of their own for this clause.",
                len(found),
            ),
            is_kept=True,
        )
        writer.add(*found)

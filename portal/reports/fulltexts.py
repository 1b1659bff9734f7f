"""The full texts, each on a page of its own, every paragraph under the number it is cited by."""

from collections.abc import Iterable, Iterator

from portal.language import gettext as _
from portal.language import lazy
from portal.reports import names
from portal.reports.blocks import (
    Block,
    Cell,
    Column,
    Entry,
    Fact,
    Heading,
    Note,
    Row,
    Said,
    Section,
    Table,
)
from portal.reports.cover import said_moment
from portal.reports.paper import Question
from portal.reports.places import order
from portal.reports.quoting import target
from portal.reports.snapshot import Answer, Snapshot, Submission
from portal.submissions.decisions import Edition
from portal.submissions.places import FILE, LETTER, label, parse
from portal.text import blocks, broken, paragraphs


def full_texts(snapshot: Snapshot, edition: Edition) -> Iterator[Section]:
    """Give a section for each standing submission whose words this edition prints."""
    shown = [one for one in snapshot.standing if any(text.words for text in one.texts)]
    silent = len(snapshot.standing) - len(shown)
    yield _opening(shown, silent, edition)
    for submission in shown:
        yield _text(snapshot, submission)


def _opening(shown: list[Submission], silent: int, edition: Edition) -> Section:
    over = _("Annex %(letter)s", letter="E")
    title = _("Full texts")
    words = _(
        "%(shown)s submissions are printed in full, in order of the register.", shown=len(shown)
    )
    if silent and edition is Edition.PUBLIC:
        words = names.joined(
            words,
            _(
                "%(silent)s are not: they are not cleared for publication, confidential as a"
                " whole, or without words.",
                silent=silent,
            ),
        )
    return Section(
        id="annex-e",
        part=_("%(annex)s · %(title)s", annex=over, title=title),
        title=title,
        blocks=(Note(words), _contents(shown)) if shown else (Note(words),),
        over=over,
        number="E",
    )


def _contents(shown: list[Submission]) -> Table:
    """List the texts that follow, with their pages."""
    return Table(
        caption="",
        columns=(
            Column(_("Submission"), millimetres=30),
            Column(_("Respondent")),
            Column(_("Language"), millimetres=32),
            Column(_("Page"), is_figure=True, millimetres=17),
        ),
        rows=tuple(_listed(one) for one in shown),
        style="wide listed",
    )


def _listed(submission: Submission) -> Row:
    title, speech = _title(submission)
    return Row(
        (
            Cell(submission.reference, target=target(submission)),
            Cell(title, speech=speech),
            Cell(names.language(submission.language)),
            Cell(target=target(submission)),
        )
    )


def _text(snapshot: Snapshot, submission: Submission) -> Section:
    consultation = snapshot.consultation
    blocks: list[Block] = []
    questions = {one.id: one for one in consultation.questions}
    clauses = {one.id: names.clause_title(one) for one in consultation.clauses}
    heading = ""
    for answer in order(submission.answers, consultation.questions, consultation.clauses):
        own = _heading(answer, questions, clauses)
        body = tuple(_body(submission, answer, questions))
        if own != heading and body:
            blocks.append(Heading(own, 3))
            heading = own
        blocks.extend(body)
    title, speech = _title(submission)
    return Section(
        id=target(submission),
        part=f"{submission.reference}",
        title=title,
        title_speech=speech,
        blocks=(Note(_facts(submission)), *_files(submission), *blocks),
        over=submission.reference,
        style="text",
        is_listed=False,
    )


def _title(submission: Submission) -> tuple[str, str]:
    named = [names.say(one.name) for one in submission.respondents if one.name]
    if not named:
        return _("Respondent not named"), ""
    words = _("; ").join(named)
    return words, names.speech("mixed", words)[0]


def _facts(submission: Submission) -> str:
    facts = [
        Fact(_("Received"), said_moment(submission.received_at)),
        Fact(_("Channel"), names.channel(submission.channel)),
        Fact(_("Register number"), f"{submission.register_number}"),
        Fact(_("Version"), f"{submission.version}"),
    ]
    return " · ".join(f"{one.name}: {one.words}" for one in facts)


def _files(submission: Submission) -> Iterator[Note]:
    """Yield a note for each file: its name, caption and hash; the public edition has none."""
    for file in submission.files:
        facts = [f"{label(file.place)}: {names.uncut(file.name)}", names.uncut(file.caption)]
        yield Note(" · ".join(filter(None, (*facts, f"SHA-256 {file.sha256}"))))


def _heading(answer: Answer, questions: dict[str, Question], clauses: dict[str, str]) -> str:
    own = parse(answer.place).key
    if own == LETTER or parse(own).kind == FILE:
        return label(own)
    if own in questions:
        return f"{own} {names.say(questions[own].words)}"
    return clauses.get(own, own)


def _body(
    submission: Submission, answer: Answer, questions: dict[str, Question]
) -> Iterator[Block]:
    part = answer.place.rpartition(".")[2] if "." in answer.place else ""
    if part in _BESIDE:
        return
    yield from _notes(submission, answer, questions, part)
    if answer.text is None:
        return
    text = submission.texts[answer.text]
    spans = paragraphs(text.words)
    for number, (start, end) in enumerate(spans, 1):
        words = text.words[start:end]
        yield Said(
            number=f"¶{number}" if len(spans) > 1 else "",
            id=f"{submission.reference}-{answer.place}-{number}".lower(),
            entries=tuple(entries(names.uncut(words))),
            speech=names.speech(text.language, words)[0],
        )


def _notes(
    submission: Submission, answer: Answer, questions: dict[str, Question], part: str
) -> Iterator[Note]:
    """Yield what stands beside the words: the option chosen, a unit, an ordinance, a label."""
    beside = _beside(submission, answer)
    unit = beside.pop("unit", "") if answer.number is not None else ""
    chosen = _chosen(answer, questions, unit)
    if chosen:
        yield Note(chosen)
    if part in _LABELS:
        yield Note(str(_LABELS[part]))
    if beside:
        yield Note(_(", ").join(beside.values()))


def _beside(submission: Submission, answer: Answer) -> dict[str, str]:
    """Map what is said in a few words beside an answer to those words, in reading order."""
    said = {one.place: one.text for one in submission.answers if one.text is not None}
    places = {part: f"{answer.place}.{part}" for part in _BESIDE}
    return {
        part: names.uncut(submission.texts[said[place]].words)
        for part, place in places.items()
        if place in said and submission.texts[said[place]].words
    }


# What is said in a few words beside an answer, in the order in which it is read.
_BESIDE = ("ordinance", "section", "unit", "other")
_LABELS = {
    "view": lazy("View"),
    "wording": lazy("Proposed wording"),
    "evidence": lazy("Evidence"),
}


def entries(words: str) -> Iterator[Entry]:
    """Lay out one paragraph: its lines, and typed list marks hung before theirs."""
    for block in blocks(words):
        if block.lines:
            yield Entry("", tuple(broken(block.lines)))
        for item in block.items:
            yield Entry(item.mark, tuple(broken(item.lines)))


def _chosen(answer: Answer, questions: dict[str, Question], unit: str) -> str:
    if answer.is_withheld:
        return _("[answer withheld]")
    parts = list(_options(answer, questions))
    if answer.number is not None:
        parts.append(" ".join(filter(None, (answer.number, unit))))
    if not parts:
        return ""
    if parse(answer.place).is_of_clause:
        return _("Position: %(position)s", position=_("; ").join(parts))
    return _("Answer: %(answer)s", answer=_("; ").join(parts))


def _options(answer: Answer, questions: dict[str, Question]) -> Iterable[str]:
    own = questions.get(answer.place)
    if own is None:
        known = {one.value: str(words) for one, words in names.POSITIONS.items()}
        return [known.get(one, one) for one in answer.options]
    known = {one.id: names.say(one.words) for one in own.options}
    return [known.get(one, one) for one in answer.options]

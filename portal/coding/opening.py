"""A submission opened for coding: what was asked, what was answered, which passages it has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from portal.coding.layout import Page, Paragraph, Words, laid_out
from portal.coding.queries import CodedPassage
from portal.coding.runs import Span
from portal.consultations.paper import Clause, Paper, Question
from portal.language import Language
from portal.submissions.places import UNIT, label, parse
from portal.submissions.said import Said
from portal.submissions.tongues import tongue
from portal.submissions.visible import Reading, Shown
from portal.text import paragraphs_cited

MIXED: Final = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands at one place: options (ids, labels) chosen, a number, or words in paragraphs.

    `unit` is what the respondent counts in, shown beside the number; its words stand at a place of
    their own as well, where they can be coded.
    `lang` is the BCP 47 tag of the words, `clause_id` the clause that they bear on, if it is one.
    """

    place: str
    label: str
    options: tuple[tuple[str, Mapping[str, str]], ...] = ()
    number: str | None = None
    unit: str = ""
    text_id: int | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    lang: str = ""
    clause_id: int | None = None
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """An answer to a question, a comment on a clause, or the letter, with what stands in it."""

    key: str
    label: str
    question: Question | None
    clause: Clause | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as the page numbers it; without a track it stands in the list only.

    `cited` names its paragraphs as a report does ("¶3"); `paragraph` is the first of them.
    """

    number: int
    track: str
    passage: CodedPassage
    label: str
    paragraph: int
    cited: str
    lang: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words a page opens with, ready to be coded."""

    text_id: int
    start: int
    stop: int
    quote: str
    clause_id: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission as the coding page shows it."""

    reading: Reading
    sections: tuple[Section, ...]
    passages: tuple[ShownPassage, ...]
    paragraphs: int

    @property
    def parts(self) -> Iterator[Part]:
        """Every part of every section, in reading order."""
        return (part for section in self.sections for part in section.parts)

    def holds(self, text_id: int) -> bool:
        """Whether a text stands in this version, where its reader may see it."""
        return any(part.text_id == text_id for part in self.parts)

    def paragraph_chosen(self, place: str, number: int) -> Chosen | None:
        """Choose a paragraph whole, by its place and its number there; None for no such one."""
        for part in self.parts:
            if part.place != place or part.text_id is None:
                continue
            for paragraph in part.paragraphs:
                if paragraph.number == number:
                    quote = "".join(piece.words for piece in paragraph.pieces)
                    at = (part.text_id, paragraph.start, paragraph.stop)
                    return Chosen(*at, quote, part.clause_id)
        return None

    def passage_chosen(self, passage_id: int) -> Chosen | None:
        """Choose the words of a passage; None where it is not on the page."""
        for shown in self.passages:
            passage = shown.passage
            if passage.id == passage_id:
                clauses = [p.clause_id for p in self.parts if p.text_id == passage.text_id]
                at = (passage.text_id, passage.start, passage.stop, passage.quote)
                return Chosen(*at, clauses[0])
        return None


def opened(
    reading: Reading, paper: Paper, passages: Mapping[int, Sequence[CodedPassage]], *, now: int = 0
) -> Opened:
    """Lay out a submission with its passages, numbered as they begin; `now` is one to point at.

    Paragraphs are numbered within each text, as reports cite them; the sum counts them all.
    """
    texts = {
        shown.said.text_id: shown
        for shown in reading.places
        if shown.said.text_id and shown.said.words
    }
    ordered = [passage for text_id in texts for passage in passages.get(text_id, ())]
    numbers = {passage.id: number for number, passage in enumerate(ordered, start=1)}
    pages = {
        text_id: laid_out(
            _words(shown, passages.get(text_id, ()), numbers), now=numbers.get(now, 0)
        )
        for text_id, shown in texts.items()
    }
    return Opened(
        reading,
        tuple(_sections(reading, paper, pages)),
        tuple(
            _passage(
                passage,
                numbers[passage.id],
                texts[passage.text_id].said,
                pages[passage.text_id],
                now=now,
            )
            for passage in ordered
        ),
        sum(len(page.paragraphs) for page in pages.values()),
    )


def _words(shown: Shown, passages: Sequence[CodedPassage], numbers: Mapping[int, int]) -> Words:
    return Words(
        words=shown.said.words or "",
        passages=tuple(Span(numbers[each.id], each.start, each.stop) for each in passages),
        restricted=shown.spans,
    )


def _passage(
    passage: CodedPassage, number: int, said: Said, page: Page, *, now: int
) -> ShownPassage:
    words = said.words or ""
    return ShownPassage(
        number=number,
        track=page.tracks[number],
        passage=passage,
        label=label(said.place),
        paragraph=max(each.number for each in page.paragraphs if each.start <= passage.start),
        cited=paragraphs_cited(words, passage.start, passage.stop),
        lang=lang_of(said.language, words),
        is_now=passage.id == now,
    )


def _sections(reading: Reading, paper: Paper, pages: Mapping[int, Page]) -> Iterator[Section]:
    grouped: dict[str, list[Shown]] = {}
    for shown in reading.places:
        grouped.setdefault(parse(shown.said.place).key, []).append(shown)
    questions = {question.key: question for question in paper.questions}
    clauses = {clause.key: clause for clause in paper.clauses}
    for key, held in grouped.items():
        question, clause = questions.get(key), clauses.get(key)
        home = clause or _home(question, clauses)
        unit = next((s.said.words or "" for s in held if parse(s.said.place).part == UNIT), "")
        parts = tuple(_part(shown, question, pages, home, unit=unit) for shown in held)
        yield Section(key, label(key), question, clause, parts)


def _home(question: Question | None, clauses: Mapping[str, Clause]) -> Clause | None:
    """Tell which clause an answer bears on: the one its question lists alone, or declares."""
    if question is None:
        return None
    key = question.clauses[0] if len(question.clauses) == 1 else question.declares
    return clauses.get(key or "")


def _part(
    shown: Shown,
    question: Question | None,
    pages: Mapping[int, Page],
    home: Clause | None,
    *,
    unit: str,
) -> Part:
    said = shown.said
    labels = {option.key: option.label for option in question.options} if question else {}
    page = pages.get(said.text_id or 0)
    return Part(
        place=said.place,
        label=label(said.place),
        options=tuple((key, labels.get(key, {})) for key in said.options),
        number=said.number,
        unit=unit if said.number is not None else "",
        text_id=said.text_id if page else None,
        paragraphs=page.paragraphs if page else (),
        lang=lang_of(said.language, said.words or ""),
        clause_id=home.id if home else None,
        is_confidential=shown.is_confidential,
    )


def lang_of(language: str | None, words: str) -> str:
    """Name the language of words for their `lang` attribute; a mixture is set as Chinese."""
    if language in (None, MIXED):
        language = tongue(words)
    return Language.ZH_HANT.tag if language == MIXED else Language(str(language)).tag

"""Forms made from the paper: a page of questions, and the comment on one clause."""

from collections.abc import Iterable, Mapping, Sequence

from portal.canonical import Json
from portal.consultations.paper import Clause, Paper, Question
from portal.drafting.forms import WHY, DraftForm, keep_field, told
from portal.drafting.writing import NOTHING, Written, sums
from portal.forms import Figure, LongText, OneOf, Option, PlainText, SeveralOf, Tick, form_of
from portal.forms.fields import PortalField
from portal.language import Lazy, gettext, lazy, spoken, words

POSITIONS = (
    ("support", lazy("Support"), "support"),
    ("support_with_changes", lazy("Support with changes"), "change"),
    ("oppose", lazy("Oppose"), "oppose"),
    ("no_position", lazy("No position"), "neutral"),
)
LEAST_ROWS = 3
MOST_ROWS = 60
CELLS = ("ordinance", "section", "suggestion")
OTHER = "other"
# A radio button once chosen cannot be undone, so the last one of each answer stores nothing.
NO_ANSWER = Option("", lazy("No answer"))

Answers = Mapping[str, Written]


class GroupForm(DraftForm):
    """One page of questions; fields are named after the places of their answers."""

    def check(self) -> None:
        """Ask why an answer is confidential, and which ordinance a row is about."""
        for name, field in self._fields.items():
            key, _, part = name.rpartition(".")
            if part == "confidential" and field.is_ticked:
                self._ask(self[f"{key}.reason"], WHY)
            if part in {"section", "suggestion"} and field.words:
                self._ask(self[f"{key}.ordinance"], lazy("Name the ordinance this row is about."))

    def name_of(self, field: PortalField) -> str:
        """Name a field by its question."""
        return gettext("Question %(number)s", number=field.name.partition(".")[0][1:])

    def _ask(self, field: PortalField, message: Lazy) -> None:
        if not field.is_answered and not field.errors:
            self.refuse(field, message)

    def keep_of(self, key: str) -> OneOf:
        """Find the field that says which version of an answer is kept."""
        field: OneOf = self[f"{key}.keep"]
        return field

    def keys_refused(self, keys: Iterable[str]) -> frozenset[str]:
        """Name those of these keys under which something is wrong."""
        wrong = {field.name.partition(".")[0] for field in self if field.errors}
        return frozenset(wrong.intersection(keys))

    def handed(self, questions: Sequence[Question]) -> dict[str, Written]:
        """Map the key of each question of the page to what was written."""
        return {question.key: self._written(question) for question in questions}

    def _written(self, question: Question) -> Written:
        key = question.key
        return Written(
            value=self._rows(key) if question.kind == "provisions" else self._answer(question),
            is_confidential=self[f"{key}.confidential"].is_ticked,
            reason=self[f"{key}.reason"].words,
            removed=sum(
                field.removed
                for name, field in self._fields.items()
                if name.startswith(f"{key}.") and isinstance(field, PlainText)
            ),
        )

    def _answer(self, question: Question) -> dict[str, Json]:
        key, answer = question.key, dict[str, Json]()
        if f"{key}.choice" in self and self[f"{key}.choice"].chosen:
            answer["choice"] = self[f"{key}.choice"].chosen
        if chosen := self._chosen(key):
            answer["choices"] = chosen
        if f"{key}.number" in self and self[f"{key}.number"].figure:
            answer["number"] = self[f"{key}.number"].figure
        for part in ("other", "unit", "text"):
            if f"{key}.{part}" in self and self[f"{key}.{part}"].words:
                answer[part] = self[f"{key}.{part}"].words
        return answer

    def rows_of(self, key: str) -> list[tuple[PlainText, PlainText, PlainText]]:
        """List the rows drawn for a question: ordinance, section and suggestion of each."""
        rows: list[tuple[PlainText, PlainText, PlainText]] = []
        while f"{key}.{len(rows) + 1}.ordinance" in self:
            ordinance, section, suggestion = (
                self[f"{key}.{len(rows) + 1}.{cell}"] for cell in CELLS
            )
            rows.append((ordinance, section, suggestion))
        return rows

    def takes_more_rows(self, key: str) -> bool:
        """Whether a question has room for another row."""
        return len(self.rows_of(key)) < MOST_ROWS

    def _chosen(self, key: str) -> list[Json]:
        """List the boxes ticked; whoever says which other thing has ticked “other”."""
        if f"{key}.choices" not in self:
            return []
        chosen: list[Json] = [*self[f"{key}.choices"].chosen]
        has_said = f"{key}.{OTHER}" in self and bool(self[f"{key}.{OTHER}"].words)
        return [*chosen, OTHER] if has_said and OTHER not in chosen else chosen

    def _rows(self, key: str) -> dict[str, Json]:
        drawn = [
            {cell: field.words for cell, field in zip(CELLS, fields, strict=True) if field.words}
            for fields in self.rows_of(key)
        ]
        rows: list[Json] = [dict(row) for row in drawn if row]
        return {"rows": rows} if rows else {}


def group_form(questions: Sequence[Question], so_far: Answers, *, rows_asked: int) -> GroupForm:
    """Open the form of one page of questions on what was answered so far.

    `rows_asked` is how many rows the page drew for each question that takes rows.
    """
    fields: dict[str, PortalField] = {}
    values: dict[str, object] = {}
    for question in questions:
        answer = so_far.get(question.key, NOTHING)
        value = answer.value
        fields |= _fields_of(question, rows_shown(value, rows_asked))
        values |= {f"{question.key}.{part}": held for part, held in value.items() if part != "rows"}
        values |= _row_values(question.key, value)
        values |= _secrecy_values(question.key, answer)
    values["seen"] = told(sums({each.key: so_far.get(each.key, NOTHING) for each in questions}))
    return form_of(GroupForm, fields)(data=values)


def rows_shown(value: Mapping[str, Json], asked: int) -> int:
    """Count the rows to draw: those filled and one more, three at least, and those asked for."""
    rows = value.get("rows")
    filled = len(rows) if isinstance(rows, list) else 0
    return min(max(filled + 1, LEAST_ROWS, asked), MOST_ROWS)


def _fields_of(question: Question, rows: int) -> dict[str, PortalField]:
    key = question.key
    label = words(question.words, spoken())
    offered = [Option(each.key, words(each.label, spoken())) for each in question.options]
    fields: dict[str, PortalField] = {}
    match question.kind:
        case "agree5+text" | "choice+text":
            fields[f"{key}.choice"] = OneOf(label, choices=[*offered, NO_ANSWER])
        case "multi+text":
            fields[f"{key}.choices"] = SeveralOf(label, choices=offered)
            if question.takes_other:
                fields[f"{key}.other"] = PlainText(lazy("Other: please say which"))
        case "number+text":
            fields[f"{key}.number"] = Figure(lazy("Figure"))
            fields[f"{key}.unit"] = PlainText(
                lazy("Unit"), hint=lazy("For example: HK$ per document")
            )
        case "provisions":
            for number in range(1, rows + 1):
                fields |= _row_fields(key, number)
    if question.kind != "provisions":
        is_alone = question.kind in {"text", "text+files"}
        fields[f"{key}.text"] = LongText(label if is_alone else lazy("Your reasons or comments"))
    return {f"{key}.keep": keep_field()} | fields | _secrecy_fields(key)


def _row_fields(key: str, number: int) -> dict[str, PortalField]:
    return {
        f"{key}.{number}.ordinance": PlainText(
            lazy("Ordinance"), hint=lazy("Title or chapter number") if number == 1 else ""
        ),
        f"{key}.{number}.section": PlainText(lazy("Section")),
        f"{key}.{number}.suggestion": LongText(lazy("Suggested amendment, and why")),
    }


def _secrecy_fields(key: str) -> dict[str, PortalField]:
    return {
        f"{key}.confidential": Tick(lazy("Keep this answer confidential")),
        f"{key}.reason": PlainText(lazy("Why it is confidential")),
    }


def _secrecy_values(key: str, answer: Written) -> dict[str, object]:
    return {f"{key}.confidential": answer.is_confidential, f"{key}.reason": answer.reason}


def _row_values(key: str, value: Mapping[str, Json]) -> dict[str, object]:
    rows = value.get("rows")
    held: dict[str, object] = {}
    for number, row in enumerate(rows if isinstance(rows, list) else [], start=1):
        if isinstance(row, dict):
            held |= {f"{key}.{number}.{cell}": said for cell, said in row.items()}
    return held


class CommentForm(DraftForm):
    """The comment on one clause or general heading."""

    keep = keep_field()
    position = OneOf(
        lazy("Your position"),
        choices=[Option(value, label, stance=mark) for value, label, mark in POSITIONS],
        hint=lazy("This is what the summary counts. You may support the aim and ask for changes."),
    )
    view = LongText(lazy("Your view"))
    wording = LongText(
        lazy("Wording you propose"),
        hint=lazy("Write the clause, or the part of it, as you would have it read."),
    )
    evidence = LongText(
        lazy("Evidence"), hint=lazy("Figures, cases, or experience that bear out your view.")
    )
    confidential = Tick(lazy("Keep this comment confidential"))
    reason = PlainText(lazy("Why it is confidential"))

    def check(self) -> None:
        """Ask why a comment that is confidential is confidential."""
        if self.confidential.is_ticked and not self.reason.words:
            self.refuse(self.reason, WHY)

    def handed(self, clause: Clause) -> Written:
        """Hand on the comment, bound to the wording of the clause that was shown."""
        parts = {
            "position": (self.position.chosen or "") if "position" in self else "",
            "view": self.view.words,
            "wording": self.wording.words if "wording" in self else "",
            "evidence": self.evidence.words,
        }
        value: dict[str, Json] = {part: said for part, said in parts.items() if said}
        return Written(
            value=value,
            is_confidential=self.confidential.is_ticked,
            reason=self.reason.words,
            text_sha256=clause.text_sha256,
            removed=sum(each.removed for each in self if isinstance(each, PlainText)),
        )


def comment_form(paper: Paper, clause: Clause, so_far: Answers) -> CommentForm:
    """Open the form on the comment so far; a heading on which nothing is declared asks less."""
    answer = so_far.get(clause.key, NOTHING)
    values: dict[str, object] = {
        **answer.value,
        "confidential": answer.is_confidential,
        "reason": answer.reason,
        "seen": told(sums({clause.key: answer})),
    }
    form = CommentForm(data=values)
    form.position.choices = [*form.position.choices, NO_ANSWER]
    if not paper.takes_position(clause):
        del form.position
    if not words(clause.text, spoken()):
        del form.wording
    return form

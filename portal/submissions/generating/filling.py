"""How a made-up respondent fills the form: answers, comments, a letter, what is restricted."""

from typing import Final, TypeAlias

from portal.canonical import Json
from portal.consultations.paper import Clause, Question
from portal.submissions.generating.chance import Chance
from portal.submissions.generating.material import Material
from portal.submissions.generating.phrasing import Writer, length

Answer: TypeAlias = dict[str, Json]
Filled: TypeAlias = dict[str, Json]

WORDS_PER_PARAGRAPH: Final = 44
RESTRICTED_SHARE: Final = 0.07

_AGREEING: Final = (
    (40, 45, 10, 4, 1),
    (10, 35, 35, 15, 5),
    (2, 8, 15, 45, 30),
)
_POSITIONS: Final = ("support", "support_with_changes", "oppose", "no_position")
_POSITION_WEIGHTS: Final = ((50, 40, 4, 6), (15, 55, 15, 15), (4, 21, 65, 10))
_LEANINGS: Final = (55, 33, 12)


def filled_form(material: Material, chance: Chance, writers: list[Writer], words: float) -> Filled:
    """Fill the form with about as many words as asked: questions, clauses, a letter, or both."""
    sheet = _Sheet(material, chance, writers)
    form = chance.choices(("answers", "letter", "both"), (58, 20, 22))[0]
    if form != "letter":
        sheet.answer(words if form == "answers" else words / 2)
    if form != "answers":
        sheet.write_letter(words - sheet.written)
    if chance.happens(RESTRICTED_SHARE):
        sheet.restrict()
    return sheet.filled


class _Sheet:
    """One form being filled; knows how much is written and where."""

    def __init__(self, material: Material, chance: Chance, writers: list[Writer]) -> None:
        self._material = material
        self._chance = chance
        self._writers = writers
        self._leaning = chance.choices(range(len(_LEANINGS)), _LEANINGS)[0]
        self._texts: dict[str, str] = {}
        self.filled: Filled = {}

    @property
    def written(self) -> float:
        """How many words stand on the sheet."""
        return sum(length(text) for text in self._texts.values())

    def answer(self, words: float) -> None:
        """Answer questions and comment on clauses until the words are spent."""
        paragraphs = max(2, round(words / WORDS_PER_PARAGRAPH))
        asked = min(len(self._material.questions), max(1, round(paragraphs * 0.75)))
        chosen = set(self._chance.sample([each.key for each in self._material.questions], asked))
        questions = [each for each in self._material.questions if each.key in chosen]
        self.filled["answers"] = {each.key: self._answered(each) for each in questions}
        clauses = [each for each in self._material.clauses if not each.is_general]
        left = min(len(clauses), paragraphs - asked)
        if left > 0:
            keys = set(self._chance.sample([each.key for each in clauses], left))
            commented = [each for each in clauses if each.key in keys]
            self.filled["clauses"] = {each.key: self._comment(each) for each in commented}

    def write_letter(self, words: float) -> None:
        """Write a letter that walks through clauses until the words are spent."""
        pen = self._pen()
        paragraphs = [pen.phrase("greeting"), pen.phrase("opening")]
        spent = 0.0
        while spent < words:
            clause = self._chance.choice(self._material.clauses)
            paragraphs.append(self._pen().paragraph(clause.themes, clause))
            spent += length(paragraphs[-1])
        paragraphs += [pen.phrase("closing"), pen.phrase("farewell")]
        self.filled["letter"] = self._texts["letter"] = "\n\n".join(paragraphs)

    def restrict(self) -> None:
        """Keep something from publication: everything, one place, or the first words of one."""
        reason = self._pen().phrase("reason")
        if not self._texts or self._chance.happens(0.1):
            self.filled["restrictions"] = [{"on": "all", "reason": reason}]
            return
        place, words = self._chance.choice(sorted(self._texts.items()))
        marked: dict[str, Json] = {"on": place}
        if self._chance.happens(0.6):
            marked["quote"] = words.split("\n")[0][: self._chance.randint(18, 60)].strip()
        self.filled["restrictions"] = [{**marked, "reason": reason}]

    def _pen(self) -> Writer:
        return self._chance.choice(self._writers)

    def _keep(self, place: str, words: str) -> str:
        self._texts[place] = words
        return words

    def _answered(self, question: Question) -> Answer:
        answer: Answer = self._shaped(question)
        if question.kind != "provisions" and self._chance.happens(0.94):
            words = self._pen().paragraph(question.themes)
            answer["text"] = self._keep(question.key, words)
        return answer

    def _shaped(self, question: Question) -> Answer:
        """Give an answer all but its words, as the kind of the question asks."""
        match question.kind:
            case "agree5+text":
                return self._agreed(question)
            case "choice+text":
                return {"choice": self._chance.choice(question.options).key}
            case "multi+text":
                return self._ticked(question)
            case "number+text":
                return self._counted()
            case "provisions":
                return self._listed(question)
        return {}

    def _agreed(self, question: Question) -> Answer:
        weights = _AGREEING[self._leaning]
        return {"choice": self._chance.choices(question.options, weights)[0].key}

    def _ticked(self, question: Question) -> Answer:
        ticked = self._chance.sample(question.options, k=min(3, len(question.options)))
        keys = {each.key for each in ticked}
        answer: Answer = {"choices": [each.key for each in question.options if each.key in keys]}
        if "other" in keys:
            answer["other"] = self._pen().phrase("other")
        return answer

    def _counted(self) -> Answer:
        number = f"{self._chance.uniform(1, 900):.{self._chance.choice([0, 0, 1])}f}"
        return {"number": number, "unit": self._pen().phrase("units")}

    def _listed(self, question: Question) -> Answer:
        pen = self._pen()
        rows: list[dict[str, str]] = []
        for row, (ordinance, section) in enumerate(pen.provisions(self._chance.randint(1, 3)), 1):
            words = self._keep(f"{question.key}.{row}", pen.phrase("suggestion"))
            held = {"ordinance": ordinance, "section": section, "suggestion": words}
            rows.append({name: each for name, each in held.items() if each})
        return {"rows": rows}

    def _comment(self, clause: Clause) -> dict[str, str]:
        pen = self._pen()
        comment: dict[str, str] = {}
        if not self._has_declared(clause):
            weights = _POSITION_WEIGHTS[self._leaning]
            comment["position"] = self._chance.choices(_POSITIONS, weights)[0]
        view = pen.paragraph(clause.themes, clause)
        comment["view"] = self._keep(f"{clause.key}.view", view)
        for part, share in (("wording", 0.25), ("evidence", 0.2)):
            if self._chance.random() < share:
                comment[part] = self._keep(f"{clause.key}.{part}", pen.phrase(part))
        return comment

    def _has_declared(self, clause: Clause) -> bool:
        """Whether an answer already declares the clause's position."""
        answers = self.filled["answers"]
        declaring = {each.key for each in self._material.questions if each.declares == clause.key}
        return isinstance(answers, dict) and not declaring.isdisjoint(answers)

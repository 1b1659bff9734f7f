"""How a made-up respondent writes: phrases with their slots filled, and authored sentences."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from portal.consultations.paper import Clause, Words
from portal.submissions.generating.chance import Chance
from portal.submissions.generating.material import Material, Provision, Sentence

HAN_PER_WORD: Final = 1.6
"""Chinese characters that count as one word, so that lengths compare across languages."""

_SLOT: Final = re.compile(r"\{(\w+)\}")
_LATIN_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.,-]*")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "n": (12, 4800),
    "few": (2, 9),
    "percent": (3, 96),
    "days": (2, 21),
    "hours": (2, 96),
    "months": (2, 36),
    "years": (3, 60),
    "small": (15, 980),
}


def length(words: str) -> float:
    """Count a text's words: Latin words, and Han characters at 1.6 to a word."""
    return len(_LATIN_WORD.findall(words)) + len(_HAN.findall(words)) / HAN_PER_WORD


class Writer:
    """One pen in one language: repeats no authored sentence, and no phrase before its turn."""

    def __init__(self, material: Material, chance: Chance, language: str) -> None:
        """Take the language key ("zh_hant") and the chance all choices hang on."""
        self._material = material
        self._chance = chance
        self._language = language
        self._phrases = material.phrases[language]
        self._unsaid = list(material.sentences[language])
        self._decks: dict[str, list[str]] = {}
        chance.shuffle(self._unsaid)

    def phrase(self, purpose: str) -> str:
        """Fill the next phrase for a purpose ("ask"); all are used before one comes again."""
        deck = self._decks.get(purpose)
        if not deck:
            deck = list(self._phrases.frames[purpose])
            self._chance.shuffle(deck)
            self._decks[purpose] = deck
        return self.filled(deck.pop())

    def provisions(self, count: int) -> list[Provision]:
        """Name provisions of ordinances: title, and section or ""."""
        return self._chance.sample(self._phrases.ordinances, k=count)

    def filled(self, frame: str) -> str:
        """Fill a phrase's slots."""
        return _SLOT.sub(lambda slot: self._slot(slot[1]), frame)

    def joined(self, *sentences: str) -> str:
        """Put sentences into one paragraph, as the language does."""
        return self._phrases.join.join(filter(None, sentences))

    def paragraph(self, themes: Collection[str], clause: Clause | None = None) -> str:
        """Write two or three sentences, if possible with an authored one about the themes."""
        chance = self._chance
        lead = self._lead(clause) if clause and chance.happens(0.3) else ""
        said = self._say(themes)
        told = self.phrase("experience") if not said or chance.happens(0.6) else ""
        asked = self.phrase("ask") if not told or chance.happens(0.4) else ""
        return self.joined(lead, said, told, asked)

    def _say(self, themes: Collection[str]) -> str:
        fitting = next((each for each in self._unsaid if not each.themes.isdisjoint(themes)), None)
        return self._take(fitting) if fitting else ""

    def _take(self, sentence: Sentence) -> str:
        self._unsaid.remove(sentence)
        return sentence.words

    def _lead(self, clause: Clause) -> str:
        title = clause.title.get(self._language, "")
        named = self._phrases.clause.format(key=clause.key, title=title)
        return self.phrase("lead").replace("[clause]", named)

    def _slot(self, name: str) -> str:
        if name in _RANGES:
            return f"{self._chance.randint(*_RANGES[name]):,}"
        return _CHOSEN[name](self._material, self._chance, self._language)


def _money(_material: Material, chance: Chance, _language: str) -> str:
    digits = chance.randint(1, 3)
    return f"{chance.randint(12, 98) * 10**digits * 10:,}"


def _year(material: Material, chance: Chance, _language: str) -> str:
    return str(material.opens_at.year - chance.randint(0, 4))


def _document(material: Material, chance: Chance, language: str) -> str:
    return _in_sentence(chance.choice(material.documents), language)


def _sector(material: Material, chance: Chance, language: str) -> str:
    return chance.choice(material.sectors).name.get(language, "")


def _place(material: Material, chance: Chance, language: str) -> str:
    return chance.choice(material.phrases[language].frames["places"])


def _month(material: Material, chance: Chance, language: str) -> str:
    return chance.choice(material.phrases[language].frames["months"])


def _in_sentence(label: Words, language: str) -> str:
    """Write an option's words as they stand inside a sentence: "bill of lading"."""
    words = label.get(language, "")
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


_CHOSEN: Final[Mapping[str, Callable[[Material, Chance, str], str]]] = {
    "money": _money,
    "year": _year,
    "document": _document,
    "sector": _sector,
    "place": _place,
    "month": _month,
}

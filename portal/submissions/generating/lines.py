"""Made-up submissions as import lines: bodies with their answers, comments, letters, campaigns."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from portal.canonical import Json
from portal.submissions.generating.chance import Chance
from portal.submissions.generating.filling import filled_form
from portal.submissions.generating.inventing import (
    MIXED,
    a_channel,
    a_language,
    a_moment,
    a_respondent,
)
from portal.submissions.generating.material import Material
from portal.submissions.generating.phrasing import Writer

Line: TypeAlias = dict[str, Json]

CAMPAIGNS: Final = 3
CAMPAIGN_SHARE: Final = 0.08
OWN_WORDS_SHARE: Final = 0.35


def generated(material: Material, *, count: int, seed: int) -> Iterator[Line]:
    """Yield made-up submissions in the import format, one in twelve a copy of a campaign's letter.

    They average about 600 words, Han characters counted at 1.6 to a word. Nothing but the
    material, the seed and a line's own number decides what it says.
    """
    templates = [_template(material, Chance.named(seed, "campaign", n)) for n in range(CAMPAIGNS)]
    for number in range(1, count + 1):
        chance = Chance.named(seed, "line", number)
        is_copy = chance.happens(CAMPAIGN_SHARE)
        written = _copied(chance, templates, material) if is_copy else _own(material, chance)
        yield {"external_id": f"generated-{seed}-{number:06d}", **written}


def _own(material: Material, chance: Chance) -> Line:
    """Write a submission of a body's own: answers, a letter, or both."""
    language = a_language(material, chance)
    line = _opened(material, chance, a_channel(chance), language)
    line.update(filled_form(material, chance, _writers(material, chance, language), _words(chance)))
    return line


def _opened(material: Material, chance: Chance, channel: str, language: str) -> Line:
    """Begin a line: who wrote, how, when, in which language."""
    line: Line = {"respondent": a_respondent(material, chance, language)}
    if chance.happens(0.5):
        desk = f"desk-{chance.randrange(10**6):06d}"
        line["contact"] = {"name": "Sample desk", "email": f"{desk}@sample.example"}
    line["channel"] = channel
    line["received_at"] = a_moment(material, chance, channel).isoformat()
    line["language"] = language
    return line


def _writers(material: Material, chance: Chance, language: str) -> list[Writer]:
    """Give the pens that write in turn: one, or for a mixed text an English and a Chinese one."""
    if language == MIXED:
        return [Writer(material, chance, key) for key in ("en", "zh_hant")]
    key = next(each.key for each in material.languages if each == language)
    return [Writer(material, chance, key)]


def _words(chance: Chance) -> float:
    """Choose how many words to aim at: many are short, a few very long."""
    return min(max(chance.lognormvariate(6.2, 0.6), 90), 2400)


def _template(material: Material, chance: Chance) -> tuple[str, list[str]]:
    """Write the letter a campaign sends round: its language and its paragraphs."""
    language = chance.choice(material.languages)
    writer = Writer(material, chance, language.key)
    points = [writer.filled(each) for each in material.phrases[language.key].frames["campaign"]]
    more = [writer.paragraph(chance.choice(material.clauses).themes) for _ in range(3)]
    return language, [writer.phrase("greeting"), *points[:2], *more, *points[2:]]


def _copied(chance: Chance, templates: list[tuple[str, list[str]]], material: Material) -> Line:
    """Sign a campaign's letter, now and then with a paragraph of one's own before the end."""
    language, paragraphs = chance.choice(templates)
    line = _opened(material, chance, chance.choice(["email", "email", "web", "post"]), language)
    kept = list(paragraphs)
    if chance.happens(OWN_WORDS_SHARE):
        [writer] = _writers(material, chance, language)
        kept.insert(-1, writer.phrase("experience"))
    line["letter"] = "\n\n".join(kept)
    return line

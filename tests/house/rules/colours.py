"""Colours: named once, in tokens.css, and told apart by everyone who reads."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.house.rules.source import files

TOKENS = "portal/static/css/tokens.css"
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARED = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b")
TEXT, EDGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
GROUNDS = ("paper", "sheet", "well")
VOICES = ("brass", "seal", "strait", "plum")


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour, what it lies on, and the contrast they need."""

    front: str
    ground: str
    needed: float


def pairs() -> list[Pair]:
    """List every pair of tokens that the portal lays on one another."""
    inks = ("ink", "ink-2", "ink-3", "ferry", *VOICES)
    texts = [(ink, ground) for ink in inks for ground in GROUNDS]
    texts += [("on-ferry", "ferry"), ("on-ferry", "ferry-deep")]
    texts += [(ink, "ferry-tint") for ink in ("ferry", "ink", "ink-2", "ink-3")]
    texts += [(ink, f"{voice}-tint") for voice in VOICES for ink in (voice, "ink", "ink-2")]
    areas = ("support", "change", "oppose", "neutral", "none")
    texts += [(f"on-{area}", f"area-{area}") for area in areas]
    edges = [(front, ground) for front in ("line", "focus", "ferry") for ground in GROUNDS]
    edges += [("focus", "ferry-tint")]
    edges += [(edge, "sheet") for edge in ("area-support", "area-oppose")]
    edges += [(edge, "sheet") for edge in ("edge-change", "edge-none")]
    return [Pair(*each, TEXT) for each in texts] + [Pair(*each, EDGE) for each in edges]


def colours_can_be_told_apart(root: Path) -> list[str]:
    """Every pair of tokens has its contrast, in the light scheme and in the dark."""
    if not (root / TOKENS).exists():
        return [f"{TOKENS}: is not there"]
    light, dark = schemes((root / TOKENS).read_text(encoding="utf-8"))
    return [
        f"{TOKENS}: {pair.front} on {pair.ground} is {found:.2f} in the {name} scheme"
        f" and needs {pair.needed}"
        for name, tokens in (("light", light), ("dark", dark))
        for pair in pairs()
        for found in [contrast(tokens[pair.front], tokens[pair.ground])]
        if found < pair.needed
    ]


def colours_are_tokens(root: Path) -> list[str]:
    """No style sheet of the portal but tokens.css holds a literal colour."""
    return [
        f"{path}:{number}: name the colour in tokens.css"
        for path, text in files(root, "portal/static/css", ".css")
        if path != TOKENS
        for number, line in enumerate(without_comments(text).splitlines(), start=1)
        if LITERAL.search(line)
    ]


def tokens_used_are_declared(root: Path) -> list[str]:
    """No style sheet of the portal asks for a token that nobody declares."""
    sheets = files(root, "portal/static/css", ".css")
    declared = {name for _, text in sheets for name in re.findall(r"--([\w-]+)\s*:", text)}
    return [
        f"{path}: var(--{name}) is declared nowhere"
        for path, text in sheets
        for name in sorted(set(re.findall(r"var\(--([\w-]+)", text)) - declared)
    ]


def without_comments(css: str) -> str:
    """Blank the comments of a style sheet, keeping its lines."""
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), css)


def schemes(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read the colours of the light and of the dark scheme."""
    light, _, rest = css.partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("@media (prefers-contrast")[0]
    named = dict(DECLARED.findall(light))
    return named, {**named, **dict(DECLARED.findall(dark))}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb (WCAG 2.2, relative luminance)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(each * 2 for each in digits)
    red, green, blue = (linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    """Undo the sRGB curve of one channel, 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

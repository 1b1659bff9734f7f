"""The faces that paper is set in, and whether this machine really sets them."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from types import MappingProxyType

import pikepdf

from portal.pdf import render

# What Hong Kong writes and general fonts lack; the first lies beyond the basic plane.
HONG_KONG = "𨋢嘅喺咗嗰㗎邨"
SIMPLIFIED = "贸易单据咨询"
LATIN = "Trade é §"

# Each family, and characters that it must itself hold.
FACES: Mapping[str, str] = MappingProxyType(
    {
        "Noto Serif": LATIN,
        "Noto Sans": LATIN,
        "Noto Serif CJK HK": HONG_KONG,
        "Noto Sans CJK HK": HONG_KONG,
        "Noto Serif CJK SC": SIMPLIFIED,
        "Noto Sans CJK SC": SIMPLIFIED,
    }
)
# Debian's packages that hold them.
PACKAGES = "fonts-noto-core fonts-noto-cjk"


def faces_missing(faces: Mapping[str, str] = FACES) -> list[str]:
    """Name the families that are absent, lack a character, or are passed over when paper is set.

    `faces` maps a family to characters it must hold. The families installed are asked first, then
    one small page is set and the fonts in it are read: a fallback slips in without a word.
    """
    unheld = {family for family, words in faces.items() if not _holds(family, words)}
    absent = unheld | _passed_over(faces)
    return [family for family in faces if family in absent]


def _holds(family: str, words: str) -> bool:
    """Whether fontconfig knows the family with these characters; true where it cannot be asked."""
    asked = shutil.which("fc-list")
    if asked is None:
        return True
    characters = " ".join(f"{ord(each):x}" for each in sorted(set(words) - {" "}))
    pattern = f":family={family}:charset={characters}"
    answer = subprocess.run([asked, pattern, "family"], capture_output=True, check=False)  # noqa: S603
    return bool(answer.stdout.strip())


def _passed_over(faces: Mapping[str, str]) -> set[str]:
    """Name the families that a page asked for and does not hold."""
    css = "".join(f'.face-{n} {{ font-family: "{family}" }}' for n, family in enumerate(faces))
    lines = "".join(f'<p class="face-{n}">{words}</p>' for n, words in enumerate(faces.values()))
    page = f'<html lang="zh-Hant-HK"><title>Faces</title><body>{lines}</body></html>'
    embedded = fonts_embedded(render(page, css))
    return {family for family in faces if family.replace(" ", "-") not in embedded}


def fonts_embedded(pdf: bytes) -> set[str]:
    """Name the fonts in a PDF as it names them ("Noto-Serif-CJK-HK"), without subset prefixes."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(each.get("/BaseFont")).lstrip("/").rpartition("+")[2]
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }

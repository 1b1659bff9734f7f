"""The edge that draws words as shapes: what is laid over a page is seen, and never read as text."""

import math
import subprocess
from functools import cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

# It holds Latin letters and Han characters alike.
FACE = "Noto Sans CJK HK:bold"


ACROSS = "portal:across"
ACROSS_BROAD = "portal:across-broad"
_UPRIGHT = (210, 297)
_SIZE = 32.0  # millimetres from line to line


def across(words: str) -> dict[str, str]:
    """Draw words across a sheet: the SVG of an upright and of a broad one, by their addresses."""
    width, height = _UPRIGHT
    return {ACROSS: _sheet(words, width, height), ACROSS_BROAD: _sheet(words, height, width)}


def _sheet(words: str, width: int, height: int) -> str:
    path, length, line = outline(words)
    angle = -math.degrees(math.atan(height / width))
    scale = _SIZE / line
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}mm" height="{height}mm"><path fill="#17211f" fill-opacity=".06"'
        f' transform="translate({width / 2} {height / 2}) rotate({angle:.1f}) scale({scale:.5f})'
        f' translate({-length / 2} {-line / 2})" d="{path}"/></svg>'
    )


@cache
def outline(words: str) -> tuple[str, int, int]:
    """Draw words in a bold face as one SVG path; give it with its width and its height of line.

    A character that the face lacks is left out.
    """
    answer = subprocess.run(  # noqa: S603 (fixed words, no shell)
        ["/usr/bin/fc-match", "-f", "%{index} %{file}", FACE],
        capture_output=True,
        check=False,
        text=True,
    )
    number, _, file = answer.stdout.partition(" ")
    with TTFont(file, fontNumber=int(number), lazy=True) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        top, bottom = font["hhea"].ascent, font["hhea"].descent
        pen, x = SVGPathPen(glyphs, ntos=lambda at: f"{at:.0f}"), 0
        for letter in words:
            glyph = glyphs.get(names.get(ord(letter)))
            if glyph is not None:
                glyph.draw(TransformPen(pen, (1, 0, 0, -1, x, top)))
                x += glyph.width
    return pen.getCommands(), x, top - bottom

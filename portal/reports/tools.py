"""The edge that says what a report is made with: programs, faces, sources and their hashes."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from portal.canonical import sha256
from portal.language import Language
from portal.language.catalogues import FOLDER as CATALOGUES
from portal.templating import TEMPLATES

_ROOM = Path(__file__).resolve().parent
_BEGINNINGS = ("portal.reports.press", "portal.pdf.child")
_PROGRAMS = (
    *("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen"),
    *("pikepdf", "Jinja2", "Babel", "opencc-python-reimplemented"),
)
_FAMILIES = ("Noto Serif", "Noto Sans", "Noto Serif CJK HK", "Noto Sans CJK HK")
_SIMPLIFIED = ("Noto Serif CJK SC", "Noto Sans CJK SC")
_LIBRARIES = ("libpango-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1")


@cache
def programs() -> dict[str, str]:
    """Give the version of each program that sets a page."""
    return {name.lower(): version(name) for name in _PROGRAMS}


@cache
def libraries() -> dict[str, str]:
    """Give the SHA-256 of each system library that shapes letters; those not found are left out."""
    folders = sorted(Path("/usr/lib").glob("*-linux-*"))
    found = (folder / name for name in _LIBRARIES for folder in (*folders, Path("/usr/lib")))
    return {file.name: sha256(file.read_bytes()) for file in found if file.is_file()}


@cache
def fonts() -> dict[str, str]:
    """Give the SHA-256 of each font file that the families of a report come from."""
    asked = [
        f"{name}:{style}" for name in (*_FAMILIES, *_SIMPLIFIED) for style in ("regular", "bold")
    ]
    files = sorted({Path(_font_file(one)) for one in asked})
    return {file.name: sha256(file.read_bytes()) for file in files if file.is_file()}


def _font_file(pattern: str) -> str:
    answer = subprocess.run(  # noqa: S603 (fixed words, no shell)
        ["/usr/bin/fc-match", "-f", "%{file}", pattern],
        capture_output=True,
        check=False,
        text=True,
    )
    return answer.stdout


def sources(language: Language) -> dict[str, str]:
    """Give the SHA-256 of templates, style sheets, rules and words that a report is made from."""
    files = [
        *sorted((TEMPLATES / "reports").glob("*.html")),
        TEMPLATES / "macros" / "charts.html",
        *sorted((_ROOM / "css").glob("*.css")),
    ]
    found = {file.name: sha256(file.read_bytes()) for file in files}
    found["rules"] = _rules()
    catalogue = CATALOGUES / language.locale / "LC_MESSAGES" / "messages.mo"
    if catalogue.is_file():
        found["words"] = sha256(catalogue.read_bytes())
    return found


@cache
def modules() -> dict[str, Path]:
    """Map each module of the portal that the press runs to its file.

    Imports are followed from the press and its child on, so that nothing that decides what a
    page says or looks like can be forgotten.
    """
    found: dict[str, Path] = {}
    left = list(_BEGINNINGS)
    while left:
        name = left.pop()
        file = _source(name)
        if file is not None and name not in found:
            found[name] = file
            left.extend((name.rpartition(".")[0], *_imported(file)))
    return found


def _source(module: str) -> Path | None:
    bare = _ROOM.parents[1].joinpath(*module.split("."))
    places = (bare / "__init__.py", bare.with_suffix(".py")) if module else ()
    return next((file for file in places if file.is_file()), None)


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


@cache
def _rules() -> str:
    parts = (name.encode() + b"\0" + file.read_bytes() for name, file in sorted(modules().items()))
    return sha256(b"".join(parts))


def styles(*names: str) -> list[str]:
    """Give style sheets of the report as text, in the order named."""
    return [(_ROOM / "css" / f"{name}.css").read_text("utf-8") for name in names]

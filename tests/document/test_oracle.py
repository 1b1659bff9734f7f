"""LibreOffice reads our letters too: labels and words are the same in both, and from ODT."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from portal.document.kinds import Kind
from portal.document.readings import Paragraph, Where
from portal.intake.looking import look
from tests.document.letters import LETTERS
from tests.document.makers import p, word_file
from tests.document.pieces import item, level, numbering

SOFFICE = shutil.which("soffice")
# What LibreOffice shows otherwise when it writes plain text: changes that are not accepted,
# hidden words, notes and boxes apart, and the date of today in a field.
PLAIN = (
    "numbers of four levels",
    "Chinese numerals",
    "numbers by style",
    "numbers begun anew",
    "comments",
)
# Its ODT file keeps all that, but for a date, and for a page that a head stands on.
ODT = (*PLAIN, "tracked words", "hidden words", "notes", "text boxes", "tables in tables")
SHAPES = (
    *("decimal", "decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"),
    *("decimalZero", "taiwaneseCountingThousand", "chineseCounting", "ideographTraditional"),
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is missing: run bin/set-up --dev"),
]


def converted(folder: Path, files: dict[str, bytes], to: str) -> dict[str, bytes]:
    """Have LibreOffice read Word files and write them in another form, by the same names."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    form = "txt:Text (encoded):UTF8" if to == "txt" else to
    profile = f"-env:UserInstallation=file://{folder}/profile"
    named = [str(folder / f"{name}.docx") for name in files]
    subprocess.run(  # noqa: S603 (our own files)
        [
            str(SOFFICE),
            profile,
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            *named,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: (folder / f"{name}.{to}").read_bytes() for name in files}


def lines(content: bytes) -> list[str]:
    """List the lines of a text, without the space around them."""
    return [line.strip() for line in content.decode("utf-8-sig").splitlines() if line.strip()]


def written(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """List what paragraphs say, each line by itself, cells too."""
    return [
        line.strip()
        for each in paragraphs
        for line in each.whole.replace(" | ", "\n").split("\n")
        if line.strip()
    ]


def by_chance(seed: int) -> bytes:
    """Write a letter whose lists and levels are drawn; the same for the same seed."""
    drawn = random.Random(seed)  # noqa: S311 (no secret)

    def drawn_level(at: int) -> str:
        own = f"%{at + 1}"
        all_of = ".".join(f"%{each + 1}" for each in range(at + 1))
        text = drawn.choice([f"{own}.", f"({own})", own, all_of])
        start = drawn.choice([1, 1, 1, 3, 26])
        made = level(at, text, drawn.choice(SHAPES))
        return made.replace('<w:start w:val="1"/>', f'<w:start w:val="{start}"/>')

    lists = ["".join(drawn_level(at) for at in range(4)) for _ in range(2)]
    again = (
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = item("begins", 0, 3)
    for count in range(14):
        number = drawn.choice([1, 1, 1, 2, 3, 4])
        is_bare = drawn.random() < 0.15
        body += p(f"w{count}") if is_bare else item(f"w{count}", drawn.randint(0, 3), number)
    return word_file(body, extra={"numbering.xml": numbering(*lists, numbers=again)})


def test_labels_and_words_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    files = {name: LETTERS[name]().content for name in PLAIN}

    theirs = converted(tmp_path, files, "txt")

    ours = {name: written(look(Kind.DOCX, files[name]).paragraphs) for name in files}
    assert ours == {name: lines(content) for name, content in theirs.items()}


def test_labels_of_lists_made_by_chance_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    files = {f"{seed:03}": by_chance(seed) for seed in range(60)}

    theirs = converted(tmp_path, files, "txt")

    ours = {name: written(look(Kind.DOCX, files[name]).paragraphs) for name in files}
    assert ours == {name: lines(content) for name, content in theirs.items()}


def test_an_open_document_is_read_as_the_word_file_it_was_made_from(tmp_path: Path) -> None:
    files = {name: LETTERS[name]().content for name in ODT}

    theirs = converted(tmp_path, files, "odt")

    for name, content in theirs.items():
        own, other = look(Kind.DOCX, files[name]), look(Kind.ODT, content)
        assert _said(other.paragraphs) == _said(own.paragraphs), name
        assert {each.fault for each in other.findings} == {each.fault for each in own.findings}


def test_a_pdf_holds_the_words_that_are_printed(tmp_path: Path) -> None:
    files = {name: LETTERS[name]().content for name in ("notes", "heads and feet", "text boxes")}

    theirs = converted(tmp_path, files, "pdf")

    for name, content in theirs.items():
        said = "".join(look(Kind.PDF, content).words.split())
        own = look(Kind.DOCX, files[name]).paragraphs
        words = [word for each in own for word in each.words.replace("[", " [").split()]
        assert [word for word in words if "[" not in word and word not in said] == [], name


def _said(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, str, Where]]:
    """Say what is compared: a file that was laid out tells its pages, the other may not."""
    return [(each.label, each.words, each.where) for each in paragraphs]

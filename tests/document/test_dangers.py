"""Every danger in the corpus is refused with its reason; its harmless twin passes."""

from pathlib import Path

import pytest

from portal.children import Limits
from portal.document.dangers import FileRefusedError, TooCostlyError, TooLargeError
from portal.document.kinds import MEGABYTE, Sizes, named
from portal.intake.examining import examine
from portal.intake.looking import look
from tests.corpus.writing import CORPUS, files
from tests.document.makers import png

DANGERS = {
    "BombError": ["bomb.png", "zip-bomb.docx"],
    "DamagedError": ["damaged.pdf", "damaged.png", "lying-sizes.docx"],
    "DeclarationsError": ["dtd.docx", "dtd.odt", "entities-in-utf-16.docx"],
    "DynamicFormError": ["xfa.pdf", "xfa-in-object-stream.pdf"],
    "EmbeddedError": ["embedded-file.pdf", "embedded-object.docx", "embedded-object.odt"],
    "EncryptedError": ["encrypted.docx", "encrypted.odt", "encrypted.pdf"],
    "ExternalError": [
        *("embedded-page.docx", "external-data.xlsx", "external-picture.docx"),
        *("external-picture.odt", "external-share.docx", "external-template.docx"),
        *("external-workbook.xlsx", "field-in-pieces.docx", "field-that-fetches.docx"),
        "field-that-runs.docx",
    ],
    "HostileNameError": ["name-outside.docx"],
    "LaunchError": [
        *("launch.pdf", "launch-in-object-stream.pdf", "remote-goto.pdf"),
        *("remote-goto-in-object-stream.pdf", "submit-form.pdf"),
        "submit-form-in-object-stream.pdf",
    ],
    "MacrosError": [
        *("macro-enabled-type.docx", "macro-sheet.xlsx", "macros.docx", "macros.odt"),
        *("macros.xlsx", "script-on-opening.odt"),
    ],
    "MediaError": ["film.pdf", "film-in-object-stream.pdf"],
    "MismatchedError": [
        *("page.txt", "polyglot-before.docx", "portable.txt", "program.txt"),
        *("renamed.jpg", "slides-renamed.docx"),
    ],
    "NoTextError": ["bytes.txt"],
    "PolyglotError": [
        *("polyglot-after.docx", "polyglot-page.pdf", "polyglot-zip.pdf", "polyglot.jpg"),
        *("polyglot.png", "same-name-twice.docx"),
    ],
    "ScriptError": [
        "javascript.pdf",
        "javascript-escaped.pdf",
        "javascript-in-object-stream.pdf",
    ],
}
NAMED = [(name, reason) for reason, names in DANGERS.items() for name in names]


def kept(folder: str, name: str) -> bytes:
    return (CORPUS / folder / name).read_bytes()


def test_each_file_of_the_corpus_is_named_here_with_its_reason() -> None:
    written = {name for name, _dangerous, _harmless in files()}
    standing = [
        {file.name for file in (CORPUS / each).iterdir()} for each in ("dangers", "harmless")
    ]

    assert [*standing, {name for name, _ in NAMED}] == [written, written, written]


@pytest.mark.parametrize(("name", "reason"), NAMED)
def test_a_danger_is_refused_with_its_reason(name: str, reason: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        look(named(name).kind, kept("dangers", name))

    assert type(refused.value).__name__ == reason


@pytest.mark.parametrize("name", [name for name, _ in NAMED])
def test_its_harmless_twin_passes(name: str) -> None:
    kind = named(name).kind

    reading = look(kind, kept("harmless", name))

    assert reading.has_words == kind.is_read
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "HostileNameError"),
        ("../letter.pdf", "HostileNameError"),
        ("C:\\letter.pdf", "HostileNameError"),
        ("letter\u202efdp.exe.pdf", "HostileNameError"),
        ("let\u200bter.pdf", "HostileNameError"),
        ("letter\0.pdf", "HostileNameError"),
        ("letter.pdf ", "HostileNameError"),
        (".pdf", "HostileNameError"),
        ("CON.pdf", "HostileNameError"),
        ("a\ud800.pdf", "HostileNameError"),
        ("長" * 100 + ".pdf", "HostileNameError"),
        ("letter", "UnknownKindError"),
        ("letter.exe", "UnknownKindError"),
        ("letter.pdf.exe", "UnknownKindError"),
        ("letter.html", "UnknownKindError"),
        ("letter.svg", "UnknownKindError"),
        ("letter.DOC", "OldWordError"),
        ("costs.xls", "OldExcelError"),
        ("talk.ppt", "SlidesError"),
        ("talk.pptx", "SlidesError"),
        ("letter.docm", "MacrosError"),
    ],
)
def test_a_name_that_misleads_or_is_of_another_kind_is_refused(name: str, reason: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        named(name)

    assert type(refused.value).__name__ == reason


@pytest.mark.parametrize(
    "name",
    ["letter.PDF", "意見書（定稿）.docx", "Réponse 2.3 - final.v2.odt", "photo.JPEG", "a.txt"],
)
def test_the_names_that_people_give_are_taken(name: str) -> None:
    assert named(name).name == name


def test_a_name_is_composed_as_other_machines_write_it() -> None:
    assert named("Re\u0301ponse.pdf").name == "Réponse.pdf"


def test_a_file_is_looked_through_by_a_child() -> None:
    examined = examine("one.png", png())

    assert (examined.name, examined.content, examined.reading.words) == ("one.png", png(), "")


def test_a_child_tells_why_a_file_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="macros, which are programs"):
        examine("macros.docx", kept("dangers", "macros.docx"))


def test_a_file_too_large_is_not_even_looked_through() -> None:
    with pytest.raises(TooLargeError, match="larger than 1 MB"):
        examine("one.png", png() + bytes(MEGABYTE), sizes=Sizes(one=MEGABYTE))


@pytest.mark.parametrize("limits", [Limits(seconds=15, memory=32 << 20, output=1 << 20)])
def test_what_takes_too_much_is_refused_like_what_is_dangerous(limits: Limits) -> None:
    with pytest.raises(TooCostlyError):
        examine("dtd.docx", kept("harmless", "dtd.docx"), limits=limits)


def test_nothing_of_a_file_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    examine("one.png", png())

    assert list(tmp_path.iterdir()) == []

"""Writes the corpus anew: one file for each named danger, and for each a harmless twin.

.venv/bin/python -m tests.corpus.writing
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pikepdf

from tests.document.makers import (
    ODT_SPACES,
    jpg,
    odt_parts,
    p,
    part,
    pdf,
    png,
    relations,
    sheet_parts,
    types,
    word_parts,
    written,
    xml,
    zipped,
)

CORPUS: Final = Path(__file__).resolve().parent
LETTER: Final = "Dear Sirs, we support clause 4 and ask for a register."
File = tuple[str, bytes, bytes]
Parts = dict[str, str | bytes]


def files() -> Iterator[File]:
    """Yield (name, dangerous, harmless) of each pair."""
    yield from _words()
    yield from _relations()
    yield from _sheets()
    yield from _open_documents()
    yield from _portable()
    yield from _archives()
    yield from _pictures()
    yield from _texts()


def letter(**parts: str | bytes) -> bytes:
    """Write a harmless letter with these parts beside its text."""
    return zipped({**word_parts(p(LETTER)), **parts})


def _words() -> Iterator[File]:
    plain = word_parts(p(LETTER))
    yield "macros.docx", zipped({**plain, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0VBA"}), letter()
    enabled = str(plain["[Content_Types].xml"]).replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    yield "macro-enabled-type.docx", zipped({**plain, "[Content_Types].xml": enabled}), letter()
    entity = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = str(plain["word/document.xml"])
    head, rest = text.split("\n", 1)
    yield "dtd.docx", letter(**{"word/document.xml": f"{head}\n{entity}{rest}"}), letter()
    laughs = '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    styles = part("styles", "").replace("\n", f"\n{laughs}", 1).encode("utf-16")
    styles = styles.replace('encoding="UTF-8"'.encode("utf-16-le"), b"")
    yield (
        "entities-in-utf-16.docx",
        letter(**{"word/styles.xml": styles}),
        letter(**{"word/styles.xml": part("styles", "")}),
    )
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    locked = compound + "EncryptedPackage".encode("utf-16-le") + bytes(480)
    yield "encrypted.docx", locked, letter()
    ole = {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0object"}
    yield "embedded-object.docx", letter(**ole), letter(**{"word/media/image1.png": png()})
    yield (
        "field-that-fetches.docx",
        _with_field("INCLUDETEXT \\\\host\\x.docx"),
        _with_field("PAGE"),
    )
    pieces = _with_field("INCLUDE", "TEXT //host/x.docx")
    yield "field-in-pieces.docx", pieces, _with_field("NUM", "PAGES")
    yield "field-that-runs.docx", _with_field("DDEAUTO c:\\cmd.exe /k"), _with_field("DATE")


def _with_field(*instruction: str) -> bytes:
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in instruction)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return zipped(word_parts(f"{p(LETTER)}<w:p>{begin}{code}{end}</w:p>"))


def _related(kind: str, target: str, mode: str = "External") -> bytes:
    return letter(**{"word/_rels/document.xml.rels": relations((kind, target, mode))})


def _relations() -> Iterator[File]:
    page = _related("hyperlink", "https://www.example.org/")
    yield (
        "external-template.docx",
        _related("attachedTemplate", "https://evil.example/x.dotm"),
        page,
    )
    yield "external-picture.docx", _related("image", "https://evil.example/seen.png"), page
    share = _related("hyperlink", "file://host/share/letter.docx")
    yield "external-share.docx", share, _related("hyperlink", "mailto:office@guild.example")
    yield "embedded-page.docx", _related("aFChunk", "afchunk.mht", ""), letter()


def _sheets() -> Iterator[File]:
    sheet = sheet_parts()
    twin = zipped(sheet)
    yield "macros.xlsx", zipped({**sheet, "xl/vbaProject.bin": b"VBA"}), twin
    yield "macro-sheet.xlsx", zipped({**sheet, "xl/macrosheets/sheet1.xml": xml("<m/>")}), twin
    link = {**sheet, "xl/externalLinks/externalLink1.xml": xml("<externalLink/>")}
    yield "external-workbook.xlsx", zipped(link), twin
    data = {**sheet, "xl/connections.xml": xml("<connections/>")}
    yield "external-data.xlsx", zipped(data), twin


def _open_documents() -> Iterator[File]:
    plain = odt_parts(f"<text:p>{LETTER}</text:p>")
    twin = zipped(plain)
    yield "macros.odt", zipped({**plain, "Basic/Standard/Module1.xml": xml("<m/>")}), twin
    listener = '<script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star:x"/>'
    scripts = f"<office:event-listeners>{listener}</office:event-listeners>"
    yield "script-on-opening.odt", zipped(odt_parts(f"{scripts}<text:p>{LETTER}</text:p>")), twin
    picture = '<draw:frame><draw:image xlink:href="%s"/></draw:frame>'
    outside = f"<text:p>{picture % 'https://evil.example/seen.png'}{LETTER}</text:p>"
    inside = f"<text:p>{picture % 'Pictures/one.png'}{LETTER}</text:p>"
    pictured = {**odt_parts(inside), "Pictures/one.png": png()}
    yield "external-picture.odt", zipped(odt_parts(outside)), zipped(pictured)
    manifest = str(plain["META-INF/manifest.xml"])
    locked = manifest.replace(
        'manifest:media-type="text/xml"/>',
        'manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>',
        1,
    )
    yield "encrypted.odt", zipped({**plain, "META-INF/manifest.xml": locked}), twin
    entity = '<!DOCTYPE office:x [<!ENTITY x "x">]>'
    head, rest = str(plain["content.xml"]).split("\n", 1)
    yield "dtd.odt", zipped({**plain, "content.xml": f"{head}\n{entity}{rest}"}), twin
    held = {**plain, "Object 1/content.xml": xml(f"<office:x {ODT_SPACES}/>")}
    yield "embedded-object.odt", zipped(held), twin


def _portable() -> Iterator[File]:
    twin = written(pdf(LETTER))
    for name, key, value in (
        ("javascript", "/OpenAction", "<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        ("launch", "/OpenAction", "<</S/Launch/F(cmd.exe)>>"),
        ("remote-goto", "/OpenAction", "<</S/GoToR/F(//host/x.pdf)>>"),
        ("submit-form", "/OpenAction", "<</S/SubmitForm/F(https://x.example)>>"),
        ("xfa", "/AcroForm", "<</XFA(<xdp/>)/Fields[]>>"),
        ("film", "/OpenAction", "<</S/Rendition>>"),
    ):
        for packs in (True, False):
            made = pdf(LETTER)
            made.Root[key] = made.make_indirect(pikepdf.Object.parse(value.encode()))
            packing = "-in-object-stream" if packs else ""
            yield f"{name}{packing}.pdf", written(made, packs=packs), twin
    escaped = written(_scripted(), packs=False).replace(b"/JavaScript", b"/J#61vaScript")
    escaped = escaped.replace(b"/JS", b"/#4aS")
    yield "javascript-escaped.pdf", _sound_again(escaped), twin
    made = pdf(LETTER)
    made.attachments["x.exe"] = b"MZ\x90\x00"
    yield "embedded-file.pdf", written(made), twin
    yield "encrypted.pdf", written(pdf(LETTER), password="secret"), twin
    yield "damaged.pdf", twin[: len(twin) // 2] + b"\n%%EOF\n", twin


def _scripted() -> pikepdf.Pdf:
    made = pdf(LETTER)
    made.Root.OpenAction = pikepdf.Object.parse(b"<</S/JavaScript/JS(1)>>")
    return made


def _sound_again(content: bytes) -> bytes:
    """Give a PDF whose bytes were changed by hand a directory that fits them."""
    lines, at = content[: content.rfind(b"xref\n", 0, content.rfind(b"startxref"))], 0
    offsets: dict[int, int] = {}
    for line in lines.splitlines(keepends=True):
        words = line.split()
        if len(words) == 3 and words[2] == b"obj":
            offsets[int(words[0])] = at
        at += len(line)
    trailer = content[content.rfind(b"trailer") : content.rfind(b"startxref")]
    rows = b"".join(b"%010d 00000 n \n" % offsets[number] for number in sorted(offsets))
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    return lines + table + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % len(lines)


def _archives() -> Iterator[File]:
    twin = letter(**{"word/media/image1.png": png()})
    bomb = word_parts(p(LETTER))
    yield (
        "zip-bomb.docx",
        zipped({**bomb, "word/media/a.bin": bytes(30 << 20)}),
        letter(**{"word/media/a.bin": bytes(100_000)}),
    )
    yield "lying-sizes.docx", _lied(zipped({**bomb, "word/media/a.bin": bytes(100_000)})), twin
    yield "name-outside.docx", letter(**{"../../evil.xml": xml("<e/>")}), twin
    yield "same-name-twice.docx", letter(**{"word/Document.xml": xml("<e/>")}), twin
    yield "polyglot-before.docx", b"<script>1</script>" + letter(), twin
    yield "polyglot-after.docx", zipped(word_parts(p(LETTER)), comment=b"<script>1</script>"), twin
    yield "polyglot-zip.pdf", written(pdf(LETTER)) + letter(), written(pdf(LETTER))
    yield "polyglot-page.pdf", b"<html>" + written(pdf(LETTER)), written(pdf(LETTER))
    yield "slides-renamed.docx", zipped({"[Content_Types].xml": types("")}), twin


def _lied(content: bytes) -> bytes:
    """Say in the directory that a part unpacks to less than it does."""
    size = (100_000).to_bytes(4, "little")
    return content.replace(size, (100).to_bytes(4, "little"))


def _pictures() -> Iterator[File]:
    yield "polyglot.png", png(after=letter()), png()
    yield "bomb.png", png(60_000, 60_000), png()
    yield "damaged.png", png()[:-6], png()
    yield "polyglot.jpg", jpg(after=b"<?php echo 1 ?>"), jpg(after=bytes(16))
    yield "renamed.jpg", png(), jpg(after=jpg())


def _texts() -> Iterator[File]:
    words = "我們支持第四條，並請求設立登記冊。𨋢㗎嘅"
    big5 = "我們支持第四條，並請求設立登記冊。嘅㗎".encode("big5hkscs")
    yield "page.txt", b"<html><script>1</script>", words.encode()
    yield "program.txt", b"MZ\x90\x00\x03", big5
    yield "bytes.txt", bytes(range(256)), words.encode("utf-16")
    yield "portable.txt", written(pdf(LETTER)), LETTER.encode()


def main() -> None:
    """Write every pair."""
    for name, dangerous, harmless in files():
        for folder, content in (("dangers", dangerous), ("harmless", harmless)):
            target = CORPUS / folder / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)


if __name__ == "__main__":
    main()

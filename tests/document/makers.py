"""Files for tests, written from raw XML and raw bytes: nothing that a library would put right."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final

import pikepdf

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_MIME: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DATE: Final = (2026, 1, 5, 9, 0, 0)
Parts = Mapping[str, str | bytes]


def zipped(parts: Parts, *, comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts in their order, the same bytes whenever they are packed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(info, content)
        archive.comment = comment
    return packed.getvalue()


def xml(body: str) -> str:
    """Write an XML document."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'


def relations(*pairs: tuple[str, str, str]) -> str:
    """Write relations, each a kind, a target and a mode ("" within the file)."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for number, (kind, target, mode) in enumerate(pairs, start=1)
    )
    return xml(f'<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>')


def types(main: str, *others: tuple[str, str]) -> str:
    """Write the list of content types: the main part's, then (part, type) of others."""
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in others)
    return xml(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{main}{rows}</Types>"
    )


def word_parts(body: str, *, extra: Parts | None = None, more: str = "") -> dict[str, str | bytes]:
    """Write the parts of a Word file; `extra` holds parts of the folder `word`, by name.

    Each known name is related to the text under its own kind, in order, as rId1, rId2, …
    """
    extra = dict(extra or {})
    kinds = [name for name in extra if "/" not in name]
    own = [(_kind(name), name, "") for name in kinds]
    main = (
        f'<Override PartName="/word/document.xml" ContentType="{_MIME}document.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}" ContentType="{_MIME}{_kind(name)}+xml"/>'
            for name in kinds
        )
    )
    return {
        "[Content_Types].xml": types(main),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": xml(
            f"<w:document {NAMESPACES}><w:body>{body}{more}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": relations(*own),
        **{f"word/{name}": content for name, content in extra.items()},
    }


def _kind(name: str) -> str:
    return name.removesuffix(".xml").rstrip("0123456789")


def word_file(body: str, **settings: Parts) -> bytes:
    """Write a Word file around the XML of its body."""
    return zipped(word_parts(body, extra=settings.get("extra")))


def p(words: str = "", properties: str = "") -> str:
    """Write a paragraph of one run."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{r(words) if words else ''}</w:p>"


def r(words: str, properties: str = "") -> str:
    """Write a run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{words}</w:t></w:r>'


def part(name: str, inner: str) -> str:
    """Write a part whose root has a name of its own, such as `styles`."""
    return xml(f"<w:{name} {NAMESPACES}>{inner}</w:{name}>")


def sheet_parts() -> dict[str, str | bytes]:
    """Write the parts of an Excel file with one figure in it."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    main = f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}sheet.main+xml"/>'
    book = (
        f'<workbook xmlns="{space}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Costs" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    cells = '<sheetData><row r="1"><c r="A1"><v>1200</v></c></row></sheetData>'
    return {
        "[Content_Types].xml": types(main),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": xml(book),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": xml(f'<worksheet xmlns="{space}">{cells}</worksheet>'),
    }


_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_SPACES: Final = " ".join(
    [
        *(
            f'xmlns:{name}="{_ODF}{name}:1.0"'
            for name in ("office", "text", "style", "table", "script", "manifest")
        ),
        f'xmlns:draw="{_ODF}drawing:1.0"',
        f'xmlns:fo="{_ODF}xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_ODF}svg-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def odt_parts(body: str, *, styles: str = "", automatic: str = "") -> dict[str, str | bytes]:
    """Write the parts of an OpenDocument text around the XML of its text."""
    kind = "application/vnd.oasis.opendocument.text"
    return {
        "mimetype": kind,
        "META-INF/manifest.xml": xml(
            f'<manifest:manifest {ODT_SPACES} manifest:version="1.3">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" '
            'manifest:media-type="text/xml"/>'
            '<manifest:file-entry manifest:full-path="styles.xml" '
            'manifest:media-type="text/xml"/></manifest:manifest>'
        ),
        "styles.xml": xml(
            f'<office:document-styles {ODT_SPACES} office:version="1.3">{styles}'
            "</office:document-styles>"
        ),
        "content.xml": xml(
            f'<office:document-content {ODT_SPACES} office:version="1.3">'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
    }


def pdf(*pages: str) -> pikepdf.Pdf:
    """Make a PDF whose pages say these words in Helvetica."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for words in pages:
        page = made.add_blank_page()
        lines = "".join(f"({line}) Tj 0 -18 Td " for line in words.split("\n"))
        page.Contents = made.make_stream(f"BT /F1 12 Tf 72 720 Td {lines}ET".encode())
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return made


def written(made: pikepdf.Pdf, *, packs: bool = True, password: str = "") -> bytes:
    """Write a PDF, its objects packed into streams unless told otherwise."""
    target = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packs else pikepdf.ObjectStreamMode.disable
    if password:
        made.save(target, object_stream_mode=mode, encryption=pikepdf.Encryption(owner=password))
    else:
        made.save(target, object_stream_mode=mode, deterministic_id=True)
    return target.getvalue()


def png(width: int = 1, height: int = 1, *, after: bytes = b"") -> bytes:
    """Write a grey PNG; its header may claim any size."""
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\x80")
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    body = b"".join(
        struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body + after


def jpg(*, after: bytes = b"") -> bytes:
    """Write the least that is a JPEG: a frame, a scan, an end."""
    frame = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x37\xff\x00\x12"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + frame
        + scan
        + b"\xff\xd9"
        + after
    )

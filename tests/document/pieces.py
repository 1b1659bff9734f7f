"""Pieces of Word files as raw XML: lists, tracked changes, fields, tables, text boxes."""

from typing import Final

from tests.document.makers import p, part, r


def level(at: int, text: str, shape: str = "decimal", more: str = "") -> str:
    """Write a level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering(*lists: str, numbers: str = "") -> str:
    """Write the part of lists: each is a definition of its own, numbered from 1."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
        for at, levels in enumerate(lists, start=1)
    )
    usual = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )
    return part("numbering", f"{abstract}{usual}{numbers}")


def item(words: str, at: int = 0, number: int = 1) -> str:
    """Write a numbered paragraph."""
    return p(words, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def changed(kind: str, inner: str) -> str:
    """Write a tracked change around runs."""
    return f'<w:{kind} w:id="9" w:author="A. Chan" w:date="2026-01-05T09:00:00Z">{inner}</w:{kind}>'


def deleted(words: str) -> str:
    """Write a tracked deletion."""
    return changed("del", f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>')


def field_of(instruction: str, result: str) -> str:
    """Write a field with what it shows."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{char('begin')}{code}{char('separate')}{r(result)}{char('end')}"


def cell(*paragraphs: str) -> str:
    """Write a cell of a table."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def table(*rows: str) -> str:
    """Write a table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Write a row of cells."""
    inner = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{inner}{''.join(cells)}</w:tr>"


def box(words: str) -> str:
    """Write a text box as Word does: twice, for newer and for older readers."""
    said = f"<w:txbxContent>{p(words)}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
        '</wp:posOffset></wp:positionV><wp:extent cx="2000000" cy="500000"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="Box 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" '
        'cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{said}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:150pt;height:40pt"><v:textbox>{said}</v:textbox>'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"{shape}</mc:Choice><mc:Fallback>{old}</v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


LEGAL: Final = (
    level(0, "%1.")
    + level(1, "%1.%2")
    + level(2, "(%3)", "lowerLetter")
    + level(3, "(%4)", "lowerRoman")
)
STYLES: Final = part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '<w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" '
    'w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr>'
    '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/>'
    '</w:rPr></w:style><w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/>'
    '<w:basedOn w:val="Secret"/></w:style>',
)

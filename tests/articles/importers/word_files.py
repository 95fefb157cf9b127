"""Small Word documents for tests, written by hand as Word would lay them out."""

import io
import zipfile

from PIL import Image

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Odd": "Odd Style"}
STYLES |= {name.replace(" ", ""): name for name in ("Body Text", "Table Contents", "Compact")}


def paragraph(*runs, style="", numbered=None):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered is not None:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(run, runs))}</w:p>"


def run(text):
    """A run of words; what begins with "<" is XML already."""
    if text.startswith("<"):
        return text
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def bold(text):
    return f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>"


def link(text, relation="rLink"):
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def note(number):
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def picture(description=""):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{description}"/><a:graphic>'
        '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rPicture"/></pic:blipFill>'
        "</pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def table(*rows, header_rows=1):
    written = [
        "<w:tr>"
        + ("<w:trPr><w:tblHeader/></w:trPr>" if index < header_rows else "")
        + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for index, row in enumerate(rows)
    ]
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def word_file(*blocks, footnotes=(), header="", extra=None):
    """The bytes of a document made of these blocks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        parts = _parts(blocks, footnotes, header) | (extra or {})
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _parts(blocks, footnotes, header):
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>'
        for number, text in enumerate(footnotes, start=1)
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations(("rDoc", "officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": _relations(
            ("rLink", "hyperlink", "https://www.ninds.nih.gov/", "External"),
            ("rPicture", "image", "media/one.png", ""),
            ("rNotes", "footnotes", "footnotes.xml", ""),
            ("rStyles", "styles", "styles.xml", ""),
            ("rNumbers", "numbering", "numbering.xml", ""),
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}</w:body>"
        "</w:document>",
        "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{_numbering(1, 'bullet')}"
        f"{_numbering(2, 'decimal')}</w:numbering>",
        "word/media/one.png": _png(),
    }
    if header:
        parts["word/header1.xml"] = f"<w:hdr {NAMESPACES}>{paragraph(header)}</w:hdr>"
    return parts


def _relations(*rows):
    written = [
        f'<Relationship Id="{key}" Type="{KIND}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for key, kind, target, mode in rows
    ]
    return f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(written)}</Relationships>'


def _numbering(number, kind):
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
        f'</w:lvl></w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>'
        "</w:num>"
    )


def _png():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    return buffer.getvalue()

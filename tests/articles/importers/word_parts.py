"""Pieces of Word documents beside paragraphs: fields, signs, drawings, cells and parts."""

from tests.articles.importers.word_files import NAMESPACES, _relations, paragraph, run

WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
MORE = (
    f'xmlns:wps="{WPS}" xmlns:wpg="{WPG}" {VML}'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)


def set_run(text, properties):
    """A run of words with properties of its own."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def symbol(font, number):
    return f'<w:r><w:sym w:font="{font}" w:char="{number}"/></w:r>'


def field(instruction, *result, data=""):
    """A field with its result; without one, it stores none."""
    shown = field_mark("separate") + "".join(map(run, result)) if result else ""
    said = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return field_mark("begin", data) + said + shown + field_mark("end")


def field_mark(kind, data=""):
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def simple_field(instruction, *result):
    return f'<w:fldSimple w:instr=" {instruction} ">{"".join(map(run, result))}</w:fldSimple>'


def control(content, properties=""):
    held = f"<w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent>"
    return f"<w:sdt {MORE}>{held}</w:sdt>"


def drawing(graphic, properties='<wp:docPr id="1" name="P"/>'):
    """A floating drawing with anything in it."""
    return (
        f"<w:r><w:drawing><wp:anchor {MORE}>{properties}<a:graphic><a:graphicData>{graphic}"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def text_box(*blocks):
    held = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return f"<wps:wsp {MORE}><wps:txbx>{held}</wps:txbx></wps:wsp>"


def file_picture(blip='r:embed="rPicture"', description="A ramp"):
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x" descr="{description}"/></pic:nvPicPr>'
        f"<pic:blipFill><a:blip {blip}/></pic:blipFill></pic:pic>"
    )


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def grid(*rows):
    """A table whose first row is its header."""
    head = row(*map(cell, "ABC"), properties="<w:tblHeader/>")
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


def styles(*written):
    """The part of styles, for ``extra``."""
    return {"word/styles.xml": f"<w:styles {NAMESPACES}>{''.join(written)}</w:styles>"}


def character_style(key, properties, based_on=""):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{key}"/>{base}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def relations(*rows):
    """The relationships of the text, for ``extra``: (id, kind, target, "External" or "")."""
    return {"word/_rels/document.xml.rels": _relations(*rows)}

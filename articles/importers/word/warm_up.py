"""A small document, read once where conversions start, so that each of them finds all at hand.

Patterns that are compiled and modules that are loaded at their first use cost a tenth of a second;
children that are forked after that have them already.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

FORMATS = "http://schemas.openxmlformats.org"
TYPES = (
    f'<Types xmlns="{FORMATS}/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
ROOT = (
    f'<Relationships xmlns="{FORMATS}/package/2006/relationships"><Relationship Id="main"'
    f' Type="{FORMATS}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
WORDS = "<w:r><w:t>{}</w:t></w:r>"
PARAGRAPH = f"<w:p>{WORDS}</w:p>"
TEXT = (
    '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    + WORDS.format("Rest")
    + "</w:p><w:p>"
    + WORDS.format("Rest before you are tired. Count 10")
    + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>9</w:t></w:r>'
    + "<w:r><w:rPr><w:b/></w:rPr><w:t>well</w:t></w:r></w:p>"
    + "<w:tbl><w:tr>"
    + "".join(f"<w:tc>{PARAGRAPH.format(words)}</w:tc>" for words in ("Test", "Dose"))
    + "</w:tr></w:tbl>"
)
DOCUMENT = (
    f'<w:document xmlns:w="{FORMATS}/wordprocessingml/2006/main"><w:body>{TEXT}</w:body>'
    "</w:document>"
)


def read_a_small_document(read: Callable[..., object]) -> None:
    """``read`` is what reads documents."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": DOCUMENT}
        for name, part in parts.items():
            archive.writestr(name, part)
    with tempfile.TemporaryDirectory() as folder:
        read(content.getvalue(), name="Rest", folder=Path(folder))

#!/usr/bin/env bash
# A tracked deletion of the paragraph mark at the end of a table cell, read by mammoth 1.13.0.
#
# One would guess: words stay in the cell they are in, as ECMA-376 17.13.5.15 joins a paragraph only
# with the one that follows in the same place. Seen: the words move into the next cell, in front of
# what stands there, so that a table reads "Monday: -, Tuesday: 10 mg20 mg". No warning is given.
# The file is made by python-docx 1.2.0 and is valid.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mammoth==1.13.0 python-docx==1.2.0

cat >"$folder/look.py" <<'PYTHON'
import sys

import docx
import mammoth
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

document = docx.Document()
table = document.add_table(rows=1, cols=2)
monday, tuesday = table.rows[0].cells
monday.text, tuesday.text = "10 mg", "20 mg"
deleted = OxmlElement("w:del")
for name, value in (("w:id", "1"), ("w:author", "A"), ("w:date", "2026-01-01T00:00:00Z")):
    deleted.set(qn(name), value)
mark = OxmlElement("w:rPr")
mark.append(deleted)
monday.paragraphs[0]._p.get_or_add_pPr().append(mark)
document.save(sys.argv[1])
with open(sys.argv[1], "rb") as file:
    result = mammoth.convert_to_html(file)
print("mammoth 1.13.0:", result.value)
print("messages:", [each.message for each in result.messages if "style" not in each.message])
sys.exit(0 if "<td></td><td><p>10 mg20 mg</p></td>" in result.value else 1)
PYTHON
"$folder/venv/bin/python" "$folder/look.py" "$folder/doses.docx"

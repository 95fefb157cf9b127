"""Fields of a Word document (17.16): the words they show stay, their instructions go.

A field is "begin, instruction, separator, result, end" over any number of runs and paragraphs, or
one ``fldSimple`` around its result. Links become links; a field that stores no result is shown as
text where its instruction says enough, and reported where it does not.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from articles.importers.word.controls import form_field_text
from articles.importers.word.field_texts import equation_text, symbol_text
from articles.importers.word.ooxml import N, new, remove, unwrap, words
from articles.importers.word.reporting import Report, quoted

TOKENS = (N["w:fldChar"], N["w:instrText"], N["w:t"], N["w:sym"], N["w:tab"], N["w:br"])
# Fields that show nothing: marks for an index, settings, questions.
BUTTONS = {"MACROBUTTON", "GOTOBUTTON"}
SILENT = {"", "XE", "TC", "TA", "RD", "PRIVATE", "SET", "ASK", "ADVANCE", "DATA", "FORMTEXT"}
SILENT |= {"ADDRESSBLOCK", "GREETINGLINE", "NEXT", "NEXTIF", "SKIPIF", "PRINT", *BUTTONS}
SHOWN_HERE = {"FORMCHECKBOX", "FORMDROPDOWN", "SYMBOL"}
CLOCKS = {"DATE", "TIME"}
SHOWN = "Fields, such as page numbers, were imported as the text they showed."
CLOCK = "Word updates the date {} each time the document is opened. Check it."
MERGED = "The mail merge field {} has no text in the document. Write the text."
NO_RESULT = (
    "A field that shows {} has no text in the document. Open the document in Word, press F9 and"
    " save it."
)
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|[“”]([^“”]*)[“”]|(\S+)')


@dataclass
class Field:
    """A field that is being read."""

    begin: etree._Element
    marks: list[etree._Element] = field(default_factory=list)
    instruction: list[str] = field(default_factory=list)
    inside: list[etree._Element] = field(default_factory=list)  # words before the separator
    result: list[etree._Element] = field(default_factory=list)
    has_result: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(self.instruction).split())

    @property
    def kind(self) -> str:
        return self.text.partition(" ")[0].upper()


def open_fields(root: etree._Element, report: Report) -> None:
    """Replace every field of a part by what it shows."""
    for simple in list(root.iter(N["w:fldSimple"])):
        as_complex(simple)
    reading: list[Field] = []
    for token in list(root.iter(*TOKENS)):
        if token.tag == N["w:fldChar"]:
            read_mark(token, reading, report)
        elif token.tag == N["w:instrText"]:
            read_instruction(token, reading)
        elif reading:
            read_words(token, reading)
    for each in list(root.iter(N["w:fldChar"], N["w:instrText"])):
        if each.get("kept") is None:
            remove(each)


def as_complex(simple: etree._Element) -> None:
    """A ``fldSimple`` (17.16.19) in the form of the others."""
    marks = [
        new("w:r", new("w:fldChar", fldCharType="begin")),
        new("w:r", instruction(simple.get(N["w:instr"], ""))),
        new("w:r", new("w:fldChar", fldCharType="separate")),
    ]
    if len(simple):
        for mark in marks:
            simple.addprevious(mark)
        simple.addnext(new("w:r", new("w:fldChar", fldCharType="end")))
        unwrap(simple)
    else:
        for mark in (*marks[:2], new("w:r", new("w:fldChar", fldCharType="end"))):
            simple.addprevious(mark)
        remove(simple)


def instruction(text: str) -> etree._Element:
    made = new("w:instrText")
    made.text = text
    return made


def read_mark(mark: etree._Element, reading: list[Field], report: Report) -> None:
    kind = mark.get(N["w:fldCharType"])
    if kind == "begin":
        reading.append(Field(mark, [mark]))
    elif reading:
        current = reading[-1]
        current.marks.append(mark)
        if kind == "separate":
            current.has_result = True
        elif kind == "end":
            replace_by_result(reading.pop(), mark, report)


def read_instruction(token: etree._Element, reading: list[Field]) -> None:
    if reading and not reading[-1].has_result:
        reading[-1].instruction.append(token.text or "")
        reading[-1].marks.append(token)


def read_words(token: etree._Element, reading: list[Field]) -> None:
    """Words belong to each field around them, as its result or as part of its instruction."""
    for each in reading:
        (each.result if each.has_result else each.inside).append(token)
    for each in reading:
        if not each.has_result and token.tag == N["w:t"]:
            each.instruction.append(token.text or "")


def replace_by_result(done: Field, end: etree._Element, report: Report) -> None:
    """Leave of a complete field what readers saw of it."""
    for each in done.inside:
        remove(each)
    if done.kind == "HYPERLINK":
        keep_link(done)
        return
    if text := text_without_result(done, report):
        for each in done.result:
            remove(each)
        end.addprevious(words(text, kind="sign"))
    report_on(done, report)


def text_without_result(done: Field, report: Report) -> str:
    """What a field shows that the document stores no words for."""
    if done.kind in ("FORMCHECKBOX", "FORMDROPDOWN"):
        return form_field_text(done.begin.find(N["w:ffData"]))
    arguments = arguments_of(done.text)
    if done.kind == "SYMBOL":
        return symbol_text(arguments)
    if done.kind == "EQ":
        return equation_text(done.text.partition(" ")[2])
    return ""


def report_on(done: Field, report: Report) -> None:
    shown = "".join(each.text or "" for each in done.result if each.tag == N["w:t"]).strip()
    if done.kind == "EQ":
        report.remark(EQUATION.format(quoted(equation_text(done.text.partition(" ")[2]))))
    elif done.kind in CLOCKS and shown:
        report.remark(CLOCK.format(quoted(shown)))
    elif done.kind == "MERGEFIELD":
        report.remark(MERGED.format(quoted(shown or " ".join(arguments_of(done.text)[:1]))))
    elif done.kind in BUTTONS:
        report.leave_out("button to click", done.text.split(" ", 2)[-1])
    elif shown:
        report.remark(SHOWN)
    elif done.kind not in SILENT | SHOWN_HERE and not done.has_result:
        report.remark(NO_RESULT.format(quoted(done.text)))


EQUATION = "A formula was written on one line as {}. Compare it with the document."


def arguments_of(text: str) -> list[str]:
    """The words after a field's name; those in quotation marks are one."""
    found = [next(filter(None, match.groups()), "") for match in WORD.finditer(text)]
    return [each.replace("\\\\", "\\") for each in found[1:]]


def keep_link(done: Field) -> None:
    """A link stays a field, in the one form that the converter reads."""
    address, place = link_target(arguments_of(done.text))
    if not address and not place:
        return
    own = [each for each in done.marks if each.tag == N["w:instrText"]]
    if not own:
        return
    first, *others = own
    said = (
        f'HYPERLINK "{address}{"#" if place else ""}{place}"'
        if address
        else f'HYPERLINK \\l "{place}"'
    )
    first.text = said.replace('""', '"')
    for each in others:
        each.text = ""
    for each in done.marks:
        each.set("kept", "")


def link_target(arguments: list[str]) -> tuple[str, str]:
    """A link's address and the bookmark it leads to; switches with a value take it along."""
    address, place, switch = "", "", ""
    for each in arguments:
        if switch:
            place = each if switch == "\\l" else place
            switch = ""
        elif each.lower() in ("\\l", "\\o", "\\t", "\\s", "\\m", "\\n", "\\h"):
            switch = each.lower() if each.lower() in ("\\l", "\\o", "\\t", "\\s") else ""
        else:
            address = address or each
    return address.replace('"', "%22"), place.replace('"', "")

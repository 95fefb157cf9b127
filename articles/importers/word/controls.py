"""Content controls and form fields (17.5.2, 17.16): tick boxes, lists to choose from, prompts."""

from lxml import etree

from articles.importers.word.ooxml import N, child, is_on, run, text_of, unwrap, value, words
from articles.importers.word.reporting import Report

TICKED, OPEN = "☑", "☐"
NOT_FILLED_IN = "field that was left empty"
CONTENT = (N["w:t"], N["w:sym"])


def open_controls(root: etree._Element, report: Report) -> None:
    """Leave of every content control what it holds, and nothing of one not filled in."""
    for control in list(root.iter(N["w:sdt"])):
        content, properties = control.find(N["w:sdtContent"]), control.find(N["w:sdtPr"])
        if content is None:
            control.getparent().remove(control)
            continue
        box = child(properties, "w14:checkbox")
        if box is not None:
            show_tick_box(content, is_ticked=is_ticked(box))
        elif is_on(child(properties, "w:showingPlcHdr")):
            report.leave_out(NOT_FILLED_IN, text_of(content))
            empty(content)
        control.getparent().replace(control, content)
        unwrap(content)


def is_ticked(box: etree._Element) -> bool:
    checked = child(box, "w14:checked")
    return checked is not None and checked.get(N["w14:val"], "1").lower() in ("1", "true", "on")


def show_tick_box(content: etree._Element, *, is_ticked: bool) -> None:
    """The first sign of the control becomes the box; a control without one gets it."""
    sign = TICKED if is_ticked else OPEN
    for index, each in enumerate(list(content.iter(*CONTENT))):
        each.getparent().replace(each, words("" if index else sign, kind="sign"))
    if not any((each.text or "") for each in content.iter(N["w:t"])):
        paragraph = next(content.iter(N["w:p"]), content)
        paragraph.append(run(sign))


def empty(content: etree._Element) -> None:
    """Take the words out of a control; paragraphs and cells stay."""
    for each in list(content.iter(N["w:r"])):
        each.getparent().remove(each)


def form_field_text(data: etree._Element | None) -> str:
    """What a form field of the old kind shows without words of its own: a box or a choice."""
    box = child(data, "w:checkBox")
    if box is not None:
        checked = child(box, "w:checked")
        return (
            TICKED if is_on(checked if checked is not None else child(box, "w:default")) else OPEN
        )
    choices = [
        each.get(N["w:val"], "")
        for each in (data.iter(N["w:listEntry"]) if data is not None else ())
    ]
    chosen = (
        value(child(data, "w:ddList"), "w:result")
        or value(child(data, "w:ddList"), "w:default")
        or "0"
    )
    return choices[int(chosen)] if chosen.isdigit() and int(chosen) < len(choices) else ""

"""How words look, where that changes what they say: struck out, in capitals, in white, tiny."""

from dataclasses import dataclass, field

from lxml import etree

from articles.importers.word.ooxml import N, child, is_on, new, own_runs, tags, value
from articles.importers.word.reporting import Report, quoted
from articles.importers.word.settings_of_words import READABLE, Setting
from articles.importers.word.styles import Styles, style_of

SETTINGS = tags("rStyle b i strike dstrike color sz caps")
BUILT_IN = {
    "Strong": ["w:b"],
    "Emphasis": ["w:i"],
    "SubtleEmphasis": ["w:i"],
    "IntenseEmphasis": ["w:b", "w:i"],
}
IN_WHITE = (
    "White text, which is invisible on white paper, is now visible: {}. Delete it if readers"
    " should not see it."
)
TINY = "Text too small to read on paper is now visible: {}. Delete it if readers should not see it."
COVERED = (
    "Text in the same color as its background was left out, because nobody can read it in Word."
    " It is listed below."
)
CAPITALS = "Text that was only formatted in capitals is kept as it was typed: {}."


@dataclass
class Found:
    """Words that look otherwise than they read."""

    white: list[str] = field(default_factory=list)
    tiny: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)

    def report_to(self, report: Report) -> None:
        told = ((IN_WHITE, self.white), (TINY, self.tiny), (CAPITALS, self.capitals))
        for sentence, words in told:
            if words:
                report.remark(sentence.format(", ".join(map(quoted, dict.fromkeys(words[:5])))))
        if self.covered:
            report.remark(COVERED)
            report.leave_out("blacked-out text", " ".join("".join(self.covered).split()))


def apply_styles(root: etree._Element, styles: Styles, report: Report) -> None:
    """What styles make of words is written to the words, and what may mislead is reported."""
    found = Found()
    for paragraph in root.iter(N["w:p"]):
        style = style_of(paragraph)
        for run in own_runs(paragraph):
            if is_plain(run, styles, style):
                continue
            said = "".join(each.text or "" for each in run.iter(N["w:t"]))
            if said.strip():
                apply_marks(run, run.find(N["w:rPr"]), styles, style)
                look_at(run, said, Setting(run, styles, style), found)
    found.report_to(report)


def is_plain(run: etree._Element, styles: Styles, style: str) -> bool:
    """Whether neither a run nor its paragraph's style sets what is looked at here: most runs."""
    properties = run.find(N["w:rPr"])
    if properties is not None and not SETTINGS.isdisjoint(each.tag for each in properties):
        return False
    return styles.remembered(sets_nothing, styles, style)


def sets_nothing(styles: Styles, style: str) -> bool:
    named = ("w:strike", "w:dstrike", "w:color", "w:sz", "w:caps")
    found = [styles.property(None, style, each) for each in named]
    return all(each is None or each.tag == N["w:sz"] and is_readable(each) for each in found)


def is_readable(size: etree._Element) -> bool:
    return size.get(N["w:val"], "").isdigit() and int(size.get(N["w:val"])) >= READABLE


def look_at(run: etree._Element, said: str, setting: Setting, found: Found) -> None:
    """Note words that are hard to see; words that a bar of their own color covers are taken out."""
    if setting.is_blacked_out():
        found.covered.append(said)
        for each in list(run.iter(N["w:t"])):
            each.getparent().remove(each)
        return
    if setting.is_white_on_white():
        found.white.append(said)
    if setting.is_tiny():
        found.tiny.append(said)
    if setting.is_in_capitals() and said.upper() != said:
        found.capitals.append(said)


def apply_marks(
    run: etree._Element, properties: etree._Element | None, styles: Styles, style: str
) -> None:
    """Struck out by any means is struck out; bold and italic of a run's own style are kept."""
    struck = any(styles.toggle(properties, style, each) for each in ("w:strike", "w:dstrike"))
    write_toggle(run, "w:strike", struck)
    named = value(properties, "w:rStyle")
    for each in marks_of(named, styles) if named else ():
        if child(run.find(N["w:rPr"]), each) is None:
            write_toggle(run, each, True)


def marks_of(style: str, styles: Styles) -> list[str]:
    """Bold and italic as a style of runs sets them; a document need not describe Word's own."""
    if style not in styles.by_id:
        return BUILT_IN.get(style, [])
    known = ["w:i"] if styles.name_of(style).lower() == "strong" else ["w:b", "w:i"]
    return [each for each in known if is_on(styles.nearest(style, each))]


def write_toggle(run: etree._Element, prefixed: str, on: bool) -> None:
    properties = run.find(N["w:rPr"])
    found = child(properties, prefixed)
    if found is not None:
        properties.remove(found)
    if on:
        if properties is None:
            properties = new("w:rPr")
            run.insert(0, properties)
        properties.append(new(prefixed))

"""A Word document before it is converted: everything in the plain forms that mammoth reads.

Each step looks at the whole of a part once and knows one matter; the order is that in which they
need each other. What a step leaves out or cannot settle it reports.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from articles.importers.languages import DetectedLanguage, detect_language
from articles.importers.word.alternatives import choose_alternatives
from articles.importers.word.appearance import apply_styles
from articles.importers.word.controls import open_controls
from articles.importers.word.drawings import place_drawings
from articles.importers.word.equations import write_out_formulas
from articles.importers.word.fields import open_fields
from articles.importers.word.hidden import take_out_hidden
from articles.importers.word.insertions import Insertions
from articles.importers.word.line_ends import part_words
from articles.importers.word.lists import Marked, mark_lists
from articles.importers.word.messages import remarks_on
from articles.importers.word.note_references import keep_known_notes
from articles.importers.word.package import Package
from articles.importers.word.pictures import Pictures
from articles.importers.word.raised import mark_raised
from articles.importers.word.reporting import Report
from articles.importers.word.revisions import accept_changes
from articles.importers.word.spoken_languages import mark_passages, marked_language
from articles.importers.word.styles import Styles
from articles.importers.word.symbols import show_signs
from articles.importers.word.table_rows import tidy_tables
from articles.importers.word.wrappers import open_wrappers


@dataclass(frozen=True)
class Normalized:
    """What is known of a document once it is normalized."""

    report: Report
    pictures: Pictures
    insertions: Insertions
    language: DetectedLanguage
    marked: Marked


def normalize(package: Package, folder: Path) -> Normalized:
    """Bring the parts of a document into plain form; pictures are written into ``folder``."""
    report, styles = Report(), Styles(package.tree(package.related("styles")))
    pictures, insertions = Pictures(package, folder), Insertions(package)
    for sentence in remarks_on(package):
        report.remark(sentence)
    stories = {part: package.tree(part) for part in package.stories()}
    for root in stories.values():
        select_text(root, styles, report)
    keep_known_notes(package, report)
    for part, root in stories.items():
        write_out_formulas(root, report)
        show_signs(root, styles, report)
        mark_raised(root, styles)
        apply_styles(root, styles, report)
        place_drawings(root, part, package, pictures, report)
        tidy_tables(root)
        insertions.take(root, part, report)
        open_wrappers(root)
    language = mark_language(stories, package.main, styles, report)
    lists = package.tree(package.related("numbering"))
    marked = mark_lists(list(stories.values()), styles, lists, report)
    return Normalized(report, pictures, insertions, language, marked)


def select_text(root: etree._Element, styles: Styles, report: Report) -> None:
    """Which words of a part are the text's at all."""
    choose_alternatives(root)
    accept_changes(root)
    open_controls(root, report)
    part_words(root)
    take_out_hidden(root, styles, report)
    open_fields(root, report)


def mark_language(
    stories: Mapping[str, etree._Element], main: str, styles: Styles, report: Report
) -> DetectedLanguage:
    """The language of the text; passages in other ones are marked."""
    marked, text = marked_language(stories[main], styles)
    language = detect_language(text, marked=marked)
    for remark in language.remarks:
        report.remark(remark)
    for root in stories.values():
        mark_passages(root, styles, language.tag)
    return language

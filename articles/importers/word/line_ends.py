"""Breaks, tabs and readings in a Word document that part words, in the forms that do so."""

from lxml import etree

from articles.importers.word.ooxml import N, new, text_of, words


def part_words(root: etree._Element) -> None:
    """Line, page and column breaks end a line; tabs set by position are tabs (17.3.3)."""
    for each in list(root.iter(N["w:br"], N["w:cr"])):
        each.getparent().replace(each, new("w:br"))
    for each in list(root.iter(N["w:ptab"])):
        each.getparent().replace(each, new("w:tab"))
    for ruby in list(root.iter(N["w:ruby"])):
        base, reading = ruby.find(N["w:rubyBase"]), ruby.find(N["w:rt"])
        said = text_of(base) if base is not None else ""
        read = text_of(reading) if reading is not None else ""
        ruby.getparent().replace(ruby, words(f"{said} ({read})" if read else said))

"""What could not be carried over from a Word document, in sentences for the person who wrote it."""

import re
from collections.abc import Iterator

from articles.importers.word.ooxml import N, tags, text_of
from articles.importers.word.package import Package

CHANGES = "Tracked changes were accepted: deleted text was left out, inserted text was kept."
COMMENTS = "Comments were left out. Write them as remarks on the page."
MARGIN = re.compile(r"(?:.*/)?(?:header|footer)\d*\.xml")
MARGINS = "Page headers and footers were left out: {}."
TAKEN_AS_TEXT = "its text was imported as plain text."
CHANGED = tags("del ins moveFrom moveTo cellIns cellDel")
# What mammoth says → what a person is told; nothing where they lose nothing, or are told already.
MESSAGES = [
    (r"Unrecognised \w+ style: None ", ""),  # told by the last but two
    # Of a style of runs only bold, italic, raised and struck out say something: these are kept.
    (r"(?:Unrecognised run style|Run style with ID)", ""),
    (
        r"Unrecognised (\w+) style: '?(.*?)'? \(Style ID",
        f"The {{}} style “{{}}” is not used on this site; {TAKEN_AS_TEXT}",
    ),
    (
        r"(\w+) style with ID (.*) was referenced but not defined",
        f"The {{}} style “{{}}” is not described in the document; {TAKEN_AS_TEXT}",
    ),
    (
        r"unexpected non-(?:row|cell) element in table",
        "A table may have lost its merged cells. Compare it with the document.",
    ),
    (r"Ignoring complex field", ""),
    (r"Image of type", ""),  # a picture that cannot be shown is told of where it is taken in
]
NOT_CARRIED = (
    "A part of the document that a page cannot contain was left out. Compare the page with"
    " the document."
)


def describe(message: str) -> str:
    """What mammoth says, for a person."""
    for pattern, sentence in MESSAGES:
        if found := re.match(pattern, message):
            kind, *more = found.groups() or ("",)
            return sentence.format(kind.lower() if more else kind, *more)
    return NOT_CARRIED


def remarks_on(package: Package) -> Iterator[str]:
    """What is left out of every document that has it, before anything is changed."""
    tree = package.text()
    if any(True for _ in tree.iter(*CHANGED)):
        yield CHANGES
    if any(True for _ in tree.iter(N["w:commentReference"])):
        yield COMMENTS
    if said := list(dict.fromkeys(filter(None, words_in_margins(package)))):
        yield MARGINS.format(", ".join(f"“{each[:120]}”" for each in said))


def words_in_margins(package: Package) -> Iterator[str]:
    """The words of headers and footers; a page number alone is none."""
    for part in filter(MARGIN.fullmatch, package.names):
        said = text_of(package.tree(part))
        if any(letter.isalpha() for letter in said):
            yield said

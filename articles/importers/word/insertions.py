"""Whole documents inside a Word document: web pages and plain text in it are read (17.17.2.1)."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from lxml import etree

from articles.importers import marks
from articles.importers.decoding import decode_page
from articles.importers.records import UnreadablePage
from articles.importers.word.ooxml import N, new, remove, run
from articles.importers.word.package import Package
from articles.importers.word.reporting import Report

NOT_READ = (
    "A document inside this one was left out. Open this document in Word and save it again. Word"
    " then includes the text of the other one."
)
SUBDOCUMENT = "A subdocument was left out, because it is a separate file. Send it separately."
WEB_PAGE = (".htm", ".html", ".xhtml")


@dataclass
class Insertions:
    """The web pages met inside a document, each with the number that replaces it."""

    package: Package
    pages: list[str] = field(default_factory=list)

    def take(self, root: etree._Element, part: str, report: Report) -> None:
        """Put what can be read in the place of every document inside a part."""
        for each in list(root.iter(N["w:altChunk"])):
            for block in self.blocks_of(each.get(N["r:id"], ""), part, report):
                each.addprevious(block)
            remove(each)
        for each in list(root.iter(N["w:subDoc"])):
            report.remark(SUBDOCUMENT)
            remove(each)

    def blocks_of(self, key: str, part: str, report: Report) -> list[etree._Element]:
        relation = self.package.relations(part).get(key)
        target = "" if relation is None or relation.is_external else relation.target
        ending = target[target.rfind(".") :].lower()
        if not self.package.has(target) or ending not in (*WEB_PAGE, ".txt"):
            report.remark(NOT_READ)
            return []
        try:
            text = decode_page(self.package.content(target)).text
        except UnreadablePage:
            report.remark(NOT_READ)
            return []
        if ending == ".txt":
            return [new("w:p", run(line)) for line in text.split("\n") if line.strip()]
        self.pages.append(marks.without_marks(text))
        place = f"{marks.INSERTED_START}{len(self.pages) - 1}{marks.INSERTED_END}"
        return [new("w:p", run(place))]

    def put_back(self, soup: BeautifulSoup) -> None:
        """The web pages themselves in their places in the converted document."""
        for text in list(soup.find_all(string=marks.INSERTED)):
            number = next(found[1] for found in marks.INSERTED.finditer(text))
            page = BeautifulSoup(self.pages[int(number)], "lxml")
            place = text.find_parent("p") or text
            for child in list((page.body or page).contents):
                place.insert_before(child)
            place.extract()

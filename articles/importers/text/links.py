"""Links in plain text: addresses written out, and a text browser's numbers and its list of them."""

import re
from dataclasses import dataclass, field

from articles.importers.addresses import absolute
from articles.importers.markdown_syntax import escaped, link, paragraph
from articles.importers.records import ImportedLink, ImportedResource

REFERENCES = re.compile(r"^\s*(?:visible links|references|links)\s*:?\s*$", re.I | re.M)
NUMBERED_ADDRESS = re.compile(r"^\s*\[?(\d+)[.\]]\s+(\S+:\S+)\s*$", re.M)
OTHER_LIST_LINES = re.compile(r"^\s*(?:(?:visible|hidden) links:?)?\s*$", re.I | re.M)
NUMBER = re.compile(r"\[(\d{1,4})\](?=\S)")
WHOLE_LINE_LINK = re.compile(r"\[(\d{1,4})\](?=\S)([^\[\]]+)")
ADDRESS = re.compile(r"<?(https?://[^\s<>]+[^\s<>.,;:!?)\]])>?")


@dataclass
class TextLinks:
    """The addresses a text browser numbered, and the links met so far."""

    addresses: dict[str, str] = field(default_factory=dict)
    base_url: str = ""
    links: list[ImportedLink] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    def address(self, number: str) -> str:
        return absolute(self.addresses.get(number, ""), self.base_url)

    def plain(self, line: str) -> str:
        """The line's words without the numbers before links."""
        known = self.addresses
        return " ".join(NUMBER.sub(lambda m: "" if m[1] in known else m[0], line).split())

    def marked(self, line: str) -> str:
        """The line in Markdown. A number says where a link begins, but not where it ends."""
        whole = WHOLE_LINE_LINK.fullmatch(line)
        if whole and (address := self.address(whole[1])):
            self.links.append(ImportedLink(address, whole[2].strip()))
            return link(escaped(whole[2].strip()), address)
        self.unplaced += filter(None, map(self.address, NUMBER.findall(line)))
        said = self.plain(line)
        self.links += [ImportedLink(address, address) for address in ADDRESS.findall(said)]
        return paragraph(said)

    def resource(self, line: str) -> ImportedResource | None:
        """ "Title: https://…", "Title (https://…)" or "[4]Title", with a note perhaps."""
        if (match := WHOLE_LINE_LINK.match(line)) and (address := self.address(match[1])):
            note = self.plain(line[match.end() :]).strip(" -–—:")
            return ImportedResource(match[2].strip(), address, note)
        found = ADDRESS.search(line)
        if not found:
            return None
        title = line[: found.start()].strip(" -–—:(,")
        note = line[found.end() :].strip(" -–—:),.")
        return ImportedResource(title or note or found[1], found[1], note if title else "")


def without_references(text: str) -> tuple[str, dict[str, str]]:
    """The text without a text browser's list of addresses at its end, and that list."""
    for heading in reversed(list(REFERENCES.finditer(text))):
        tail = text[heading.end() :]
        addresses = dict(NUMBERED_ADDRESS.findall(tail))
        rest = OTHER_LIST_LINES.sub("", NUMBERED_ADDRESS.sub("", tail))
        if addresses and not rest.strip():
            return text[: heading.start()], addresses
    return text, {}

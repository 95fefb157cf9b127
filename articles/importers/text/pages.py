"""A page saved as plain text, as a text browser shows it → a record."""

import re
from dataclasses import replace

from articles.importers import boilerplate
from articles.importers.bylines import looks_like_byline, names_reviewers, split_byline
from articles.importers.dates import dated_line
from articles.importers.languages import detect_language
from articles.importers.markdown_syntax import escaped, table
from articles.importers.private_use import without_private_use
from articles.importers.records import ImportedPage, ImportedResource, LeftOut, UnreadablePage
from articles.importers.text.blocks import COLUMNS, Block, blocks_of
from articles.importers.text.head import Head, read_head
from articles.importers.text.links import ADDRESS, TextLinks, without_references

SAVED_FROM = re.compile(r"\A\s*(?:url|source|address|saved from)\s*:\s*(https?://\S+)\s*\n", re.I)
# What a text browser shows in place of pictures, buttons and fields.
PLACEHOLDER = re.compile(
    r"\[(?:image|img|inline|embed|logo|picture|icon)\b[^\]]*\]"
    r"|\[[\w-]+\.(?:png|gif|jpe?g|svg)\]"
    r"|\((?:button|submit)\)|_{4,}",
    re.I,
)
HEADING_LENGTH = 90


def read_text(
    text: str,
    *,
    base_url: str = "",
    site_names: tuple[str, ...] = (),
    name: str = "",
    **unused: object,
) -> ImportedPage:
    """The record of a page saved as plain text; ``name`` is its file's, for want of a title."""
    text, signs = without_private_use(text)
    source = ""
    if match := SAVED_FROM.match(text):
        source, text = match[1], text[match.end() :]
    text, addresses = without_references(text)
    links = TextLinks(addresses, base_url or source)
    head, blocks = read_head(blocks_of(PLACEHOLDER.sub(" ", text)), links, site_names)
    body = Body(head, links)
    body.read(blocks)
    page = record_of(head, body, source=source, name=name)
    return replace(page, remarks=(*page.remarks, *signs))


class Body:
    """Reads the blocks below the head: each is content, boilerplate, or belongs to the head."""

    def __init__(self, head: Head, links: TextLinks) -> None:
        self.head = head
        self.links = links
        self.parts = [f"## {escaped(line)}" for line in head.lines_below_title]
        self.resources: list[ImportedResource] = []

    def read(self, blocks: list[Block]) -> None:
        while blocks:
            block, *blocks = blocks
            if len(block.lines) == 1 and boilerplate.heads_additional_information(block.text):
                blocks = blocks[self.read_resources(block, blocks) :]
            elif kind := boilerplate.boilerplate_kind(block.text):
                self.leave_out(kind, self.links.plain(block.text))
            elif is_heading(block, blocks):
                self.parts.append(f"## {escaped(self.links.plain(block.text))}")
            else:
                self.read_content(block)

    def leave_out(self, kind: str, text: str) -> None:
        self.head.boilerplate.append(LeftOut(kind, text))

    def read_content(self, block: Block) -> None:
        if block.kind == "table":
            cells = [[cell.strip(" |") for cell in COLUMNS.split(row)] for row in block.lines]
            self.parts.append(table([[self.links.marked(cell) for cell in row] for row in cells]))
        elif block.kind == "list":
            self.parts.append(list_text(block, self.links))
        elif kept := [self.links.marked(line) for line in block.lines if self.keeps(line)]:
            self.parts.append("\\\n".join(kept))

    def keeps(self, line: str) -> bool:
        """Whether a line is the page's own, and not its date, its reviewers or boilerplate."""
        said = self.links.plain(line)
        named = looks_like_byline(said) and (names_reviewers(said) or said[:3].lower() == "by ")
        if named:
            self.head.bylines.append(said)
        elif dated := dated_line(said):
            self.head.dates.setdefault(*dated)
            self.leave_out("date line", said)
        elif kind := boilerplate.boilerplate_kind(said):
            self.leave_out(kind, said)
        else:
            return True
        return False

    def read_resources(self, heading: Block, following: list[Block]) -> int:
        """The links below "Additional information": how many blocks they take."""
        taken = 0
        for block in following:
            found = list(filter(None, map(self.links.resource, block.lines)))
            if len(found) < len(block.lines):
                break
            self.resources += found
            taken += 1
        has_other_text = bool(following) and not boilerplate.boilerplate_kind(following[0].text)
        if not taken and has_other_text:
            self.parts.append(f"## {escaped(heading.text)}")
        else:
            self.leave_out("heading of the list of resources", heading.text)
        return taken


def is_heading(block: Block, following: list[Block]) -> bool:
    """A short line on its own, without a full stop, with text below it."""
    if block.kind == "heading":
        return True
    if block.kind != "lines" or len(block.lines) != 1 or not following:
        return False
    line = block.text
    plausible = len(line) <= HEADING_LENGTH and line[:1].isupper() and line[-1] not in ".;,:…"
    return plausible and not (dated_line(line) or looks_like_byline(line) or ADDRESS.search(line))


def list_text(block: Block, links: TextLinks) -> str:
    """A list in Markdown, nested as its items were indented."""
    lines: list[str] = []
    depths: list[int] = []
    for text, number, depth in zip(block.lines, block.numbers, block.depths, strict=True):
        depths = [each for each in depths if each < depth] + [depth]
        mark = f"{number}. " if number else "- "
        lines.append(" " * 4 * (len(depths) - 1) + mark + links.marked(text))
    return "\n".join(lines)


def record_of(head: Head, body: Body, *, source: str, name: str) -> ImportedPage:
    text = "\n\n".join(body.parts)
    if not text and not body.resources:
        raise UnreadablePage("No text was found in the file apart from menus and notices.")
    writers = [p for line in head.bylines if not names_reviewers(line) for p in split_byline(line)]
    reviewers = [p for line in head.bylines if names_reviewers(line) for p in split_byline(line)]
    language = detect_language(text)
    return ImportedPage(
        title=head.title or name,
        body=f"{text}\n" if text else "",
        byline=tuple(replace(p, affiliation=p.affiliation or head.place) for p in writers),
        reviewers=tuple(reviewers),
        language=language.tag,
        language_is_assumed=language.is_assumed,
        links=tuple(body.links.links),
        resources=tuple(body.resources),
        boilerplate=tuple(head.boilerplate),
        menu_hint=boilerplate.menu_hint_in(head.boilerplate),
        published_on=head.dates.get("published"),
        updated_on=head.dates.get("updated"),
        source=source,
        remarks=(*remarks_on(head, body), *language.remarks),
    )


def remarks_on(head: Head, body: Body) -> list[str]:
    remarks = [] if head.title else ["No title was found, so the file name was used."]
    if unplaced := sorted(set(body.links.unplaced)):
        remarks.append(
            "The text does not show which words these links belong to. Set them by hand: "
            + ", ".join(unplaced)
        )
    return remarks

"""Any HTML → the few elements that Markdown can say, in their plain places.

What comes out holds blocks (headings, p, ul, ol, dl, blockquote, pre, table, figure, hr) and inside
them words with a, strong, em, code, del, br, img and span[lang], and nothing else. Loose words have
their paragraph, wrappers are gone, an emphasis around blocks has moved into them.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.html.elements import children_named, classes_of, holds
from articles.importers.html.nodes import (
    BLOCKS,
    HEADINGS,
    Node,
    is_block,
    is_picture,
    is_tag,
    parted,
    text_of,
    tidy_spaces,
)
from articles.importers.html.tables import is_layout_table, owner, with_title_as_caption

INLINE = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "del": "del",
    "s": "del",
    "strike": "del",
}
# Marks that change what words mean, so that none of them is lost within a name or value to type.
MEANINGFUL = ["sup", "sub", "del", "s", "strike"]


class Flow:
    """Walks one element and gives its blocks; keeps the last heading's level as it goes."""

    def __init__(
        self,
        *,
        language: str,
        address_of: Callable[[str], str],
        image_of: Callable[[Tag], tuple[str, str] | None],
    ) -> None:
        self.soup = BeautifulSoup("", "lxml")
        self.language = language
        self.address_of = address_of
        self.image_of = image_of
        self.level = 1
        self.abbreviations: dict[str, str] = {}

    def blocks(self, element: Tag) -> list[Tag]:
        """The blocks of an element's children, loose words gathered into paragraphs."""
        blocks: list[Tag] = []
        loose: list[Node] = []
        for child in element.children:
            if not is_block(child):
                loose.append(child)
                continue
            blocks += self.paragraphs(loose)
            loose = []
            blocks += self.block(child)
        return blocks + self.paragraphs(loose)

    def block(self, element: Tag) -> list[Tag]:
        if element.name in HEADINGS:
            return self.heading(element)
        special = getattr(self, f"block_{element.name.replace('-', '_')}", None)
        if special:
            return special(element)
        if element.name in INLINE or element.name in ("a", "span"):
            return self.spread(element)
        return self.in_language(element, self.blocks(element))

    # --- words ----------------------------------------------------------------------------

    def paragraphs(self, nodes: list[Node]) -> list[Tag]:
        """Paragraphs of loose words, split at two line breaks in a row; pictures are separate."""
        paragraphs = []
        for part in parted(list(self.inline(nodes))):
            pictures = [node for node in part if is_picture(node)]
            words = tidy_spaces(part)
            if len(words) > len(pictures) or any(text_of(node) for node in words):
                paragraphs.append(self.new("p", *[n for n in words if n not in pictures]))
            paragraphs += [self.new("figure", picture) for picture in pictures]
        return [p for p in paragraphs if p.get_text(strip=True) or holds(p, ("img",))]

    def inline(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The same words with only the inline elements that Markdown knows."""
        for node in nodes:
            if isinstance(node, Tag):
                yield from self.inline_element(node)
            elif type(node) is NavigableString:
                yield NavigableString(re.sub(r"\s+", " ", node))

    def inline_element(self, element: Tag) -> Iterator[Node]:
        name = INLINE.get(element.name, element.name)
        special = getattr(self, f"inline_{name}", None)
        if special:
            yield from special(element)
            return
        children = list(self.inline(element.children))
        if name in INLINE.values() and any(text_of(child) for child in children):
            emphasis = self.new(name, *children)
            for same in emphasis.find_all(name):
                same.unwrap()
            yield emphasis
        elif self.is_foreign(element) and any(text_of(child) for child in children):
            yield self.new("span", *children, lang=str(element["lang"]))
        else:
            if element.name in BLOCKS:
                children = [" ", *children, " "]
            yield from children

    def inline_br(self, element: Tag) -> Iterator[Node]:
        yield self.new("br")
        # A closing "</br>" makes some parsers put the following words inside.
        yield from self.inline(element.children)

    def inline_a(self, element: Tag) -> Iterator[Node]:
        children = list(self.inline(element.children))
        address = self.address_of(str(element.get("href", "")))
        said = "".join(text_of(child) for child in children).strip()
        if not said and not any(is_picture(child) for child in children):
            said = str(element.get("aria-label") or "").strip()
            children = [said] if said else []
        if address and children:
            link = self.new("a", *children, href=address)
            foreign = self.is_foreign(element) and said
            yield self.new("span", link, lang=str(element["lang"])) if foreign else link
        else:
            yield from children

    def inline_img(self, element: Tag) -> Iterator[Node]:
        image = self.image_of(element)
        if image:
            yield self.new("img", src=image[0], alt=image[1])

    def inline_abbr(self, element: Tag) -> Iterator[Node]:
        short, long = (
            element.get_text(" ", strip=True),
            " ".join(str(element.get("title", "")).split()),
        )
        if (
            short
            and long
            and long.lower() != short.lower()
            and re.fullmatch(r"[\w.&/-]{2,20}", short)
        ):
            self.abbreviations.setdefault(short, long)
        yield from self.inline(element.children)

    inline_acronym = inline_abbr

    def inline_sup(self, element: Tag) -> Iterator[Node]:
        """ "10<sup>9</sup>" stays raised: "109" is another number."""
        children = list(self.inline(element.children))
        if any(text_of(child) for child in children):
            yield self.new(element.name, *children)
        else:
            yield from children

    inline_sub = inline_sup

    def inline_code(self, element: Tag) -> Iterator[Node]:
        """Text to type exactly; marks that change its meaning weigh more than its typeface."""
        children = list(self.inline(element.children))
        if element.find(MEANINGFUL):
            yield from children
        elif said := element.get_text().strip():
            yield self.new("code", said)

    def inline_q(self, element: Tag) -> Iterator[Node]:
        yield from ["“", *self.inline(element.children), "”"]

    def inline_input(self, element: Tag) -> Iterator[Node]:
        yield NavigableString(" ")

    def inline_label(self, element: Tag) -> Iterator[Node]:
        yield self.new("br")  # each question of a form on a line of its own
        yield from self.inline(element.children)

    def inline_wbr(self, element: Tag) -> Iterator[Node]:
        yield from self.inline(element.children)

    def inline_button(self, element: Tag) -> Iterator[Node]:
        yield from self.inline(element.children)

    def inline_select(self, element: Tag) -> Iterator[Node]:
        options = [option.get_text(" ", strip=True) for option in element.find_all("option")]
        yield NavigableString(" " + ", ".join(filter(None, options)) + " ")

    def is_foreign(self, element: Tag) -> bool:
        lang = str(element.get("lang", "")).split("-")[0].lower()
        return bool(re.fullmatch("[a-z]{2,3}", lang)) and lang != self.language

    # --- blocks ---------------------------------------------------------------------------

    def heading(self, element: Tag) -> list[Tag]:
        nodes = tidy_spaces(
            [n for n in self.inline(element.children) if text_of(n) or not is_tag(n)]
        )
        if not any(text_of(node) for node in nodes):
            return [block for img in element.find_all("img") for block in self.paragraphs([img])]
        self.level = int(element.name[1])
        return [self.new(element.name, *nodes)]

    def block_p(self, element: Tag) -> list[Tag]:
        return self.in_language(element, self.blocks(element))

    def block_hr(self, element: Tag) -> list[Tag]:
        return [self.new("hr"), *self.blocks(element)]

    def block_button(self, element: Tag) -> list[Tag]:
        """A button that opens a part of the page is that part's heading."""
        heading = self.new(
            f"h{min(self.level + 1, 6)}", *tidy_spaces(list(self.inline(element.children)))
        )
        return [heading] if heading.get_text(strip=True) else []

    def block_summary(self, element: Tag) -> list[Tag]:
        return self.block_button(element) if not element.find(HEADINGS) else self.blocks(element)

    def block_details(self, element: Tag) -> list[Tag]:
        level = self.level
        blocks = self.blocks(element)
        self.level = level
        return blocks

    def block_ul(self, element: Tag) -> list[Tag]:
        items = self.items(element)
        if any(block.name in HEADINGS for _, item in items for block in item):
            return [block for _, item in items for block in item]  # an accordion, or cards
        name = "ol" if element.name == "ol" else "ul"
        kept = [self.new("li", *blocks, **numbered(li, "value")) for li, blocks in items if blocks]
        if not kept:
            return []
        return [self.new(name, *kept, **(numbering_of(element) if name == "ol" else {}))]

    block_ol = block_menu = block_dir = block_ul

    def items(self, element: Tag) -> list[tuple[Tag, list[Tag]]]:
        """Each item with its blocks; what is outside the items joins the one before."""
        items: list[tuple[Tag, list[Tag]]] = []
        level = self.level
        for child in element.children:
            if is_tag(child) and child.name == "li":
                self.level = level
                items.append((child, self.in_language(child, self.blocks(child))))
            elif is_tag(child) or str(child).strip():
                blocks = self.block(child) if is_block(child) else self.paragraphs([child])
                items[-1][1].extend(blocks) if items else items.append((element, blocks))
        return items

    def block_li(self, element: Tag) -> list[Tag]:
        return [self.new("ul", self.new("li", *blocks))] if (blocks := self.blocks(element)) else []

    def block_dl(self, element: Tag) -> list[Tag]:
        entries = []
        for part in element.find_all(["dt", "dd"]):
            if part.find_parent("dl") is element:
                entries.append((part.name, self.blocks(part)))
        if not any(name == "dd" for name, _ in entries) or entries[:1] and entries[0][0] == "dd":
            return [block for _, blocks in entries for block in blocks]
        parts = [self.new(name, *blocks) for name, blocks in entries if blocks]
        return [self.new("dl", *parts)] if parts else []

    def block_blockquote(self, element: Tag) -> list[Tag]:
        blocks = self.blocks(element)
        return [self.new("blockquote", *blocks)] if blocks else []

    def block_pre(self, element: Tag) -> list[Tag]:
        text = element.get_text().strip("\n")
        return [self.new("pre", NavigableString(text))] if text.strip() else []

    def block_table(self, element: Tag) -> list[Tag]:
        """A table of data keeps its shape; of one that only arranges things, the blocks."""
        if is_layout_table(element):
            cells = [
                cell for cell in element.find_all(["td", "th", "caption"]) if owner(cell) is element
            ]
            return [block for cell in cells for block in self.blocks(cell)]
        table = self.new("table")
        for row in element.find_all(["tr", "caption"]):
            if owner(row) is element:
                table.append(self.row(row))
        with_title_as_caption(table, self.soup)
        return [table] if table.get_text(strip=True) else []

    def row(self, row: Tag) -> Tag:
        if row.name == "caption":
            return self.new("caption", *self.blocks(row))
        new = self.new("tr")
        if row.find_parent("thead"):
            new["class"] = "head"
        for cell in children_named(row, ("td", "th")):
            kept = {
                k: str(cell[k]) for k in ("rowspan", "colspan") if str(cell.get(k, "")).isdigit()
            }
            if alignment := alignment_of(cell):
                kept["align"] = alignment
            new.append(self.new(cell.name, *self.blocks(cell), **kept))
        return new

    def block_figure(self, element: Tag) -> list[Tag]:
        return self.blocks(element)

    def block_video(self, element: Tag) -> list[Tag]:
        """A film or recording becomes a link to it: this site plays none."""
        source = str(element.get("src") or "") or next(
            (str(s["src"]) for s in element.find_all("source", src=True)), ""
        )
        address = self.address_of(source)
        name = element.get("aria-label") or element.get("title") or KINDS[element.name]
        words = [n for n in element.children if not (is_tag(n) and n.name in ("source", "track"))]
        link = [self.new("p", self.new("a", str(name).strip(), href=address))] if address else []
        return link + [
            block for n in words if is_tag(n) and n.name in BLOCKS for block in self.block(n)
        ]

    block_audio = block_iframe = block_video

    def spread(self, element: Tag) -> list[Tag]:
        """An emphasis or a link around blocks goes into them; a link into the first alone."""
        blocks = self.blocks(element)
        name = INLINE.get(element.name, element.name)
        address = self.address_of(str(element.get("href", ""))) if name == "a" else ""
        if not address and name not in INLINE.values():
            return blocks
        for block in blocks[:1] if name == "a" else blocks:
            if block.name in ("p", *HEADINGS) and not (name == "a" and block.find("a")):
                wrapped = self.new(
                    name, *list(block.children), **({"href": address} if address else {})
                )
                block.clear()
                block.append(wrapped)
        return blocks

    def in_language(self, element: Tag, blocks: list[Tag]) -> list[Tag]:
        """Paragraphs of a passage in another language are marked themselves."""
        if self.is_foreign(element):
            for block in blocks:
                for part in [block, *block.find_all("p")]:
                    if part.name == "p" or part.name in HEADINGS:
                        words = self.new("span", *list(part.children), lang=str(element["lang"]))
                        part.clear()
                        part.append(words)
        return blocks

    def new(self, name: str, *children: Node, **attributes: str) -> Tag:
        tag = self.soup.new_tag(name, attrs=attributes)
        tag.extend(children)
        return tag


KINDS = {"video": "Video", "audio": "Recording", "iframe": "Embedded content"}


WHOLE = re.compile(r"\s*([+-]?\d{1,9})(?:\D.*)?", re.S)


def numbered(element: Tag, name: str) -> dict[str, str]:
    """A number that an attribute gives, as browsers read it: "4th" is 4."""
    found = WHOLE.fullmatch(str(element.get(name, ""))) if element.name in ("ol", "li") else None
    return {name: str(int(found[1]))} if found else {}


def numbering_of(element: Tag) -> dict[str, str]:
    """How a numbered list counts: where it starts, in which signs, whether it counts down."""
    kind = str(element.get("type", "")).strip()
    down = {"reversed": ""} if element.has_attr("reversed") else {}
    typed = {"type": kind} if kind in ("a", "A", "i", "I") else {}
    return {**numbered(element, "start"), **typed, **down}


def alignment_of(cell: Tag) -> str:
    style = re.search(r"text-align:\s*(left|center|right)", str(cell.get("style", "")), re.I)
    named = re.search(r"\b(?:text|align)-(left|center|right)\b", " ".join(classes_of(cell)))
    found = str(cell.get("align") or (style and style[1]) or (named and named[1]) or "").lower()
    return found if found in ("left", "center", "right") else ""

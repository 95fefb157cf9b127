"""A saved HTML page → a record: its title, by-line, body and resources; boilerplate apart."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from django.conf import settings

from articles.importers import boilerplate
from articles.importers.addresses import absolute, is_relative
from articles.importers.bylines import (
    PLACE_OR_POST,
    is_name,
    looks_like_byline,
    names_reviewers,
    split_byline,
)
from articles.importers.dates import dated_line, in_order, slash_order
from articles.importers.html.boilerplate import (
    block_kind,
    is_bare_word,
    take_out_boilerplate,
    taken_out,
)
from articles.importers.html.document import (
    About,
    base_address,
    kind_of_piece,
    main_element,
    notices_in,
    parsed,
    pieces_around,
    words,
)
from articles.importers.html.elements import every, has_class
from articles.importers.html.flow import Flow
from articles.importers.html.markdown import markdown_of
from articles.importers.html.nodes import HEADINGS
from articles.importers.html.parts import resolve_parts
from articles.importers.html.pictures import addresses_of
from articles.importers.html.plain_words import plain_words
from articles.importers.html.resources import linked_list, resources_at_end
from articles.importers.html.tables import remark_on
from articles.importers.html.titles import title_of
from articles.importers.languages import DetectedLanguage, detect_language, is_in
from articles.importers.records import (
    ImportedImage,
    ImportedLink,
    ImportedPage,
    ImportedPerson,
    ImportedResource,
    LeftOut,
    UnreadablePage,
)

BYLINE_CLASSES = {
    *("byline", "by-line", "author", "authors", "article-author", "post-author", "contributors"),
}
LINES_ABOVE_PROSE = 6
SHARE = "share links"
FindImage = Callable[[str], Path | None]


def no_image(address: str) -> Path | None:
    return None


@dataclass
class Found:
    """What a page gives beside its words, gathered while they are read."""

    base_url: str = ""
    find_image: FindImage = no_image
    bylines: list[str] = field(default_factory=list)
    dates: dict[str, date] = field(default_factory=dict)
    images: dict[str, ImportedImage] = field(default_factory=dict)
    resources: list[ImportedResource] = field(default_factory=list)
    boilerplate: list[LeftOut] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    slash_order: str = "mdy"

    def address_of(self, address: str) -> str:
        return absolute(address, self.base_url)

    def image_of(self, element: Tag) -> tuple[str, str] | None:
        """An image's address and alternative text, if its file is there."""
        alternative = words(element.get("alt"))
        for address in addresses_of(element):
            if file := self.find_image(address):
                return self.keep_image(element, address, alternative, file)
        address = next(iter(addresses_of(element)), "")[:200]
        said = f"{alternative} ({address})" if alternative else address
        self.boilerplate.append(LeftOut("image whose file is not there", said))
        return None

    def keep_image(
        self, element: Tag, address: str, alternative: str, file: Path
    ) -> tuple[str, str]:
        known = self.images.get(address)
        if known is None or not known.alternative_text:
            is_decorative = element.get("alt") == ""
            self.images[address] = ImportedImage(
                address, alternative, caption_of(element), file, is_decorative=is_decorative
            )
        return address, alternative


def caption_of(image: Tag) -> str:
    figure = image.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    return plain_words(caption)


def read_html(
    text: str,
    *,
    base_url: str = "",
    site_names: tuple[str, ...] = (),
    name: str = "",
    find_image: FindImage = no_image,
) -> ImportedPage:
    """The record of a saved HTML page; ``name`` is its file's, for want of a title."""
    soup, about = parsed(text)
    main = main_element(soup)
    title, heading = title_of(soup, main, about.title, (*site_names, about.site_name))
    found = Found(base_address(about, base_url), find_image)
    found.boilerplate += about.left_out
    found.remarks += about.remarks
    for element in main.find_all(True, {"data-names": "site"}):
        found.boilerplate += taken_out(element, boilerplate.SITE_NAME)
    leave_out_around(soup, main, found)
    find_byline(main, about, found)
    if heading is not None:
        heading.decompose()
    language = language_in(main, about, found)
    blocks = body_blocks(main, found, language=language.tag)
    page = record_of(blocks, found, about, title=title or name, language=language.tag)
    return replace(page, language_is_assumed=language.is_assumed)


def language_in(main: Tag, about: About, found: Found) -> DetectedLanguage:
    """The language of a page by its words and its mark; what is not certain is reported."""
    language = detect_language(main.get_text(" "), marked=about.language)
    found.remarks += language.remarks
    return language


def leave_out_around(soup: BeautifulSoup, main: Tag, found: Found) -> None:
    """Everything beside the page's own element; lists of links beside an article are kept."""
    for piece in pieces_around(soup, main):
        found.boilerplate += notices_in(piece)
        kind = kind_of_piece(piece)
        inside = bool(piece.find_parent("main"))
        if (
            inside
            and kind == "beside the page"
            and (resources := linked_list(piece, found.address_of))
        ):
            found.resources += resources
        elif kind != boilerplate.NOTICE:
            found.boilerplate.append(LeftOut(kind, words(piece.get_text(" "))))


def is_marked_byline(element: Tag) -> bool:
    return (
        element.get("itemprop") == "author"
        or "author" in (element.get("rel") or ())
        or has_class(element, BYLINE_CLASSES)
    )


def find_byline(main: Tag, about: About, found: Found) -> None:
    """The by-line where the page's markup or its head names one."""
    for element in [each for each in every(main) if is_marked_byline(each)]:
        said = words(element.get_text(" "))
        if not element.decomposed and names_people(said):
            found.bylines.append(said)
            element.decompose()
    if not found.bylines:
        found.bylines += [said for said in about.authors if said and names_people(said)]


def names_people(text: str) -> bool:
    """Whether a text marked as its author is one or more persons, not the site itself."""
    if looks_like_byline(text):
        return True
    people = split_byline(text)
    return bool(people) and all(is_full_name(person.name) for person in people)


def is_full_name(name: str) -> bool:
    return is_name(name) and len(name.split()) in (2, 3, 4) and not PLACE_OR_POST.search(name)


def body_blocks(main: Tag, found: Found, *, language: str) -> list[Tag]:
    """The blocks of the body: plain, without boilerplate, by-line, dates and resources."""
    found.slash_order = slash_order(main.get_text(" "), language=with_region(main, language))
    found.boilerplate += take_out_boilerplate(main)
    resolve_parts(main)
    found.boilerplate += dead_links(main, found)
    flow = Flow(
        language=marked_language(language), address_of=found.address_of, image_of=found.image_of
    )
    blocks = own_blocks(blocks_in(main, flow, language), found)
    found.abbreviations = flow.abbreviations
    blocks = without_lines_above(blocks, found)
    blocks, resources, heading = resources_at_end(blocks)
    found.resources += resources
    if heading:
        found.boilerplate.append(LeftOut("heading of the list of resources", heading))
    return without_idle_rules(blocks)


def with_region(main: Tag, language: str) -> str:
    """The language as the document's root tells it: "en-GB" writes its days otherwise than "en"."""
    root = main.find_parent("html")
    told = str(root.get("lang") or "") if root else ""
    return told if told.lower().startswith(language) else language


def marked_language(language: str) -> str:
    """What a page is marked as as a whole: its language, if the site offers it."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def blocks_in(main: Tag, flow: Flow, language: str) -> list[Tag]:
    """The blocks of the body; in a language that the site does not offer, each names it."""
    blocks = flow.blocks(main)
    if language == flow.language:
        return blocks
    whole = flow.new("div", lang=language)
    return [
        marked
        for block in blocks
        for marked in (
            flow.in_language(whole, [block]) if is_in(block.get_text(" "), language) else [block]
        )
    ]


def dead_links(main: Tag, found: Found) -> list[LeftOut]:
    """Links that only the old site or the author's own computer could follow: their words stay."""
    links = [(link, str(link["href"]).strip()) for link in main.find_all("a", href=True)]
    return [
        LeftOut("link that leads nowhere here", f"{words(link.get_text(' '))} ({address[:200]})")
        for link, address in links
        if address and words(link.get_text()) and not found.address_of(address)
    ]


def own_blocks(blocks: list[Tag], found: Found) -> list[Tag]:
    """The blocks that are the page's own; a run of one kind of boilerplate goes together."""
    kept = []
    for kind, run in groupby(blocks, key=block_kind):
        together = list(run)
        alone = len(together) == 1 and kind == SHARE and is_bare_word(together[0])
        if not kind or alone:
            kept += together
            continue
        found.boilerplate += [LeftOut(kind, words(block.get_text(" "))) for block in together]
    return kept


def without_lines_above(blocks: list[Tag], found: Found) -> list[Tag]:
    """By-lines and days among the first short lines, and reviewers and days among the last."""
    kept = []
    for index, block in enumerate(blocks):
        near_end = index >= len(blocks) - 3
        if (
            block.name == "p"
            and (index < LINES_ABOVE_PROSE or near_end)
            and takes_line(block, found)
        ):
            continue
        kept.append(block)
    return kept


def takes_line(block: Tag, found: Found) -> bool:
    said = words(block.get_text(" "))
    ordered = in_order(said, found.slash_order)
    if ordered is None and dated_line(said):
        found.boilerplate.append(LeftOut("date that can be read in two ways", said))
        return True
    if dated := dated_line(ordered or said):
        found.dates.setdefault(*dated)
        found.boilerplate.append(LeftOut("date line", said))
        return True
    if len(said) > 300 or not looks_like_byline(said):
        return False
    known = {person.name for line in found.bylines for person in split_byline(line)}
    if not known.issuperset(person.name for person in split_byline(said)):
        found.bylines.append(said)
    return True


def without_idle_rules(blocks: list[Tag]) -> list[Tag]:
    """A rule parts two passages: at an end, before a heading or beside another it is idle."""
    kept: list[Tag] = []
    for block in [*blocks, None]:
        idle = block is None or block.name in ("hr", *HEADINGS)
        if idle and kept and kept[-1].name == "hr":
            kept.pop()
        if block is not None and (block.name != "hr" or kept):
            kept.append(block)
    return kept


def record_of(
    blocks: list[Tag], found: Found, about: About, *, title: str, language: str
) -> ImportedPage:
    remarks: list[str] = []
    body = "\n\n".join(
        [markdown_of(blocks, remarks), *abbreviation_lines(found.abbreviations)]
    ).strip()
    if not body and not found.resources:
        raise UnreadablePage("No text was found on the page apart from menus and footers.")
    links = [
        ImportedLink(str(a["href"]), plain_words(a))
        for block in blocks
        for a in block.find_all("a", href=True)
    ]
    writers, reviewers = people_of(found.bylines)
    return ImportedPage(
        title=title,
        body=f"{body}\n" if body else "",
        byline=writers,
        reviewers=reviewers,
        summary=about.summary,
        language=language,
        links=tuple(links),
        resources=tuple(found.resources),
        images=tuple(found.images.values()),
        boilerplate=tuple(found.boilerplate),
        menu_hint=boilerplate.menu_hint_in(found.boilerplate),
        published_on=about.published_on or found.dates.get("published"),
        updated_on=about.updated_on or found.dates.get("updated"),
        source=about.source,
        public_since=(("published", about.published_on),) if about.published_on else (),
        public_until=(("expires", about.expires_on),) if about.expires_on else (),
        remarks=(
            *remarks_on(title, links),
            *remarks_on_tables(blocks),
            *dict.fromkeys([*found.remarks, *remarks]),
        ),
    )


def remarks_on_tables(blocks: list[Tag]) -> list[str]:
    tables = [
        table
        for block in blocks
        for table in ([block] if block.name == "table" else block.find_all("table"))
    ]
    return list(dict.fromkeys(filter(None, map(remark_on, tables))))


def abbreviation_lines(abbreviations: dict[str, str]) -> list[str]:
    return ["\n".join(f"*[{short}]: {long}" for short, long in abbreviations.items())]


def people_of(bylines: list[str]) -> tuple[tuple[ImportedPerson, ...], tuple[ImportedPerson, ...]]:
    writers = [p for line in bylines if not names_reviewers(line) for p in split_byline(line)]
    reviewers = [p for line in bylines if names_reviewers(line) for p in split_byline(line)]
    return tuple(writers), tuple(reviewers)


def remarks_on(title: str, links: list[ImportedLink]) -> list[str]:
    relative = sorted({link.address for link in links if is_relative(link.address)})
    remarks = [] if title else ["No title was found."]
    if relative:
        shown = ", ".join(relative[:3]) + (" …" if len(relative) > 3 else "")
        remarks.append(f"{len(relative)} links need --base-url to point to the old site: {shown}")
    return remarks

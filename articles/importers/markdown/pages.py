"""A Markdown page with front matter → a record.

A body without HTML stays as its author wrote it, but for the addresses in it. One with HTML is
read as a browser would and written afresh, so that nothing of it is lost to escaping.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from articles.importers import marks
from articles.importers.addresses import is_relative
from articles.importers.bylines import split_byline
from articles.importers.html.boilerplate import without_machinery
from articles.importers.html.document import About, refuse_depth
from articles.importers.html.pages import (
    FindImage,
    Found,
    body_blocks,
    language_in,
    no_image,
    record_of,
)
from articles.importers.html.plain_words import plain_words
from articles.importers.markdown import front_matter as keys
from articles.importers.markdown.comments import without_comments
from articles.importers.markdown.front_formats import FrontValue
from articles.importers.markdown.front_matter import FrontMatter, plain, split_front_matter
from articles.importers.markdown.notes_syntax import in_our_marks
from articles.importers.markdown.public_state import PublicState, is_about_readers, public_state
from articles.importers.markdown.templates import without_templates
from articles.importers.private_use import without_private_references
from articles.importers.records import ImportedPage, ImportedResource, UnreadablePage

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
READER.use(deflist_plugin)
# Around HTML blocks, indented lines are laid-out HTML, not code.
HTML_READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HTML_READER.use(deflist_plugin).disable("code")
HTML_BLOCK = re.compile(r"^\s*</?(?:div|p|ul|ol|li|table|section|h[1-6]|article)\b", re.I | re.M)
# Footnotes are ours too; the reader must not take their brackets for anything else.
HTML_TOKENS = ("html_block", "html_inline")
FOOTNOTE = re.compile(r"\[\^([\w-]{1,40})\]")
HELD_FOOTNOTE = re.compile(f"{marks.NOTE_START}([\\w-]+){marks.NOTE_END}")
OWN_SYNTAX = re.compile(r"^\*\[[^\]]+\]:|^:::|\]\{(?:href)?lang=", re.M)
IMAGE_IN_HTML = re.compile(
    r"!\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\(<?(?P<address>[^\s<>()]+)>?\)", re.S
)
# Code comes first, so that an address in an example stays as it is.
LINK_TARGET = re.compile(
    r"(?P<code>^```.*?^```|`[^`\n]+`)"
    r"|(?P<before>\]\(\s*<?|^ {0,3}\[[^\]^\n]+\]:\s*<?)(?P<address>[^\s<>()]+)",
    re.M | re.S,
)


def read_markdown(
    text: str,
    *,
    base_url: str = "",
    site_names: tuple[str, ...] = (),
    name: str = "",
    find_image: FindImage = no_image,
) -> ImportedPage:
    """The record of a Markdown page; ``name`` is its file's, for want of a title."""
    text, signs = without_private_references(text)
    front, body = split_front_matter(text)
    body, comments = without_comments(body)
    body, uncarried, remarks = in_our_marks(body)
    body, left_out = without_templates(body)
    source = front.text(keys.SOURCE)
    found = Found(base_url, find_image)
    found.boilerplate += left_out
    bylines, accounts = named_people(front)
    found.bylines += bylines
    about = About(
        summary=front.words(keys.SUMMARY),
        language=front.language(),
        source=source if source.startswith(("http://", "https://")) else "",
        published_on=front.day(keys.PUBLISHED),
        updated_on=front.day(keys.UPDATED),
    )
    page = read_body(body, front, found, about, name)
    return replace(
        page,
        short_title=short_title_of(front, page.title),
        extras=printable(front.rest),
        boilerplate=(*comments, *uncarried, *page.boilerplate),
        remarks=(*front.remarks, *accounts, *remarks, *page.remarks, *signs, *unused(front.rest)),
        held_back=front.public.reason,
        public_since=tuple(front.public.since),
        public_until=tuple(front.public.until),
    )


def hides_page(key: str, rest: dict[str, FrontValue]) -> bool:
    return public_state([(key, rest[key])]) != PublicState()


def unused(rest: dict[str, FrontValue]) -> list[str]:
    """A remark that names the keys of the front matter that nothing was made of."""
    names = sorted(key for key in rest if not is_about_readers(key) and not hides_page(key, rest))
    return [f"Not imported from the front matter: {', '.join(names)}."] if names else []


def named_people(front: FrontMatter) -> tuple[list[str], list[str]]:
    """By-lines of the front matter; "adaable" is an account and names nobody."""
    lines = front.bylines()
    accounts = [line for line in lines if line.islower() or not split_byline(line)]
    remarks = [f"The author “{line}” is not a name and was left out." for line in accounts]
    return [line for line in lines if line not in accounts], remarks


def read_body(body: str, front: FrontMatter, found: Found, about: About, name: str) -> ImportedPage:
    main = parsed_body(body)
    heading = main.find("h1")
    title = front.words(keys.TITLE) or plain_words(heading)
    title_stands_in_body = heading is not None and same_words(plain_words(heading), title)
    if heading is not None and title_stands_in_body:
        heading.decompose()
    language = language_in(main, about, found)
    taken = len(found.boilerplate), len(found.bylines)
    blocks = body_blocks(main, found, language=language.tag)
    as_is = not title_stands_in_body and taken == (len(found.boilerplate), len(found.bylines))
    as_is = as_is and not (found.resources or found.images or found.boilerplate or has_html(body))
    found.resources += resources_in(front, found)
    page = record_of(blocks, found, about, title=title or name, language=language.tag)
    page = replace(page, language_is_assumed=language.is_assumed)
    written = body if as_is or OWN_SYNTAX.search(body) else HELD_FOOTNOTE.sub(r"[^\1]", page.body)
    return replace(page, body=with_absolute_links(written, found).strip("\n") + "\n")


def parsed_body(body: str) -> Tag:
    reader = HTML_READER if HTML_BLOCK.search(body) else READER
    soup = BeautifulSoup(
        reader.render(FOOTNOTE.sub(f"{marks.NOTE_START}\\1{marks.NOTE_END}", body)), "lxml"
    )
    if soup.find(True) is None:
        raise UnreadablePage("The page has no text after its front matter.")
    refuse_depth(soup)
    without_machinery(soup)
    show_images_in_html(soup)
    return soup.body or soup


def show_images_in_html(soup: BeautifulSoup) -> None:
    """Images written in HTML as Markdown, as those of a generator's marks do."""
    for text in soup.find_all(string=IMAGE_IN_HTML):
        if text.find_parent(["code", "pre"]) is None:
            text.replace_with(*image_parts(soup, str(text)))


def image_parts(soup: BeautifulSoup, text: str) -> Iterator[PageElement]:
    start = 0
    for match in IMAGE_IN_HTML.finditer(text):
        yield NavigableString(text[start : match.start()])
        said = re.sub(r"\\(.)", r"\1", match["words"])
        yield soup.new_tag("img", src=match["address"], alt=said)
        start = match.end()
    yield NavigableString(text[start:])


def has_html(body: str) -> bool:
    """Whether any HTML stands in the body, comments and code aside."""
    return any(
        token.type in HTML_TOKENS and not token.content.lstrip().startswith("<!--")
        for block in READER.parse(body)
        for token in [block, *(block.children or [])]
    )


def with_absolute_links(body: str, found: Found) -> str:
    """The same Markdown with its relative addresses made absolute."""

    def made_absolute(match: re.Match[str]) -> str:
        address = match["address"]
        if match["code"] or address in found.images:
            return match[0]
        return match["before"] + (found.address_of(address) if is_relative(address) else address)

    return LINK_TARGET.sub(made_absolute, body) if found.base_url else body


def same_words(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def short_title_of(front: FrontMatter, title: str) -> str:
    short = front.words(keys.SHORT_TITLE)
    return "" if same_words(short, title) or len(short) > 60 else short


def resources_in(front: FrontMatter, found: Found) -> list[ImportedResource]:
    """Links listed in the front matter, by themselves or under a heading."""
    return [
        ImportedResource(title, address, note)
        for entry in listed(front.first(keys.RESOURCES))
        if (title := plain(entry.get("title") or entry.get("name") or entry.get("text")))
        and (
            address := found.address_of(
                plain(entry.get("url") or entry.get("address") or entry.get("link"))
            )
        )
        for note in [plain(entry.get("note") or entry.get("description"))]
    ]


def listed(value: object) -> Iterator[dict[str, FrontValue]]:
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            yield from listed(entry["links"]) if isinstance(entry.get("links"), list) else [entry]


def printable(values: dict[str, FrontValue]) -> dict[str, str]:
    """What else the front matter said, for the report: as short lines."""
    return {key: shown for key, value in values.items() if (shown := shown_value(value))}


def shown_value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain, value[:20])))
    return plain(value)[:200]

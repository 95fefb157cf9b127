"""An HTML document as a whole: what it says of itself, and which part of it is the page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from accessibility.names.html_tree import with_body
from articles.importers import boilerplate
from articles.importers.dates import as_date
from articles.importers.html import flat_lists, office_lists, tables, visual_headings
from articles.importers.html.archived import saved_from, without_archive
from articles.importers.html.boilerplate import LANDMARKS, without_machinery
from articles.importers.html.elements import every, named
from articles.importers.html.embedded import open_embedded
from articles.importers.html.formulas import open_formulas
from articles.importers.html.hidden import take_out_hidden
from articles.importers.html.looks import apply_styles
from articles.importers.html.pictures import open_fallbacks
from articles.importers.html.size import refuse_too_long
from articles.importers.html.symbols import show_signs
from articles.importers.languages import language_tag
from articles.importers.private_use import without_private_use
from articles.importers.records import LeftOut, UnreadablePage

DEEPEST = 150
MOST = 0.6
AROUND = {"nav": "menu", "header": "page header", "footer": "page footer", "form": "search"}
Json = Any  # a value of JSON


@dataclass
class About:
    """What a document's head says, and what was found out while it was opened."""

    title: str = ""
    site_name: str = ""
    summary: str = ""
    language: str = ""
    base_url: str = ""
    source: str = ""
    authors: list[str] = field(default_factory=list)
    published_on: date | None = None
    updated_on: date | None = None
    expires_on: date | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def parsed(text: str) -> tuple[BeautifulSoup, About]:
    """The document without its machinery, and what its head says."""
    refuse_too_long(text)
    soup = BeautifulSoup(with_body(text), "lxml")
    if soup.find(True) is None:
        raise UnreadablePage("The file contains no readable HTML.")
    refuse_depth(soup)
    archive = without_archive(soup)
    about = about_document(soup)
    for name in ("title", "site_name", "summary"):
        shown, said = without_private_use(getattr(about, name))
        setattr(about, name, shown)
        about.remarks += said
    about.left_out += [*archive, *open_fallbacks(soup), *open_embedded(soup)]
    about.left_out += take_out_hidden(soup)
    open_formulas(soup)
    office_lists.build(soup)
    about.remarks += apply_styles(soup)
    flat_lists.nest(soup)
    without_machinery(soup)
    about.remarks += show_signs(soup)
    tables.linearize(soup)
    if headings := visual_headings.promote(soup, about.title):
        shown = ", ".join(f"“{heading[:60]}”" for heading in headings[:5])
        about.remarks.append(f"Lines in large type were read as headings: {shown}.")
    return soup, about


def refuse_depth(soup: BeautifulSoup) -> None:
    for node in soup.descendants:
        is_leaf = not isinstance(node, Tag) or not node.contents
        if is_leaf and sum(1 for _ in node.parents) > DEEPEST:
            raise UnreadablePage("The page's HTML is nested too deeply to be read.")


def about_document(soup: BeautifulSoup) -> About:
    root = soup.find("html") or soup
    meta = Meta(soup)
    canonical = soup.find("link", rel="canonical")
    source = str(canonical and canonical.get("href") or meta("og:url") or saved_from(soup) or "")
    base = soup.find("base", href=True)
    data = linked_data(soup)
    return About(
        title=words(soup.title.get_text()) if soup.title else "",
        site_name=meta("og:site_name", "application-name"),
        summary=meta("description", "og:description", "dcterms.description", "twitter:description"),
        language=language_tag(root.get("lang") or root.get("xml:lang"), default=""),
        base_url=str(base["href"]) if base else "",
        source=source if urlsplit(source).scheme in ("http", "https") else "",
        authors=[meta("author", "dcterms.creator"), *(author_names(data.get("author")))],
        published_on=as_date(
            meta("article:published_time", "dcterms.date", "dcterms.created", "date")
            or data.get("datePublished")
        ),
        expires_on=as_date(meta("article:expiration_time") or data.get("expires")),
        updated_on=as_date(
            meta("article:modified_time", "dcterms.modified", "last-modified")
            or data.get("dateModified")
        ),
    )


class Meta:
    """What a page says of itself in ``meta`` elements, whatever attribute names it."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.said: dict[tuple[str, str], str] = {}
        for tag in named(soup, ("meta",)):
            for key in ("name", "property", "itemprop"):
                name = str(tag.get(key) or "").lower()
                self.said.setdefault((key, name), words(tag.get("content")))

    def __call__(self, *names: str) -> str:
        """The first of these that it says."""
        keys = ("name", "property", "itemprop")
        found = (self.said.get((key, name)) for name in names for key in keys)
        return next(filter(None, found), "")


def linked_data(soup: BeautifulSoup) -> dict[str, Json]:
    """The first JSON-LD object about a page."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        entries = data.get("@graph", [data]) if isinstance(data, dict) else data
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and ("author" in entry or "datePublished" in entry):
                return entry
    return {}


def author_names(author: object) -> list[str]:
    if isinstance(author, list):
        return [name for each in author for name in author_names(each)]
    if isinstance(author, dict):
        return author_names(author.get("name")) if author.get("@type") != "Organization" else []
    return [words(author)] if isinstance(author, str) else []


def words(value: object) -> str:
    return " ".join(str(value or "").split())


def is_declared_main(element: Tag) -> bool:
    return (
        element.name == "main"
        or element.get("role") == "main"
        or element.get("id") in ("main-content", "maincontent", "content", "main")
    )


def main_element(soup: BeautifulSoup) -> Tag:
    """The element that holds the page's own words."""
    body = soup.body or soup
    declared = [
        element
        for element in every(body)
        if is_declared_main(element) and words(element.get_text())
    ]
    if not declared:
        return around_heading(body)
    main = max(declared, key=lambda element: len(element.get_text()))
    main = next((element for element in declared if main in element.parents), main)
    articles = [each for each in main.find_all("article") if not each.find_parent("article")]
    if len(articles) == 1 and holds_most(articles[0], main):
        return articles[0]
    heading = body.find("h1")
    if heading and main not in heading.parents and (article := heading.find_parent("article")):
        return article if main in article.descendants else main
    return main


def around_heading(body: Tag) -> Tag:
    """Where nothing is declared: the smallest element around the h1 with most of the prose."""
    for element in body.find_all(["nav", "header", "footer", "aside"]):
        element["data-beside"] = "1"
    total = prose_length(body)
    element = body.find("h1") or body.find("article") or body
    while element is not body and prose_length(element) < MOST * total and element.parent:
        element = element.parent
    return (
        element if isinstance(element, Tag) and element.name not in ("h1", "[document]") else body
    )


def prose_length(element: Tag) -> int:
    return sum(
        len(words(each.get_text()))
        for each in element.find_all(["p", "li", "td", "dd", "blockquote"])
        if not each.find_parent(attrs={"data-beside": True})
    )


def holds_most(part: Tag, whole: Tag) -> bool:
    linked = sum(
        len(nav.get_text())
        for nav in whole.find_all(["nav", "aside", "button"])
        if part not in nav.parents
    )
    return len(words(part.get_text())) >= MOST * (len(words(whole.get_text())) - linked)


def pieces_around(soup: BeautifulSoup, main: Tag) -> Iterator[Tag]:
    """The outermost elements beside the page's own, in order."""
    element = soup.body or soup
    while element is not main:
        following = None
        for child in element.find_all(True, recursive=False):
            if child is main or main in child.descendants:
                following = child
            elif words(child.get_text()):
                yield child
        if following is None:
            return
        element = following


def kind_of_piece(piece: Tag) -> str:
    role = str(piece.get("role", "")).lower()
    said = words(piece.get_text(" "))
    known = AROUND.get(piece.name) or LANDMARKS.get(role)
    return known or boilerplate.boilerplate_kind_above_title(said) or "beside the page"


def notices_in(piece: Tag) -> list[LeftOut]:
    """Notices to users of assistive technology, which a header may hold among other things."""
    notices = [
        element
        for element in [piece, *piece.find_all(True)]
        if boilerplate.is_assistive_notice(words(element.get_text(" ")))
    ]
    smallest = [each for each in notices if not any(each in other.parents for other in notices)]
    return [LeftOut(boilerplate.NOTICE, words(each.get_text(" "))) for each in smallest]


def base_address(about: About, given: str) -> str:
    """What relative links of the page start from."""
    return (
        urljoin(given or about.source, about.base_url) if about.base_url else given or about.source
    )

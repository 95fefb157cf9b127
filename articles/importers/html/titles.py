"""A page's title: its own, not its site's.

Old sites put their name into every ``<title>``, often as the only h1. What names the site is known
from the settings, from the page's own head, from what most pages of a folder repeat
(``repeated_names``), and from where a heading stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape

from bs4 import BeautifulSoup, Tag

from articles.importers import boilerplate
from articles.importers.html.plain_words import plain_words

SEPARATOR = re.compile(r"\s+(?:[|–—»«•·~‹›>/:-]|::|&gt;)+\s+|\s*(?:[|»«]|::)\s*")
STRONG = re.compile(r"[|»«•·‹›]|::")
MASTHEAD = re.compile(
    r"(?:^|[-_ ])(?:site-?(?:name|title|branding|header|logo|id)|logo\w*|brand(?:ing)?|masthead"
    r"|banner|header|top-?bar)(?:$|[-_ ])",
    re.I,
)
HOME = re.compile(
    r"(?:https?://[^/]+)?(?:\.{0,2}/)*(?:(?:index|default|home)\.\w+|en/?|home/?)?", re.I
)
PROPER = re.compile(r"[A-ZÀ-Þ0-9&(]|of\b|for\b|and\b|the\b|at\b|in\b|on\b|de\b|la\b|del\b|y\b")
RAW_TITLE = re.compile(r"<title\b[^>]*>(.{0,500}?)</title", re.I | re.S)
RAW_HEADING = re.compile(r"<h1\b[^>]*>(.{0,2000}?)</h1", re.I | re.S)
TAGS = re.compile(r"<[^<>]*>")
ENOUGH = 2


def words(value: object) -> str:
    return " ".join(str(value or "").split())


def title_of(
    soup: BeautifulSoup, main: Tag, head_title: str, site_names: Iterable[str]
) -> tuple[str, Tag | None]:
    """The page's title and the heading that said it; headings of the site get ``data-names``.

    ``head_title``: that of the document.
    """
    names = {name.casefold() for name in site_names if name}
    headings = list(dict.fromkeys([*main.find_all("h1"), *soup.find_all("h1")]))
    headings = [heading for heading in headings if words(heading.get_text(" "))]
    for heading in headings:
        if names_site(heading, soup, head_title, names):
            heading["data-names"] = "site"
        else:
            return without_site_name(said_by(heading), names, only_known=True), heading
    names |= {said_by(heading).casefold() for heading in headings}
    title = without_site_name(head_title, names)
    if title and title.casefold() not in names:
        return title, heading_that_says(title, soup)
    first = main.find(["h2", "h3"])
    if first is not None and words(first.get_text(" ")):
        return said_by(first), first
    if not headings:
        return title, None
    del headings[0]["data-names"]  # nothing else says a title
    return said_by(headings[0]), headings[0]


def said_by(heading: Tag) -> str:
    return plain_words(heading)


def same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def heading_that_says(title: str, soup: BeautifulSoup) -> Tag | None:
    return next((h for h in soup.find_all(["h1", "h2", "h3"]) if same(said_by(h), title)), None)


def names_site(heading: Tag, soup: BeautifulSoup, head_title: str, names: set[str]) -> bool:
    """Whether an h1 says the site's name and something else on the page says its title."""
    said = said_by(heading)
    if said.casefold() in names:
        return True
    others = [part for part in parts_of(head_title) if not same(part, said)]
    told_elsewhere = any(heading_that_says(part, soup) not in (None, heading) for part in others)
    if told_elsewhere and (len(others) < len(parts_of(head_title)) or in_masthead(heading)):
        return True
    has_other = bool(others) or soup.find(["h2", "h3"]) is not None
    return has_other and (leads_home(heading) or (in_masthead(heading) and is_site_name(said)))


def in_masthead(heading: Tag) -> bool:
    """Whether a heading stands in the head that a site's pages share."""
    for element in [heading, *heading.parents]:
        if element.name in ("main", "article", "body"):
            return False
        named = " ".join([*(element.get("class") or []), str(element.get("id") or "")])
        if element.name == "header" or element.get("role") == "banner" or MASTHEAD.search(named):
            return True
    return False


def leads_home(heading: Tag) -> bool:
    link = heading.find("a", href=True) or heading.find_parent("a", href=True)
    if link is None or not same(said_by(link), said_by(heading)):
        return False
    return "home" in (link.get("rel") or []) or bool(HOME.fullmatch(str(link["href"]).strip()))


def is_site_name(text: str) -> bool:
    """ "Example MS Center" is a name; "choosing a clinic" is not."""
    return boilerplate.looks_like_site_name(text) and all(
        PROPER.match(word) for word in text.split() if word[0].isalpha()
    )


def parts_of(title: str) -> list[str]:
    return [part for part in SEPARATOR.split(title) if part.strip()]


def without_site_name(title: str, names: set[str], *, only_known: bool = False) -> str:
    """ "Fatigue" of "Fatigue | Example Center", "Example Center - Fatigue" and the like."""
    parts = parts_of(title)
    kept = [part for part in parts if part.casefold() not in names]
    if len(kept) == len(parts) and not only_known:
        kept = without_likely_name(parts, is_strong=bool(STRONG.search(title)))
    if not kept:
        return title
    start = title.find(kept[0])
    return without_prefix(title[start : title.rfind(kept[-1]) + len(kept[-1])], names)


def without_likely_name(parts: list[str], *, is_strong: bool) -> list[str]:
    if len(parts) < 2:
        return parts
    if is_site_name(parts[-1]):
        return parts[:-1]
    if is_site_name(parts[0]):
        return parts[1:]
    return parts[:-1] if is_strong else parts


def without_prefix(title: str, names: set[str]) -> str:
    """ "Fatigue" of "Example Center: Fatigue", where the name is known."""
    before, colon, after = title.partition(": ")
    return after.strip() if colon and before.casefold() in names and after.strip() else title


# --- Over a folder -------------------------------------------------------------------------------


def repeated_names(pages: Iterable[str]) -> tuple[str, ...]:
    """What most pages of a site say in their titles or first headings while the rest differs.

    ``pages``: the beginnings of the pages' HTML.
    """
    rests: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    seen: dict[str, int] = defaultdict(int)
    count = 0
    for page in pages:
        parts, headings = raw_names(page)
        count += 1
        for name in {*parts, *headings}:
            seen[name] += 1
            rests[name].add(tuple(part for part in (*parts, *headings) if part != name))
    return tuple(
        name
        for name, times in seen.items()
        if times >= ENOUGH and times * 2 > count and len(rests[name] - {()}) >= ENOUGH
    )


def raw_names(page: str) -> tuple[list[str], list[str]]:
    title = RAW_TITLE.search(page)
    return (
        list(names_in(parts_of(plain(title[1])) if title else [])),
        list(names_in(plain(heading) for heading in RAW_HEADING.findall(page))),
    )


def names_in(texts: Iterable[str]) -> Iterator[str]:
    return (text.casefold() for text in texts if text)


def plain(html: str) -> str:
    return words(unescape(TAGS.sub(" ", html)))

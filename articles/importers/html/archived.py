"""Pages saved from a web archive: its bar is taken out, its addresses lead to what it archived.

The Wayback Machine and archives like it put a bar above each page and write their own address
before every other one. A page that only cites an archive keeps that link.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Tag

from articles.importers.html.elements import every
from articles.importers.records import LeftOut

BAR = "bar of a web archive"
BARS = {
    *("wm-ipp-base", "wm-ipp", "wm-ipp-print", "wm-toolbar", "wm-capinfo", "donato", "wm-tb"),
    *("ukwa-ukgwa-banner", "webArchiveInfobox", "wb-ait-banner"),
    *("__wb_banner_div", "__wb_record_header"),
}
HOST = r"(?:https?:)?//[\w.-]*(?:archive|wayback)[\w.-]*(?::\d+)?"
MOMENT = r"\d{4,14}(?:[a-z]{2}_|\*)?"
TARGET = r"(?:https?:/|//|mailto:|tel:|sms:|javascript:|ftp:/).*"
# On an archive's own host the archived address may lack its scheme; anywhere else it may not.
ARCHIVED = re.compile(
    rf"(?:{HOST}/(?:[\w.-]+/){{0,2}}{MOMENT}/(?P<whole>(?:{TARGET})|[\w-]+(?:\.[\w-]+)+(?:[/?#:].*)?)"
    rf"|{HOST}/(?:web|wayback|o)/(?:\w{{4,8}}/)?(?P<undated>{TARGET})"
    rf"|(?:/[\w.-]+){{0,2}}/{MOMENT}/(?P<rooted>{TARGET}))",
    re.I | re.S,
)
ADDRESSES = ("href", "src", "data", "poster", "action", "cite", "longdesc", "background")
SETS = ("srcset", "data-srcset", "data-lazy-srcset", "imagesrcset")
SIGNS = re.compile(r"WAYBACK TOOLBAR|FILE ARCHIVED ON|archived on .{0,60} by the|__wm\.", re.I)
SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(\S+)|^\s*url:\s*(\S+)", re.I | re.M)
MOSTLY = 0.5


def without_archive(soup: BeautifulSoup) -> list[LeftOut]:
    """Take the archive out of a page that came from one, and list what its bar said."""
    if not is_archived(soup):
        return []
    left_out = []
    for bar in bars_in(soup):
        if not bar.decomposed:
            said = " ".join(bar.get_text(" ").split())
            left_out += [LeftOut(BAR, said)] if said else []
            bar.decompose()
    for element, name in addresses_in(soup):
        element[name] = original(str(element[name]))
    return left_out


def bars_in(soup: BeautifulSoup) -> list[Tag]:
    return [element for element in every(soup) if element.get("id") in BARS]


def is_archived(soup: BeautifulSoup) -> bool:
    if bars_in(soup) or any(SIGNS.search(text) for text in machine_words(soup)):
        return True
    links = [str(link["href"]) for link in soup.find_all("a", href=True)]
    archived = sum(1 for link in links if ARCHIVED.fullmatch(link.strip()))
    return (
        bool(links)
        and archived >= max(2, MOSTLY * len(links))
        or any(is_rooted(link) for link in links)
    )


def is_rooted(address: str) -> bool:
    """ "/web/2019…/https://…" makes sense on the archive alone."""
    match = ARCHIVED.fullmatch(address.strip())
    return bool(match and match["rooted"])


def machine_words(soup: BeautifulSoup) -> Iterator[str]:
    yield from soup.find_all(string=lambda text: isinstance(text, Comment))
    yield from (script.get_text()[:2000] for script in soup.find_all("script"))


def addresses_in(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for element in soup.find_all(True):
        for name, value in list(element.attrs.items()):
            is_address = name in ADDRESSES or name in SETS or name.startswith("data-")
            is_meta = element.name == "meta" and name == "content"
            if isinstance(value, str) and (is_address or is_meta) and "/" in value:
                yield element, name


def original(value: str) -> str:
    """The address that an archive's address stands for; several, as in a srcset, one by one."""
    parts = re.split(r"(\s+|,\s+)", value.strip()) if " " in value.strip() else [value.strip()]
    return "".join(one_original(part) for part in parts)


def one_original(address: str) -> str:
    match = ARCHIVED.fullmatch(address)
    if not match:
        return address
    found = match["whole"] or match["undated"] or match["rooted"]
    return found if re.match(TARGET, found, re.I) else f"http://{found}"


def saved_from(soup: BeautifulSoup) -> str:
    """Where a browser or SingleFile says that the page was, in a comment."""
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        if match := SAVED_FROM.search(comment):
            address = one_original(match[1] or match[2])
            if address.startswith(("http://", "https://")):
                return address
    return ""

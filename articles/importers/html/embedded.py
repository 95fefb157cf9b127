"""Frames, objects and image maps, which this site does not show: their words and links stay."""

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.formatter import HTMLFormatter

from articles.importers.records import LeftOut

PROGRAM = re.compile(r"\.(?:swf|class|jar|dcr|xap)(?:[?#]|$)", re.I)
A_PAGE_OF_WORDS = 400
AS_IT_IS = HTMLFormatter(entity_substitution=None)


def open_embedded(soup: BeautifulSoup) -> list[LeftOut]:
    """Turn what is embedded into plain elements; what cannot be said in them is listed."""
    left_out: list[LeftOut] = []
    for frame in soup.find_all("iframe", srcdoc=True):
        open_document(soup, frame)
    for embedded in soup.find_all(["object", "embed"]):
        if not embedded.decomposed:
            left_out += open_object(soup, embedded)
    for image_map in soup.find_all("map"):
        open_map(soup, image_map)
    left_out += open_frames(soup)
    for drawing in soup.find_all("svg"):
        if said := words(drawing):
            left_out.append(LeftOut("words of a drawing", said))
    return left_out


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def open_document(soup: BeautifulSoup, frame: Tag) -> None:
    """A frame that holds its own page becomes that page's words."""
    inner = BeautifulSoup(str(frame["srcdoc"]), "lxml")
    part = soup.new_tag("div")
    part.extend(list((inner.body or inner).children))
    frame.replace_with(part)


def open_object(soup: BeautifulSoup, element: Tag) -> list[LeftOut]:
    """An object's fallback, and a link to what it shows where the fallback has none."""
    address = str(element.get("data") or element.get("src") or "").strip()
    links = {str(link["href"]).strip() for link in element.find_all("a", href=True)}
    left_out = []
    element.name = "div"
    for name in ("data", "src", "type", "width", "height"):
        del element[name]
    if address and PROGRAM.search(address):
        left_out.append(LeftOut("program that browsers no longer run", address))
    elif address and address not in links and not address.startswith("data:"):
        element.append(link_to(soup, address, str(element.get("title") or "")))
    return left_out


def link_to(soup: BeautifulSoup, address: str, name: str = "") -> Tag:
    """A paragraph with a link in it."""
    paragraph = soup.new_tag("p")
    paragraph.append(bare_link(soup, address, name))
    return paragraph


def bare_link(soup: BeautifulSoup, address: str, name: str) -> Tag:
    link = soup.new_tag("a", href=address)
    link.append(NavigableString(name or address.split("?")[0].rstrip("/").rsplit("/", 1)[-1]))
    return link


def open_map(soup: BeautifulSoup, image_map: Tag) -> None:
    """The places of an image map as a list of links."""
    items = soup.new_tag("ul")
    for area in image_map.find_all("area", href=True):
        if name := str(
            area.get("alt") or area.get("title") or area.get("aria-label") or ""
        ).strip():
            item = soup.new_tag("li")
            item.append(bare_link(soup, str(area["href"]), name))
            items.append(item)
    if items.contents:
        image_map.replace_with(items)


def open_frames(soup: BeautifulSoup) -> list[LeftOut]:
    """A frameset has no words: it becomes a list of the pages that it shows."""
    frames = [frame for frame in soup.find_all("frame", src=True) if str(frame["src"]).strip()]
    if not frames:
        return []
    body = soup.new_tag("body")
    items = soup.new_tag("ul")
    body.append(items)
    for frame in frames:
        item = soup.new_tag("li")
        name = str(frame.get("title") or frame.get("name") or "").strip()
        item.append(bare_link(soup, str(frame["src"]), name))
        items.append(item)
    left_out = keep_noframes(soup, body, {str(frame["src"]) for frame in frames})
    outermost = next(each for each in soup.find_all("frameset") if not each.find_parent("frameset"))
    old = outermost.find_parent("body")
    outermost.extract()
    (old.extend(list(body.children)) if old else (soup.html or soup).append(body))
    return left_out


def keep_noframes(soup: BeautifulSoup, body: Tag, shown: set[str]) -> list[LeftOut]:
    """The words for browsers without frames: a whole page stays, a line about browsers goes."""
    left_out = []
    for raw in soup.find_all("noframes"):
        part = BeautifulSoup(raw.decode_contents(formatter=AS_IT_IS), "lxml")  # it is read as text
        said = words(part)
        links = [a for a in part.find_all("a", href=True) if a["href"] not in shown]
        if len(said) > A_PAGE_OF_WORDS:
            body.extend(list((part.find("body") or part).children))
        else:
            left_out += [LeftOut("words for browsers without frames", said)] if said else []
            for link in links:
                body.append(link_to(soup, str(link["href"]), words(link)))
        raw.decompose()
    return left_out

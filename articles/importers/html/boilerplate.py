"""The parts of an HTML document that are the site's, not the page's: found and taken out."""

import re

from bs4 import BeautifulSoup, Comment, Tag

from articles.importers.boilerplate import boilerplate_kind
from articles.importers.html.elements import classes_of, holds
from articles.importers.records import LeftOut

NEVER_CONTENT = ["applet", "base", "canvas", "dialog", "embed", "frame", "frameset", "link", "map"]
NEVER_CONTENT += ["meta", "noscript", "object", "script", "style", "svg", "template"]
LANDMARKS = {
    "navigation": "menu",
    "search": "search",
    "banner": "page header",
    "contentinfo": "page footer",
    "menu": "menu",
    "menubar": "menu",
    "toolbar": "toolbar",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
HINTED = re.compile(
    r"(?:^|[-_ ])(?:(?P<breadcrumbs>breadcrumbs?)|(?P<share>social|share|sharing|addthis|addtoany)"
    r"|(?P<skip>skip-?(?:link|nav|to)?s?)|(?P<cookie>cookies?)|(?P<pager>pager|pagination)"
    r"|(?P<menu>side-?nav\w*|side-?bar\w*|left-?nav|mega-?menu|main-?nav|nav(?:igation|bar)?|menu|toc)"
    r"|(?P<top>back-?to-?top|return-?to-?top)|(?P<modal>modal|overlay)"
    r"|(?P<comments>comments?-(?:form|list|area)|disqus)|(?P<print>print-(?:button|link|page)))"
    r"(?=$|[-_ ])",
    re.I,
)
# A wrapper may bear such a name and hold the whole page; boilerplate holds little of the text.
MOST_OF_PAGE = 0.35
CONTROLS = ["a", "button", "input", "select"]
A_FEW_WORDS = 4


def take_out_boilerplate(main: Tag) -> list[LeftOut]:
    """Remove what is never a page's own words, and say what it was."""
    total = len(main.get_text(" ", strip=True)) or 1
    left_out = []
    for element in main.find_all(True):
        if element.decomposed or element.parent is None:
            continue
        kind = furniture_element_kind(element, total)
        if kind:
            left_out += taken_out(element, kind)
    return left_out


def furniture_element_kind(element: Tag, total: int) -> str:
    role = str(element.get("role", "")).lower()
    if element.name == "nav" or role in LANDMARKS:
        return LANDMARKS.get(role, "menu")
    if element.name in ("form", "search") and is_site_form(element):
        return "search"
    if element.name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "li", "html", "body"):
        return ""
    kind = hinted_kind(element)
    is_ours = kind and holds_little(element, kind, total) and not is_prose(element, kind)
    return kind if is_ours else ""


def is_prose(element: Tag, kind: str) -> bool:
    """Sentences without a link or a button: a class's name alone does not make them boilerplate."""
    if kind in ("cookie notice", "comments") or element.find([*CONTROLS, "svg"]):
        return False
    return len(element.get_text(" ", strip=True).split()) > A_FEW_WORDS


def hinted_kind(element: Tag) -> str:
    names = " ".join([*classes_of(element), str(element.get("id", ""))])
    match = HINTED.search(names)
    return NAMES[match.lastgroup] if match and match.lastgroup else ""


NAMES = {
    "breadcrumbs": "breadcrumbs",
    "share": "share links",
    "skip": "skip link",
    "cookie": "cookie notice",
    "pager": "links to other pages",
    "menu": "menu",
    "top": "link to the page's top",
    "modal": "dialog",
    "comments": "comments",
    "print": "share links",
}


def holds_little(element: Tag, kind: str, total: int) -> bool:
    """Little of the page's text, and for menus mostly links or buttons."""
    text = element.get_text(" ", strip=True)
    if len(text) > MOST_OF_PAGE * total:
        return False
    if kind not in ("menu", "dialog", "cookie notice"):
        return len(text) < 400
    linked = sum(len(a.get_text(" ", strip=True)) for a in element.find_all(["a", "button"]))
    return kind != "menu" or linked >= 0.6 * len(text)


def is_site_form(form: Tag) -> bool:
    """A form for searching, signing in or subscribing; a questionnaire is content."""
    fields = form.find_all(["input", "select", "textarea"])
    kinds = [str(each.get("type", "text")).lower() for each in fields if each.name == "input"]
    asked = [kind for kind in kinds if kind not in ("hidden", "submit", "button", "image", "reset")]
    if "search" in kinds or "password" in kinds or form.get("role") == "search":
        return True
    return len(asked) <= 1 and len(fields) == len(kinds) and len(form.get_text(strip=True)) < 200


def taken_out(element: Tag, kind: str) -> list[LeftOut]:
    """Remove an element; nothing is reported of one without words."""
    text = " ".join(element.get_text(" ", strip=True).split())
    element.decompose()
    return [LeftOut(kind, text)] if text else []


def without_machinery(soup: BeautifulSoup) -> None:
    """Drop scripts, styles, comments and drawings: nobody reads them."""
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    for element in soup.find_all(NEVER_CONTENT):
        if not element.decomposed:
            element.decompose()


def block_kind(block: Tag) -> str:
    """What a finished block is, by its words, when it is boilerplate after all."""
    if block.name in ("ul", "ol"):
        kinds = {boilerplate_kind(item.get_text(" ", strip=True)) for item in block.find_all("li")}
        return kinds.pop() if len(kinds) == 1 else ""
    if block.name == "figure" or holds(block, ("img",)):
        return ""
    return boilerplate_kind(block.get_text(" ", strip=True))


def is_bare_word(block: Tag) -> bool:
    """ "Email", which may be the page's own word unless it is a link or stands among others."""
    return len(block.get_text(" ").split()) == 1 and block.find("a") is None

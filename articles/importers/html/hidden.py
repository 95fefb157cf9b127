"""Words that a saved page hides from its readers: taken out and listed, so that none is published.

Hidden are elements by themselves (``hidden``, ``display: none``, Word's ``mso-hide: all``), by a
rule of the page's own style sheets, or by a class that means it. What a reader can open (a closed
accordion, a tab, ``details``) is the page's and stays.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from articles.importers.html.elements import classes_of
from articles.importers.html.style_rules import HIDES, Rules, shows_itself
from articles.importers.records import LeftOut

KIND = "hidden text"
# Class names of Bootstrap, Foundation, Tailwind and Drupal that hide from everyone.
HIDING = {"d-none", "hidden", "hide", "is-hidden", "invisible", "display-none", "visually-gone"}
# … but for some widths of the screen.
RESPONSIVE = re.compile(
    r"(?:d-(?:sm|md|lg|xl|xxl|print)-(?!none)|(?:sm|md|lg|xl|2xl|print):(?!hidden)|show-for-|visible-)"
)
# … from those who see: meant for screen readers, such as links past a menu.
UNSEEN = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible"}
OPENED_BY = ("aria-controls", "data-target", "data-bs-target", "data-toggle-target", "href", "for")
FOLDS = re.compile(
    r"accordion|collaps|expand|toggle|tab(?:s|-?pane|-?panel|-?content)?(?![a-z])|faq|panel|reveal"
    r"|read-?more|disclosure|drop-?down",
    re.I,
)
FOLDING_ROLES = {"tabpanel", "region", "tab"}


def take_out_hidden(soup: BeautifulSoup) -> list[LeftOut]:
    """Remove what nobody sees; what it said. Style sheets must still be in the page."""
    rules = Rules(soup)
    opened = names_opened(soup)
    left_out = []
    for element in hidden_elements(soup, rules):
        if element.decomposed or can_be_opened(element, opened) or shows_itself(element):
            continue
        text = " ".join(element.get_text(" ").split())
        element.decompose()
        if text:
            left_out.append(LeftOut(KIND, text))
    return left_out


def hidden_elements(soup: BeautifulSoup, rules: Rules) -> Iterator[Tag]:
    body = soup.body or soup
    for element in list(body.find_all(True)):
        if not element.decomposed and element.parent is not None and is_hidden(element, rules):
            yield element


def is_hidden(element: Tag, rules: Rules) -> bool:
    """Whether an element hides what is in it, by its own words or those of a rule."""
    if element.has_attr("hidden"):
        return str(element["hidden"]).lower() != "until-found"
    own = str(element.get("style", ""))
    if own and HIDES.search(own):
        return True
    if is_hidden_block(element):
        return True
    classes = set(classes_of(element))
    if classes & UNSEEN and element.name == "a" and str(element.get("href", "")).startswith("#"):
        return True
    if classes & HIDING and not any(map(RESPONSIVE.match, classes)):
        return True
    return rules.hide(element)


def is_hidden_block(element: Tag) -> bool:
    """A block of words that screen readers pass over, with nothing that a reader would see."""
    if str(element.get("aria-hidden", "")).lower() != "true":
        return False
    return element.name in ("p", "div", "section", "li") and not element.find(["img", "svg"])


def names_opened(soup: BeautifulSoup) -> set[str]:
    """The ids that a button, tab or link of the page opens."""
    named = set()
    for element in soup.find_all(["a", "button", "summary", "li", "div", "span", "label", "input"]):
        for attribute in OPENED_BY:
            named |= {each.lstrip("#") for each in str(element.get(attribute, "")).split()}
    return named


def can_be_opened(element: Tag, opened: set[str]) -> bool:
    """Whether a reader can open what is hidden: it is a panel, or in one."""
    for each in (element, *element.parents):
        if each.name in ("details", "body", "main", "html", "[document]"):
            if each.name == "details":
                return True
            break
        if each.get("id") in opened or str(each.get("role", "")).lower() in FOLDING_ROLES:
            return True
        names = " ".join([*classes_of(each), str(each.get("id", ""))])
        if FOLDS.search(names):
            return True
    return is_after_button(element)


def is_after_button(element: Tag) -> bool:
    """Whether the text right before an element says that it opens something."""
    before = element.find_previous_sibling()
    if before is None:
        return False
    button = (
        before if before.has_attr("aria-expanded") else before.find(True, {"aria-expanded": True})
    )
    return button is not None

"""What our scripts make of the page that the server sends.

The twin of static/accessibility/js/menu.js, for a page that nobody opens in a browser. It must
change when the script does: tests hold both against each other in a real browser.
"""

from lxml import html
from lxml.html import HtmlElement

MENU = ".//nav[@data-behaviour='menu']"
# Hidden by the server, because without scripts it would do nothing; its script shows it.
COMFORT = ".//details[@data-behaviour='comfort']"


def run_scripts(root: HtmlElement, *, narrow: bool = False) -> None:
    """Change the page as they do: buttons for links with a list, all lists closed.

    On a narrow screen the whole menu is behind one button more.
    """
    for panel in root.iterfind(COMFORT):
        panel.attrib.pop("hidden", None)
    for nav in root.iterfind(MENU):
        begin(nav, narrow=narrow)


def begin(nav: HtmlElement, *, narrow: bool) -> None:
    whole = next(nav.iter("ul"), None)
    if whole is None:
        return
    lists = [each for each in whole.iter("ul") if each is not whole]
    controls = [control for each in lists if (control := swap(each, nav)) is not None]
    if narrow:
        menu = button(nav.get("data-menu", ""), whole)
        put_before(whole, menu)
        controls.insert(0, menu)
    if controls and (words := nav.get("data-keyboard-hint", "")):
        hint = html.Element("span", id=f"{whole.get('id', '')}-hint", hidden="")
        hint.text = words
        whole.addnext(hint)
        controls[0].set("aria-describedby", hint.get("id"))


def swap(inner: HtmlElement, nav: HtmlElement) -> HtmlElement | None:
    """Put a button in the place of the link that has a list; the link becomes its first."""
    item = inner.getparent()
    link = next(item.iter("a"), None)
    if link is None or link in inner.iterdescendants("a"):
        return None
    here = next((each for each in link if "current-section" in each.get("class", "")), None)
    control = button(link.text or "", inner)
    control.sourceline = link.sourceline
    if link.get("lang"):
        control.set("lang", link.get("lang"))
    if here is not None:
        control.append(here)
    move_into_list(link, inner, nav.get("data-overview", "{}"))
    put_before(inner, control)
    return control


def button(text: str, controls: HtmlElement) -> HtmlElement:
    """A closed button, and its list hidden as the style sheet hides it."""
    made: HtmlElement = html.Element("button", type="button")
    made.text = text
    made.set("aria-expanded", "false")
    made.set("aria-controls", controls.get("id", ""))
    controls.set("hidden", "")
    return made


def move_into_list(link: HtmlElement, inner: HtmlElement, overview: str) -> None:
    after = link.getnext()
    moved = [link] if after is inner or after is None else [link, after]
    link.text = overview.replace("{}", link.text or "")
    is_there = any(each.get("href") == link.get("href") for each in inner.iter("a"))
    for each in moved:
        each.getparent().remove(each)
    if not is_there:
        item = html.Element("li")
        item.sourceline = link.sourceline
        item.extend(moved)
        inner.insert(0, item)


def put_before(place: HtmlElement, new: HtmlElement) -> None:
    place.addprevious(new)

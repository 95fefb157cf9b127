"""What has to hold of every menu, as checks that say what does not: nothing said is nothing found.

Each check takes a page that has just been loaded. Together they find the faults of
tests/accessibility/menu_faults, which scanners pass.
"""

from collections import Counter
from pathlib import Path

from tests import accessibility
from tests.journeys.menu_walk import changed_by_focus, entries_out_of_reach, ring_at_least, walk

FAULTS = Path(accessibility.__file__).parent / "menu_faults"
MENU_JS = Path("accessibility/static/accessibility/js/menu.js")
CLOSES_AFTER = 250  # ms

BUTTONS = "nav li > button"


def open_sound_menu(page, fault=""):
    """The sound page of the folder, with one of its faults put in."""
    page.set_content((FAULTS / "sound.html").read_text())
    page.add_style_tag(path=FAULTS / "sound.css")
    page.add_script_tag(content=MENU_JS.read_text(), type="module")
    page.wait_for_function("document.documentElement.dataset.menu === 'ready'")
    if fault.endswith(".css"):
        page.add_style_tag(path=FAULTS / fault)
    elif fault:
        script = (FAULTS / fault).read_text() + "\ndocument.documentElement.dataset.fault = 'in';"
        page.add_script_tag(content=script, type="module")
        page.wait_for_function("document.documentElement.dataset.fault === 'in'")


def buttons_that_do_not_open(page):
    """Enter opens what a button stands for; a pointer that rests on it opens nothing."""
    found = []
    for button in page.locator(BUTTONS).all():
        name = button.inner_text()
        links = button.locator("xpath=following-sibling::ul").locator("a")
        button.hover()
        if links.first.is_visible():
            found.append(f"A pointer that rests on “{name}” opens it.")
        page.mouse.move(0, 0)
        button.press("Enter")
        if not links.first.is_visible():
            found.append(f"Enter does not open “{name}”.")
        button.press("Escape")
        page.wait_for_timeout(CLOSES_AFTER)
    return found


def focus_that_is_lost(page):
    """Escape in an open list leaves the focus on the list's button."""
    found = []
    for button in page.locator(BUTTONS).all():
        button.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        page.wait_for_timeout(CLOSES_AFTER)
        if not button.evaluate("button => button === document.activeElement"):
            found.append(f"Escape in “{button.inner_text()}” loses the focus.")
    return found


def out_of_reach(page):
    return [f"Tab does not reach “{name}”." for name in entries_out_of_reach(page)]


def landmarks_alike(page):
    """Every navigation has a name of its own, which does not say what it is."""
    names = [each["name"] for each in tree_of(page) if each["role"] == "navigation"]
    found = [
        f"{count} menus are called “{name}”." for name, count in Counter(names).items() if count > 1
    ]
    said_twice = [name for name in names if {"menu", "navigation"} & set(name.lower().split())]
    return found + [f"“{name}” would be heard as “{name} navigation”." for name in said_twice]


def states_on_other_elements(page):
    """Open or closed is said by the button that does it, and by nothing else."""
    found = page.evaluate("""() => [...document.querySelectorAll("nav [aria-expanded]")]
        .filter((each) => !each.matches("button[aria-controls]")).map((each) => each.tagName)""")
    return [f"<{name.lower()}> says whether it is open, and nobody presses it." for name in found]


def hints_too_many(page):
    """The keyboard hint describes one button, the first that shows."""
    described = page.evaluate("""() => [...document.querySelectorAll("nav button")]
        .filter((button) => button.checkVisibility())
        .map((button) => button.hasAttribute("aria-describedby"))""")
    return [f"{sum(described)} buttons have a hint."] if any(described[1:]) else []


def names_without_their_words(page):
    """What is called by voice is what is seen."""
    found = []
    for each in tree_of(page):
        if each["role"] in ("button", "link") and each["text"] not in each["name"]:
            found.append(f"“{each['text']}” is called “{each['name']}”.")
    return found


def focus_against_reading(page):
    """Tab goes through a menu in the order of the page, which is the order on the screen."""
    stops = [stop for stop in walk(page) if stop.in_menu]
    names = page.evaluate("""() => [...document.querySelectorAll("nav a, nav button")]
        .map((each) => each.textContent.trim().replace(/\\s+/g, " "))""")
    found = [
        f"“{other.name}” is reached after “{one.name}”, and read before it."
        for one, other in zip(stops, stops[1:], strict=False)
        if names.index(one.name) > names.index(other.name)
    ]
    return found + [
        f"“{other}” is reached after “{one}”, and seen before it."
        for one, other in page.evaluate(SEEN_BEFORE)
    ]


# Neighbors of a list of which the later one stands to the left in the same row, or higher up.
SEEN_BEFORE = """() => [...document.querySelectorAll("nav ul")].flatMap((list) => {
  const entries = [...list.children].map((item) => item.querySelector("a, button"))
    .filter((entry) => entry?.checkVisibility());
  return entries.slice(1).map((later, place) => [entries[place], later]).filter(([one, other]) => {
    const [here, there] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const isSameRow = Math.abs(here.top - there.top) < Math.min(here.height, there.height) / 2;
    return isSameRow ? there.left < here.left : there.top < here.top;
  }).map((pair) => pair.map((entry) => entry.textContent.trim()));
})"""


def focus_that_does_not_show(page):
    found = []

    def look(stop):
        if changed_by_focus(page, stop) < ring_at_least(stop):
            found.append(f"The focus on “{stop.name}” does not show.")

    walk(page, look)
    return found


VISIBLE_TEXT = "function() { return this.innerText.trim().replace(/\\s+/g, ' ') }"


def tree_of(page):
    """Role, name and visible text of what assistive technology is given."""
    client = page.context.new_cdp_session(page)
    found = []
    for node in client.send("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in ("navigation", "button", "link"):
            continue
        element = client.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})
        text = client.send(
            "Runtime.callFunctionOn",
            {
                "objectId": element["object"]["objectId"],
                "functionDeclaration": VISIBLE_TEXT,
                "returnByValue": True,
            },
        )
        found.append({"role": role, "name": node["name"]["value"], "text": text["result"]["value"]})
    return found


# By the fault that each finds.
CHECKS = {
    "hover-only.js": buttons_that_do_not_open,
    "focus-lost-on-close.js": focus_that_is_lost,
    "tabindex-minus-one.js": out_of_reach,
    "doubled-landmark-name.js": landmarks_alike,
    "expanded-on-the-wrong-element.js": states_on_other_elements,
    "hint-on-every-button.js": hints_too_many,
    "label-without-the-visible-words.js": names_without_their_words,
    "focus-order-against-reading-order.css": focus_against_reading,
    "invisible-focus.css": focus_that_does_not_show,
}

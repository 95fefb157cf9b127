"""Walking a page with the Tab key alone, as someone does who has nothing else."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

MOST_STOPS = 200
RING = 6  # CSS px around an element in which its focus ring shows

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  return {
    name: element.textContent.trim().replace(/\\s+/g, " ") || element.id,
    in_menu: Boolean(element.closest("nav")),
    closed: element.matches("[aria-expanded=false]"),
    box: { x, y, width, height },
  };
}"""
ENTRIES = """() => [...document.querySelectorAll("nav a, nav button, nav [role=menuitem]")]
  .filter((entry) => !entry.matches(".menu-button") || entry.checkVisibility())
  .map((entry) => entry.textContent.trim().replace(/\\s+/g, " "))"""


@dataclass(frozen=True)
class Stop:
    name: str
    in_menu: bool
    closed: bool
    box: dict


def focused(page):
    """Where the focus is; None on the page itself."""
    found = page.evaluate(FOCUSED)
    return found and Stop(**found)


def walk(page, at_stop=lambda stop: None):
    """Every stop of the Tab key from the start of the page; closed menus are opened on the way."""
    stops = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop is None:
            return stops
        at_stop(stop)
        stops.append(stop)
        if stop.in_menu and stop.closed:
            page.keyboard.press("Enter")
    raise AssertionError(f"Tab goes round and round: {[stop.name for stop in stops[-9:]]}")


def entries_out_of_reach(page):
    """Entries of menus that Tab never comes to."""
    reached = [stop.name for stop in walk(page) if stop.in_menu]
    return [name for name in page.evaluate(ENTRIES) if name not in reached]


def changed_by_focus(page, stop):
    """How many pixels in and around the focused element change when the focus leaves it."""
    clip = {
        "x": max(0, stop.box["x"] - RING),
        "y": max(0, stop.box["y"] - RING),
        "width": stop.box["width"] + 2 * RING,
        "height": stop.box["height"] + 2 * RING,
    }
    with_focus = picture(page, clip)
    element = page.evaluate_handle("document.activeElement")
    element.evaluate("element => element.blur()")
    without_focus = picture(page, clip)
    element.evaluate("element => element.focus({ focusVisible: true })")
    difference = ImageChops.difference(with_focus, without_focus).convert("L")
    return sum(difference.point(lambda value: value > 48).histogram()[1:])


def picture(page, clip):
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


def ring_at_least(stop):
    """Pixels of a ring 2 CSS px thick, less a fifth for rounded corners and line breaks."""
    return 0.8 * 2 * 2 * (stop.box["width"] + stop.box["height"])

"""The table of what a main menu must say, held against what Orca does say."""

import re

from accessibility.hints import DEFAULT_KEYBOARD_HINT as HINT

MOST_PRESSES = 15  # more than there are stops before the first menu button


def in_order(said, *expected):
    """Whether the parts are heard one after the other, whatever else is said between them."""
    return re.search(".*?".join(map(re.escape, expected)), " / ".join(said), re.DOTALL) is not None


def press_until(listener, key, words, *, most=MOST_PRESSES):
    """Press ``key`` until ``words`` are heard, at most so often; what was said then."""
    heard = []
    for _ in range(most):
        heard.append(said := listener.press(key))
        if words in " / ".join(said):
            return said
    raise AssertionError(f"“{words}” was not heard: {heard}")


def check_menu_is_spoken(listener, *, first, links, second, entries):
    """The table of what must be spoken from the page's start, with any two menus side by side."""
    assert in_order(listener.press("Tab"), "Skip to main content")

    said = press_until(listener, "Tab", f"{first} ")
    assert in_order(said, "navigation", "Main", f"List with {entries} items", first, "collapsed")
    assert " / ".join(said).count(HINT) == 1

    assert in_order(listener.press("Return"), "expanded")
    assert in_order(listener.press("Down"), links[0], "link")
    assert in_order(listener.press("Tab"), links[1], "link")
    said = listener.press("Escape")
    assert in_order(said, first, "collapsed")
    assert HINT not in " / ".join(said)

    said = listener.press("Tab")
    assert in_order(said, second, "collapsed")
    assert HINT not in " / ".join(said)

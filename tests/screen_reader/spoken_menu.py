"""The table of what a main menu must say, held against what Orca does say."""

import re
import time

from accessibility.hints import DEFAULT_KEYBOARD_HINT as HINT

SECONDS_TO_SPEAK = 20
MOST_PRESSES = 15  # more than there are stops before the first menu button


def in_order(said, *expected):
    """Whether the parts are heard one after the other, whatever else is said between them."""
    return re.search(".*?".join(map(re.escape, expected)), " / ".join(said), re.DOTALL) is not None


def press_and_hear(listener, key, *expected):
    """Press ``key``; what was said once the parts were heard in order. A busy machine has time."""
    position = listener.position()
    said = listener.press(key)
    deadline = time.monotonic() + SECONDS_TO_SPEAK
    while not in_order(said, *expected):
        assert time.monotonic() < deadline, (expected, said)
        listener.wait_for_silence()
        said = listener.said_since(position)
    return said


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
    press_and_hear(listener, "Tab", "Skip to main content")

    said = press_until(listener, "Tab", f"{first} ")
    assert in_order(said, "navigation", "Main", f"List with {entries} items", first, "collapsed")
    assert " / ".join(said).count(HINT) == 1

    press_and_hear(listener, "Return", "expanded")
    press_and_hear(listener, "Down", links[0], "link")
    press_and_hear(listener, "Tab", links[1], "link")
    said = press_and_hear(listener, "Escape", first, "collapsed")
    assert HINT not in " / ".join(said)

    said = press_and_hear(listener, "Tab", second, "collapsed")
    assert HINT not in " / ".join(said)

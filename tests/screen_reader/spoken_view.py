"""Holds the spoken view against real Orca: the same words in the same order."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from accessibility.spoken import Heard

WORD = re.compile(r"\w+(?:['’]\w+)*")
BEFORE_THE_PAGE = ("Page has", "Finished loading")
# Orca tells with a word when it hands the keys to the page and takes them back.
MODES = frozenset({"Focus mode", "Browse mode"})
KEYS = {"Enter": "Return"}


@dataclass(frozen=True)
class Agreement:
    """How much of both sides is the same words in the same order; what differs, in lines."""

    ratio: float
    differences: list[str]


def words_in(texts):
    return WORD.findall(" ".join(texts).casefold())


def agreement(ours, orcas):
    """Both sides are lists of what is said, in order."""
    ours, orcas = words_in(ours), words_in(orcas)
    matcher = SequenceMatcher(None, ours, orcas, autojunk=False)
    differences = [
        f"after “{' '.join(ours[max(0, a - 4) : a])}”: "
        f"ours “{' '.join(ours[a:b])}”, Orca’s “{' '.join(orcas[c:d])}”"
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return Agreement(matcher.ratio(), differences)


def said_while_reading(utterances):
    return [each.text for each in utterances if each.heard is Heard.ALWAYS]


def read_aloud(listener, url, *, width=1280):
    """What Orca says of a page from its start to its end.

    It reads a page by itself once it is there; if it was too busy for that, it is asked to.
    """
    said = after_loading(listener.visit(url, width=width))
    if not said:
        listener.press("ctrl+Home")
        said = listener.press("KP_Add")
    return said


def after_loading(said):
    last = max((n for n, text in enumerate(said) if text.startswith(BEFORE_THE_PAGE)), default=-1)
    return [text for text in said[last + 1 :] if not text.endswith(("document web.", "frame."))]


def walk_menu(listener, menu, url, *, width=1280):
    """What Orca says at each key of the spoken menu's two walks: closed, then opened."""
    return [
        walk(listener, steps, menu.tabs_before, url, width=width)
        for steps in (menu.closed, menu.opened)
    ]


def walk(listener, steps, tabs_before, url, *, width):
    listener.visit(url, width=width)
    for _ in range(tabs_before):
        listener.press("Tab")
    return [
        " / ".join(
            text for text in listener.press(KEYS.get(step.key, step.key)) if text not in MODES
        )
        for step in steps
    ]

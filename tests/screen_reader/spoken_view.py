"""Holds the spoken view against real Orca: the same words in the same order."""

import re
import time
from dataclasses import dataclass
from difflib import SequenceMatcher

from accessibility.spoken import Heard

WORD = re.compile(r"\w+(?:['’]\w+)*")
BEFORE_THE_PAGE = ("Page has", "Finished loading")
# Orca tells with a word when it hands the keys to the page and takes them back.
MODES = frozenset({"Focus mode", "Browse mode"})
LAST_WORDS = 4
PAUSE, MOST_SECONDS = 5, 240
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


def read_to_the_end(listener, ours):
    """What Orca says of the page that is open, from its start to its end.

    It reads a page by itself once it is there; if it was too busy for that, it is asked to. A busy
    machine pauses: we wait for the last words of ``ours``, or for a silence that is none of those.
    """
    if heard := heard_since(listener, listener.start_of_visit, ours):
        return heard
    listener.press("ctrl+Home")
    position = listener.position()
    listener.press("KP_Add")
    return heard_since(listener, position, ours)


def heard_since(listener, position, ours):
    last = words_in(ours)[-LAST_WORDS:]
    deadline = time.monotonic() + MOST_SECONDS
    while time.monotonic() < deadline:
        before = listener.position()
        heard = after_loading(listener.said_since(position))
        if words_in(heard)[-LAST_WORDS:] == last:
            break
        listener.wait_for_silence(PAUSE)
        if listener.position() == before:
            break
    return heard


def after_loading(said):
    last = max((n for n, text in enumerate(said) if text.startswith(BEFORE_THE_PAGE)), default=-1)
    return [text for text in said[last + 1 :] if not text.endswith(("document web.", "frame."))]


def walk(listener, steps, tabs_before):
    """What Orca says at each key of a walk through a spoken menu, from the page's start."""
    for _ in range(tabs_before):
        listener.press("Tab")
    return [
        text
        for step in steps
        for text in listener.press(KEYS.get(step.key, step.key))
        if text not in MODES
    ]

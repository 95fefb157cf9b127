"""How much is heard on the way to each link of a menu, as the spoken view has it."""

from itertools import accumulate

from accessibility.menus.keystrokes import CLOSED
from accessibility.menus.tree import Trail, Tree, walk
from accessibility.spoken import SpokenMenu, spoken_menu
from accessibility.spoken.walking import Step


def spoken_items(html: str, tree: Tree, *, slug: str) -> dict[Trail, int]:
    """What is said from the first Tab into the menu to the focus on each entry's own page.

    ``html`` is the menu as its template shows it. Counted is whatever is said at a key: the
    landmark, the list, the link or button with its state, a description or hint.
    """
    heard = spoken_menu(html)
    if slug not in CLOSED:
        said = accumulate(map(_said, heard.closed))
        return dict(zip((trail for trail, _ in walk(tree)), said, strict=False))
    by_place = _behind_buttons(heard)
    counted = {trail: by_place.get((trail[0], node["address"])) for trail, node in walk(tree)}
    return {trail: count for trail, count in counted.items() if count is not None}


def _behind_buttons(heard: SpokenMenu) -> dict[tuple[int, str], int]:
    """The items to each link, by its place on the first level and where it leads."""
    closed = list(accumulate(map(_said, heard.closed)))
    tabs = [_said(step) for step in heard.opened if step.key == "Tab"]
    enter = next((_said(step) for step in heard.opened if step.key == "Enter"), 0)
    found: dict[tuple[int, str], int] = {}
    for number, reach in enumerate(heard.reaches):
        to_top = reach.keys.index("Enter") if "Enter" in reach.keys else len(reach.keys)
        inside = max(len(reach.keys) - to_top - 1, 0)
        said = closed[to_top - 1]
        if inside:
            said += enter + sum(tabs[number - inside + 1 : number + 1])
        found.setdefault((to_top - 1, reach.goes_to), said)
    return found


def _said(step: Step) -> int:
    """Not every screen reader says a landmark or a list again: the most that may be said counts."""
    return len(step.utterances)

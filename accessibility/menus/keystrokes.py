"""How many keys lead to each link of a menu, counted from its tree alone.

Closed menus, as the public pages build them: in the main menu an entry with a list is a button;
Enter opens it, and its own page is the first link of the list. Every other menu shows all it has,
so each link is one more press of Tab.
"""

from dataclasses import dataclass

from accessibility.menus.tree import Trail, Tree, walk

CLOSED = ("main",)  # menus whose lists open by a button


@dataclass(frozen=True)
class Keys:
    """Presses from before the menu to the focus on a link, its lists closed at the start."""

    tabs: int
    enters: int = 0

    def __str__(self) -> str:
        tabs = f"{self.tabs} × Tab"
        return f"{tabs}, {self.enters} × Enter" if self.enters else tabs


def keys_to_links(tree: Tree, *, slug: str) -> dict[Trail, Keys]:
    """The keys to every entry's own page, by its trail."""
    if slug in CLOSED:
        return {
            trail: keys
            for place, node in enumerate(tree, start=1)
            for trail, keys in _behind_button(place, node["items"], node["address"])
        }
    trails = (trail for trail, _ in walk(tree))
    return {trail: Keys(number) for number, trail in enumerate(trails, start=1)}


def _behind_button(place: int, items: Tree, own: str) -> list[tuple[Trail, Keys]]:
    top = (place - 1,)
    if not items:
        return [(top, Keys(place))]
    below = list(walk(items, top))
    # The entry's own page leads its list, unless the list names it already.
    named = next((trail for trail, node in below if own and node["address"] == own), None)
    first = 1 if named else 2
    found = {trail: Keys(place + number, 1) for number, (trail, _) in enumerate(below, start=first)}
    return [(top, found[named] if named else Keys(place + 1, 1)), *found.items()]

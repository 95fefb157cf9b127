"""What the page of a menu shows: the tree with everything that is known about each entry."""

from django.template.loader import render_to_string
from django.utils import timezone

from accessibility.menus import acts
from accessibility.menus.diff import changes_between
from accessibility.menus.keystrokes import keys_to_links
from accessibility.menus.listening import spoken_items
from accessibility.menus.tree import OVERVIEW, entries_on, levels_of, walk
from accessibility.menus.undo import last_step, next_step
from accessibility.models import MenuItem
from accessibility.views.editorial import MAY_ARRANGE, MAY_PUBLISH
from accessibility.views.menu_forms import MenuItemForm, PublishMenuForm

ALL_OPEN_UP_TO = 60  # entries; a longer menu comes with its lists closed
LISTENED_TO_UP_TO = 150  # entries
NAMED = "accessibility/_named_menu.html"
TEMPLATES = {
    "main": "accessibility/_main_menu.html",
    "quick-links": "accessibility/_quick_links.html",
    "footer": "accessibility/_footer_menu.html",
}
OTHER_WAY = {"up": "down", "down": "up", "in": "out", "out": "in"}


def overview(menu, request):
    """What the menu's page shows beside its form: the tree, its state, what needs fixing."""
    asked = request.GET
    tree = acts.working_tree(menu)
    nodes = dict(walk(tree))
    _describe(tree, nodes, menu)
    _listen(nodes, tree, menu)
    proof = _proof(nodes, menu)
    live = acts.live_version(menu)
    return {
        "tree": tree,
        "entry_count": len(nodes),
        "live": live,
        "state": acts.state_of(menu, live=live),
        "changes": changes_between(live.tree, tree) if live else [],
        "publish_form": PublishMenuForm(),
        "may_publish": request.user.has_perm(MAY_PUBLISH),
        "may_arrange": request.user.has_perm(MAY_ARRANGE),
        "last_step": last_step(menu),
        "next_step": next_step(menu),
        **proof,
        **_found(nodes, words=asked.get("find", "")),
        **_panel(nodes, menu, asked=asked),
    }


NOT_SAID = ("is_hidden", "is_match", "is_opened", "adds_under", "focus", "heard")


def _describe(tree, nodes, menu):
    """Give every node what the template says about it."""
    levels, keys = levels_of(menu.slug), keys_to_links(tree, slug=menu.slug)
    for trail, node in nodes.items():
        siblings = nodes[trail[:-1]]["items"] if len(trail) > 1 else tree
        is_first = trail[-1] == 0
        # Everything the template asks for is there: looking in vain takes most of its time.
        node |= dict.fromkeys(NOT_SAID, "")
        node |= {
            "keys": str(keys[trail]),
            "errors": [],
            "warnings": [],
            "is_first": is_first,
            "is_last": trail[-1] == len(siblings) - 1,
            "may_go_in": not is_first and len(trail) + _height(node) <= levels,
            "may_go_out": len(trail) > 1,
            "may_have_list": len(trail) < levels,
            "below": sum(1 for _ in walk(node["items"])),
            "is_open": len(nodes) <= ALL_OPEN_UP_TO,
        }


def _listen(nodes, tree, menu):
    """How much is heard on the way to each entry; a long menu is not read to its end."""
    if not 0 < len(nodes) <= LISTENED_TO_UP_TO:
        return
    arranged = acts.as_arranged(menu)
    context = {
        "menu": arranged,
        "entries": entries_on(arranged.items, path="", id=menu.slug),
        "overview": OVERVIEW,
    }
    html = render_to_string(TEMPLATES.get(menu.slug, NAMED), context)
    for trail, count in spoken_items(html, tree, slug=menu.slug).items():
        nodes[trail]["heard"] = count


def _height(node):
    return 1 + max((_height(child) for child in node["items"]), default=0)


def _proof(nodes, menu):
    """Errors and warnings, each at its entry and in a list that leads there."""
    errors, warnings = [], []
    for problem in acts.problems_of(menu, at=timezone.now()):
        node = nodes.get(problem.trail)
        (errors if problem.is_error else warnings).append(
            {"message": problem.message, "node": node}
        )
        if node is not None:
            node["errors" if problem.is_error else "warnings"].append(problem.message)
    return {"errors_found": errors, "warnings_found": warnings}


def _found(nodes, *, words):
    """The entries that hold every word, with their parents; all, where none is asked."""
    wanted = words.casefold().split()
    if not wanted:
        return {"find": "", "found_count": len(nodes), "tree_filtered": False}
    for node in nodes.values():
        node["is_hidden"], node["is_open"] = True, True
    found = [trail for trail, node in nodes.items() if _holds(node, wanted)]
    for trail in found:
        nodes[trail]["is_match"] = True
        for length in range(1, len(trail) + 1):
            nodes[trail[:length]]["is_hidden"] = False
    return {"find": words, "found_count": len(found), "tree_filtered": True}


def _holds(node, words):
    text = " ".join((node["label"], node["address"], node["description"])).casefold()
    return all(word in text for word in words)


def _panel(nodes, menu, *, asked):
    """The entry whose panel stands open, and the one whose button gets the focus."""
    by_pk = {str(node["id"]): (trail, node) for trail, node in nodes.items()}
    names = ("moved", "at", "under", "shown")
    moved, opened, under, shown = (by_pk.get(asked.get(name, "")) for name in names)
    for place in filter(None, (moved, opened, under, shown)):
        _open_up_to(nodes, place[0])
    if shown:
        shown[1]["is_match"] = True
    if moved:
        moved[1]["focus"] = _button_for(moved[1], asked.get("key", ""))
    if opened:
        opened[1]["is_opened"] = True
        opened[1]["focus"] = opened[1]["focus"] or "panel"
    if under:
        under[1]["adds_under"] = under[1]["is_open"] = True
    return {
        "adds": "add" in asked or bool(under),
        "panel_form": _form(menu, opened, under, asked=asked),
        "targets": _targets(nodes, opened) if opened else [],
        "target": asked.get("target", ""),
    }


def _open_up_to(nodes, trail):
    for length in range(1, len(trail) + 1):
        nodes[trail[:length]]["is_hidden"] = False
        if length < len(trail):
            nodes[trail[:length]]["is_open"] = True


def _button_for(node, key):
    """The button that was pressed, or where it is gone the one for the other way."""
    there = {
        "up": not node["is_first"],
        "down": not node["is_last"],
        "in": node["may_go_in"],
        "out": node["may_go_out"],
        "target": True,
    }
    return next((each for each in (key, OTHER_WAY.get(key, "")) if there.get(each)), "label")


def _form(menu, opened, under, *, asked):
    """The form of the open panel: an entry being changed, or a new one."""
    if opened:
        return MenuItemForm(instance=menu.items.get(pk=opened[1]["id"]), menu=menu)
    if under or "add" in asked:
        initial = {"parent": under[1]["id"] if under else None}
        return MenuItemForm(instance=MenuItem(menu=menu), initial=initial, menu=menu)
    return None


def _targets(nodes, opened):
    """Where an entry may be sent: every other one that is not in its own list."""
    own = opened[0]
    return [
        {"node": node, "indent": "– " * (len(trail) - 1)}
        for trail, node in nodes.items()
        if trail[: len(own)] != own
    ]

"""Prints what Chromium gives to the desktop's accessibility bus, as JSON, a node a line.

Run by Debian's own Python, which has pyatspi: it must not import anything of ours.
"""

import json

import pyatspi

STATES = {
    pyatspi.STATE_FOCUSED: "focused",
    pyatspi.STATE_EXPANDABLE: "expandable",
    pyatspi.STATE_EXPANDED: "expanded",
    pyatspi.STATE_HAS_POPUP: "has popup",
}


def find_document(node, depth=0):
    if node is None or depth > 25:
        return None
    if node.getRole() == pyatspi.ROLE_DOCUMENT_WEB:
        return node
    return next(filter(None, (find_document(child, depth + 1) for child in node)), None)


def walk(node):
    if node is None:
        return
    yield node
    for child in node:
        yield from walk(child)


def described(node):
    states = node.getState()
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "states": sorted(word for state, word in STATES.items() if states.contains(state)),
        "attributes": dict(pair.split(":", 1) for pair in node.getAttributes() if ":" in pair),
    }


for application in filter(None, pyatspi.Registry.getDesktop(0)):
    for window in application:
        # A window that was left may still be in the tree of its application.
        if window.getState().contains(pyatspi.STATE_ACTIVE):
            for node in walk(find_document(window)):
                print(json.dumps(described(node)))

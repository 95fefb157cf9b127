"""Hands for journeys without a mouse: Tab to what is named, then the key that works it."""


def go_to(page, name, *, role="button", reach=120):
    """Press Tab until the named thing has the focus; fails when Tab never gets there."""
    wanted = page.get_by_role(role, name=name, exact=isinstance(name, str)).first
    return reach_for(page, wanted, name, reach=reach)


def reach_for(page, wanted, name, *, reach=120):
    for _ in range(reach):
        if wanted.evaluate("it => it === document.activeElement"):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach “{name}”")


def fill(page, label, text, *, role="textbox"):
    go_to(page, label, role=role)
    page.keyboard.insert_text(text)


def press(page, name, *, role="link"):
    """Go there, press Enter, and be on the next page."""
    go_to(page, name, role=role)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_more(page):
    """Open the list of everything else that can be done with a page."""
    reach_for(page, page.locator(".more-acts > summary"), "More")
    page.keyboard.press("Enter")


def tick(page, name, *, role="checkbox"):
    go_to(page, name, role=role)
    page.keyboard.press("Space")


def choose(page, label, beginning):
    """An option of a list, by typing how it begins."""
    go_to(page, label, role="combobox")
    page.keyboard.type(beginning)


def type_moment(page, group, *, day, time):
    """A day and a time into the two fields of a group, as the browser's own fields take them."""
    for label, keys in (("Date", day), ("Time", time)):
        reach_for(page, page.get_by_role("group", name=group).get_by_label(label), label)
        page.keyboard.type(keys)

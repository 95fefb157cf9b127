"""What numbers a list shows: in a real browser, under the site's style sheets, and as spoken."""

from pathlib import Path

from django.conf import settings

from accessibility.names.html_tree import parse
from accessibility.spoken.markers import Markers
from articles.markup import render

SHEETS = ["tokens.css", "base.css", "components/prose.css", "print.css"]
LISTS = """
4. four
7. {value=7} seven
8. eight

Wait.

c) three
d) four
   i) inner
   ii) another

IV) four

2. two
1. one

Then.

1. {value=-1} below nothing
1. nothing
"""


def shown_markers(page):
    """The markers that the browser tells assistive technology of, in reading order."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    nodes = {each["nodeId"]: each for each in tree["nodes"]}

    def under(node):
        if node["role"]["value"] == "ListMarker":
            yield node["name"]["value"].strip()
        for child in node.get("childIds", []):
            if child in nodes:
                yield from under(nodes[child])

    return list(under(tree["nodes"][0]))


def test_a_browser_shows_the_numbers_that_are_spoken(browser):
    html = render(LISTS).html
    css = Path(settings.BASE_DIR, "mscoe/static/mscoe/css")
    sheets = "\n".join((css / name).read_text(encoding="utf-8") for name in SHEETS)
    page = browser.new_page()
    page.set_content(f"<style>{sheets}</style><main class=prose>{html}</main>")
    markers = Markers()

    spoken = [markers.of(item) for item in parse(html).iter("li")]

    assert spoken == [
        "4.", "7.", "8.", "c.", "d.", "i.", "ii.", "IV.", "2.", "1.", "-1.", "0.",
    ]  # fmt: skip
    assert shown_markers(page) == spoken
    page.close()

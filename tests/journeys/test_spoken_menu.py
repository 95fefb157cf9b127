"""The spoken menu against the real script in a real browser."""

from urllib.request import urlopen

import pytest

from accessibility.names import Semantics
from accessibility.names.html_tree import parse
from accessibility.spoken import spoken_menu
from accessibility.spoken.scripts import MENU, run_scripts
from tests.journeys import whole_site

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = {False: 1280, True: 600}  # by whether the screen is narrow
ATTRIBUTES = ("aria-controls", "aria-describedby", "aria-expanded", "href", "id", "lang")
LINES = """
(attributes) => {
  const lines = (element) => [
    [
      element.localName,
      ...attributes.map((name) => element.getAttribute(name)),
      element.checkVisibility() ? "seen" : "hidden",
      [...element.childNodes].map((node) => node.nodeType === 3 ? node.data.trim() : "").join(""),
    ].filter(Boolean).join(" "),
    ...[...element.children]
      .filter((child) => child.checkVisibility() || !child.matches(".menu-button"))
      .flatMap(lines),
  ];
  return lines(document.querySelector("nav[data-behaviour=menu]"));
}
"""
FOCUS = (
    "() => [document.activeElement.innerText, document.activeElement.getAttribute('href') ?? '']"
)


@pytest.fixture
def html(media_root, live_server):
    address = whole_site.build()["page"]
    with urlopen(live_server.url + address) as answer:
        return address, answer.read().decode()


def lines_of(nav):
    semantics = Semantics(nav.getroottree().getroot())
    return [
        " ".join(
            filter(
                None,
                [
                    element.tag,
                    *(element.get(name) for name in ATTRIBUTES),
                    "hidden" if semantics.is_hidden(element) else "seen",
                    own_text(element),
                ],
            )
        )
        for element in nav.iter("*")
    ]


def own_text(element):
    texts = (element.text, *(child.tail for child in element))
    return "".join(text.strip() for text in texts if text)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_menu_is_changed_as_the_script_changes_it(narrow, html, open_page):
    address, source = html
    page = open_page(viewport={"width": WIDTHS[narrow], "height": 900})
    page.goto(address)
    page.wait_for_selector("html[data-menu=ready]")

    root = parse(source)
    run_scripts(root, narrow=narrow)

    assert lines_of(root.find(MENU)) == page.evaluate(LINES, list(ATTRIBUTES))


@pytest.mark.parametrize("narrow", [False, True])
def test_the_keys_that_are_told_lead_to_each_link(narrow, html, open_page):
    address, source = html
    menu = spoken_menu(source, narrow=narrow)
    page = open_page(viewport={"width": WIDTHS[narrow], "height": 900})

    for reach in menu.reaches:
        page.goto(address)
        page.wait_for_selector("html[data-menu=ready]")
        for key in (*["Tab"] * menu.tabs_before, *reach.keys):
            page.keyboard.press(key)

        text, goes_to = page.evaluate(FOCUS)
        assert (" ".join(text.split()), goes_to) == (reach.text, reach.goes_to)

"""How far our roles, names, descriptions, levels and states agree with Chromium's own.

    python -m bench.names_score [--site URL] [--shared FOLDER] [--show N]

Every element of a page is marked in its source, so that both sides speak of the same one; Chromium
tells its accessibility tree over its debugging protocol. Our own pages are read with their style
sheets; foreign ones without style sheets and scripts. Both sides have their scripts switched off.
Only elements that mean something on one side at least are counted, and a property only where one
side at least has it.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from lxml.html import HtmlElement
from playwright.sync_api import Browser, CDPSession, Route

from accessibility.names import Semantics
from accessibility.names.html_tree import parse
from accessibility.names.roles import PUBLISHING_ROLES
from bench.served_site import addresses_of_pages, fetch, served_site
from tests.browsing import start_browser

Given = tuple[str, str, str]  # its group, where it is, its source
SHARED = Path("../shared")
OWN = "our own pages"
MARK = "data-mark"
PROPERTIES = ("role", "name", "description", "level", "state")
WANTED = 0.995
# Chromium has finer words for what WAI-ARIA knows under one, or has no word for.
SAME_ROLE = {
    "Abbr": "generic",
    "Audio": "generic",
    "Canvas": "generic",
    "ColorWell": "button",
    "Date": "textbox",
    "DateTime": "textbox",
    "DescriptionList": "generic",
    "Details": "group",
    "DisclosureTriangle": "button",
    "DisclosureTriangleGrouped": "button",
    "EmbeddedObject": "generic",
    "Figcaption": "generic",
    "FooterAsNonLandmark": "generic",
    "HeaderAsNonLandmark": "generic",
    "Iframe": "generic",
    "IframePresentational": "generic",
    "InputTime": "textbox",
    "LabelText": "generic",
    "LayoutTable": "table",
    "LayoutTableCell": "cell",
    "LayoutTableRow": "row",
    "Legend": "generic",
    "LineBreak": "generic",
    "MathMLMath": "math",
    "MenuListPopup": "listbox",
    "PluginObject": "generic",
    "Pre": "generic",
    "RootWebArea": "document",
    "Ruby": "generic",
    "RubyAnnotation": "generic",
    "Section": "generic",
    "SvgRoot": "img",
    "Video": "generic",
    "WebArea": "document",
    "image": "img",
    "presentation": "none",
    "sectionfooter": "generic",
    "sectionheader": "generic",
    **PUBLISHING_ROLES,
}
# Chromium leaves out what groups rows unless an author named it, and nobody says it.
MEANINGLESS = ("generic", "none", "rowgroup")
# What a closed list of choices holds is another matter than the page.
SKIPPED = frozenset({"option", "optgroup", "datalist"})
STATES = ("expanded", "checked", "pressed", "disabled", "required", "invalid", "readonly")


@dataclass
class Seen:
    """One element as one side tells of it."""

    tag: str
    role: str
    name: str = ""
    description: str = ""
    level: int | None = None
    state: tuple[tuple[str, str], ...] = ()


@dataclass
class Tally:
    """What was compared, what agreed, and what differed, told in a line each."""

    same: Counter = field(default_factory=Counter)
    compared: Counter = field(default_factory=Counter)
    differences: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, property_: str, ours: object, theirs: object, where: str) -> None:
        self.compared[property_] += 1
        if ours == theirs:
            self.same[property_] += 1
        else:
            self.differences[property_].append(f"{where}: ours {ours!r}, Chromium's {theirs!r}")

    def agreement(self, property_: str) -> float:
        compared = self.compared[property_]
        return self.same[property_] / compared if compared else 1.0


class Marker(HTMLParser):
    """Finds every start tag of a source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.places: list[tuple[int, int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.places.append((*self.getpos(), tag))

    handle_startendtag = handle_starttag


def marked(source: str) -> str:
    """The source with a number in every start tag."""
    marker = Marker()
    marker.feed(source)
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    parts, done = [], 0
    for number, (line, column, tag) in enumerate(marker.places):
        place = starts[line - 1] + column + 1 + len(tag)
        parts += [source[done:place], f' {MARK}="{number}"']
        done = place
    return "".join([*parts, source[done:]])


WITHOUT = re.compile(r"<(style|script|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def plain(source: str) -> str:
    """A page without its style sheets and scripts, and without what stands in for scripts."""
    return WITHOUT.sub("", source)


def ours(source: str) -> dict[str, Seen]:
    """What we make of a page, by the marks of its elements."""
    root = parse(source)
    page = Semantics(root)
    return {
        element.get(MARK, ""): seen_by_us(page, element)
        for element in root.iter("*")
        if MARK in element.attrib and element.tag not in SKIPPED and not page.is_hidden(element)
    }


def seen_by_us(page: Semantics, element: HtmlElement) -> Seen:
    seen = Seen(tag=element.tag, role=page.role(element))
    if seen.role not in MEANINGLESS:
        seen.name, seen.description = page.name(element), page.description(element)
        seen.level = page.level(element)
        states = page.states(element).items()
        seen.state = tuple(sorted(pair for pair in states if pair[0] in STATES))
    return seen


def theirs(session: CDPSession) -> dict[str, Seen]:
    """Chromium's accessibility tree, by the marks of its elements."""
    marks = marks_by_node(session)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    seen = {}
    for node in nodes:
        tag, mark = marks.get(node.get("backendDOMNodeId"), ("", None))
        if mark is None or node["ignored"] or tag in SKIPPED:
            continue
        seen[mark] = told(node, tag)
    return seen


def marks_by_node(session: CDPSession) -> dict[int, tuple[str, str]]:
    document = session.send("DOM.getDocument", {"depth": -1})["root"]
    found: dict[int, tuple[str, str]] = {}
    waiting = [document]
    while waiting:
        node = waiting.pop()
        waiting += node.get("children", ())
        attributes = node.get("attributes", ())
        pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
        tag = node["nodeName"].lower()
        if MARK in pairs:
            found[node["backendNodeId"]] = (tag, pairs[MARK])
            if tag == "html":
                found[document["backendNodeId"]] = (tag, pairs[MARK])
    return found


def told(node: dict, tag: str) -> Seen:
    role = node["role"]["value"]
    role = SAME_ROLE.get(role, role)
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    said = Seen(tag=tag, role=role)
    if role in MEANINGLESS:
        return said
    said.name = spaced(node.get("name", {}).get("value", ""))
    said.description = spaced(node.get("description", {}).get("value", ""))
    said.level = properties.get("level") if role == "heading" else None
    said.state = tuple(sorted(states_told(properties)))
    return said


def states_told(properties: dict) -> Iterator[tuple[str, str]]:
    for name in STATES:
        value = properties.get(name)
        word = str(value).lower()
        if name in ("expanded", "checked", "pressed"):
            if value is not None:
                yield name, word
        elif word not in ("none", "false"):
            yield name, word


def spaced(text: str) -> str:
    return " ".join(text.split())


def compare(mine: dict[str, Seen], browsers: dict[str, Seen], where: str, tally: Tally) -> None:
    for mark in {**mine, **browsers}:
        here, there = mine.get(mark), browsers.get(mark)
        roles = [each.role if each else "none" for each in (here, there)]
        if all(role in MEANINGLESS for role in roles):
            continue
        place = f"{where} <{(here or there).tag} {mark}>"
        tally.note("role", *roles, place)
        if here and there and roles[0] == roles[1]:
            compare_properties(here, there, place, tally)


def compare_properties(here: Seen, there: Seen, place: str, tally: Tally) -> None:
    for property_ in PROPERTIES[1:]:
        pair = [getattr(here, property_), getattr(there, property_)]
        pair = [spaced(each) if isinstance(each, str) else each for each in pair]
        if any(pair):
            tally.note(property_, *pair, place)


def foreign_pages(shared: Path) -> Iterator[Given]:
    for group, folder in (("pages of others", "corpus/html"), ("W3C cases", "act")):
        for path in sorted((shared / folder).rglob("*.html")):
            text = path.read_text(encoding="utf-8", errors="replace")
            yield group, str(path.relative_to(shared)), plain(text)


def own_pages(site: str) -> Iterator[Given]:
    for path in addresses_of_pages(site):
        yield OWN, path, fetch(site + path)


class Chromium:
    """Shows pages without their scripts, to the site's own pages its own files, and no network."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.site, self.source = site, ""
        context = browser.new_context(java_script_enabled=False)
        context.route("**/*", self.answer)
        self.page = context.new_page()
        self.session = context.new_cdp_session(self.page)
        self.session.send("Accessibility.enable")

    def answer(self, route: Route) -> None:
        request = route.request
        if request.resource_type == "document" and request.frame.parent_frame is None:
            route.fulfill(body=self.source, content_type="text/html; charset=utf-8")
        elif request.url.startswith(self.site):
            route.continue_()
        else:
            route.abort()

    def compare(self, pages: Iterable[Given]) -> dict[str, Tally]:
        tallies: dict[str, Tally] = defaultdict(Tally)
        for group, where, source in pages:
            self.source = marked(source)
            self.page.goto(self.site + where if group == OWN else "http://page.test/")
            compare(ours(self.source), theirs(self.session), where, tallies[group])
        return tallies


def measure(given: argparse.Namespace) -> dict[str, Tally]:
    with served_site(given.site) as site, start_browser() as browser:
        pages = [*own_pages(site), *foreign_pages(given.shared)]
        wanted = (page for page in pages if given.only in page[1])
        return Chromium(browser, site).compare(wanted)


def report(tallies: dict[str, Tally], show: int) -> bool:
    for group, tally in tallies.items():
        print(f"\n{group}")
        for property_ in PROPERTIES:
            compared, same = tally.compared[property_], tally.same[property_]
            print(f"  {property_:12} {same:6,} of {compared:6,}  {tally.agreement(property_):.4f}")
            for line in tally.differences[property_][:show]:
                print(f"      {line[:400]}")
    own = tallies.get(OWN, Tally())
    return all(own.agreement(property_) >= WANTED for property_ in PROPERTIES)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", help="the address of a site that is being served")
    parser.add_argument("--shared", type=Path, default=SHARED, help="pages of others")
    parser.add_argument("--show", type=int, default=0, help="show N differences of each property")
    parser.add_argument("--only", default="", help="only pages whose address has this in it")
    given = parser.parse_args()
    return 0 if report(measure(given), given.show) else 1


if __name__ == "__main__":
    sys.exit(main())

"""A menu as it is heard with the Tab key: closed, and opened list by list."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from accessibility.names.focus import is_focusable
from accessibility.names.html_tree import parse
from accessibility.spoken.reading import Reading
from accessibility.spoken.scripts import MENU, run_scripts
from accessibility.spoken.utterances import Heard, Kind, Lines, Utterance

AT_ONCE = (Heard.ALWAYS, Heard.ON_FOCUS)


@dataclass(frozen=True)
class Step:
    """One key, and what is heard then."""

    key: str
    utterances: tuple[Utterance, ...]

    @property
    def text(self) -> str:
        return ", ".join(each.text for each in self.utterances if each.heard in AT_ONCE)


@dataclass(frozen=True)
class Reach:
    """One link or button of a menu and the keys that lead to it from the menu's start.

    The first Tab is the one that comes into the menu. ``goes_to`` is empty for a button.
    """

    text: str
    keys: tuple[str, ...]
    goes_to: str
    selector: str
    line: int | None


@dataclass(frozen=True)
class SpokenMenu:
    """What is heard of a menu.

    ``closed`` is every Tab while nothing is opened; ``opened`` every key of a walk that opens each
    list and goes through it. ``reaches`` gives the distance to every link and button.
    ``tabs_before`` counts the presses of Tab from the page's start that come before the menu.
    """

    name: str
    tabs_before: int
    closed: tuple[Step, ...]
    opened: tuple[Step, ...]
    reaches: tuple[Reach, ...]


class NoMenu(ValueError):
    """The page has no navigation of that name."""


def spoken_menu(
    html: str, *, name: str = "", narrow: bool = False, at_lines: Lines | None = None
) -> SpokenMenu:
    """The menu called ``name``; without a name the main menu, or else the first navigation."""
    root = parse(html)
    run_scripts(root, narrow=narrow)
    opened = [open_list(root, control) for control in root.iter("button")]
    reading = Reading(root, at_lines=at_lines)
    nav = find_menu(reading, name)
    walk = Walk(reading, nav, {button: inner for button, inner in opened if inner is not None})
    return SpokenMenu(
        name=reading.page.name(nav),
        tabs_before=len(walk.stops_before),
        closed=tuple(walk.closed()),
        opened=tuple(walk.opened()),
        reaches=tuple(walk.reaches(walk.top, ())),
    )


def open_list(root: HtmlElement, control: HtmlElement) -> tuple[HtmlElement, HtmlElement | None]:
    """Show the list that a button controls, so that its links can be visited."""
    key = control.get("aria-controls")
    if control.get("aria-expanded") != "false" or not key:
        return control, None
    inner = root.find(f".//ul[@id='{key}']") if "'" not in key else None
    if inner is not None:
        inner.attrib.pop("hidden", None)
    return control, inner


def find_menu(reading: Reading, name: str) -> HtmlElement:
    navs = [each for each in reading.page.elements if reading.page.role(each) == "navigation"]
    if name:
        navs = [each for each in navs if reading.page.name(each) == name]
    main = reading.page.root.find(MENU)
    found = main if main is not None and main in navs else next(iter(navs), None)
    if found is None:
        raise NoMenu("There is no such menu on the page." if name else "The page has no menu.")
    return found


class Walk:
    """Goes through one menu from stop to stop."""

    def __init__(
        self, reading: Reading, nav: HtmlElement, lists: dict[HtmlElement, HtmlElement]
    ) -> None:
        self.reading = reading
        self.lists = lists
        self.buttons = {inner: button for button, inner in lists.items()}
        stops = [each for each in reading.page.elements if self.is_stop(each)]
        inside = {each for each in stops if nav in each.iterancestors()}
        first = next((place for place, each in enumerate(stops) if each in inside), len(stops))
        self.stops_before = [each for each in stops[:first] if not self.lists_around(each)]
        self.top = [each for each in stops if each in inside and not self.lists_around(each)]
        self.stops = stops

    def is_stop(self, element: HtmlElement) -> bool:
        if self.reading.page.is_hidden(element) or not is_focusable(element):
            return False
        return not element.get("tabindex", "0").strip().startswith("-")

    def lists_around(self, element: HtmlElement | None) -> list[HtmlElement]:
        """The lists that have to be opened to come to a stop, the innermost first."""
        above = element.iterancestors("ul") if element is not None else ()
        return [each for each in above if each in self.buttons]

    def inside(self, button: HtmlElement) -> list[HtmlElement]:
        """The stops of a button's list, without those of lists further in."""
        inner = self.lists[button]
        return [each for each in self.stops if self.lists_around(each)[:1] == [inner]]

    def closed(self) -> Iterator[Step]:
        self.begin()
        for stop in self.top:
            yield self.tab(stop)

    def opened(self) -> Iterator[Step]:
        self.begin()
        for stop in self.top:
            yield from self.open_and_go(stop)

    def open_and_go(self, stop: HtmlElement) -> Iterator[Step]:
        yield self.tab(stop)
        if stop in self.lists:
            said = self.reading.utter(stop, "expanded", Kind.STATE)
            yield Step("Enter", (said,))
            for inner in self.inside(stop):
                yield from self.open_and_go(inner)

    def begin(self) -> None:
        """As if the focus were on the last stop before the menu."""
        self.reading.before = self.stops_before[-1] if self.stops_before else None

    def tab(self, stop: HtmlElement) -> Step:
        """Come to a stop. A list closes as the focus leaves it, so that no leaving is heard."""
        open_still = self.lists_around(stop)
        for inner in self.lists_around(self.reading.before):
            if inner not in open_still:
                self.reading.before = self.buttons[inner]
        done = len(self.reading.utterances)
        self.reading.meet(stop, stop)
        return Step("Tab", tuple(self.reading.utterances[done:]))

    def reaches(self, stops: list[HtmlElement], keys: tuple[str, ...]) -> Iterator[Reach]:
        for number, stop in enumerate(stops, start=1):
            here = (*keys, *["Tab"] * number)
            yield Reach(
                text=self.reading.page.name(stop),
                keys=here,
                goes_to=stop.get("href", ""),
                selector=self.reading.places.selector(stop),
                line=self.reading.places.line(stop),
            )
            if stop in self.lists:
                yield from self.reaches(self.inside(stop), (*here, "Enter"))

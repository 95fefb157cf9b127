"""Colours written into the text itself. Those of style sheets are measured in the browser."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules import colours
from accessibility.audit.rules.document import Document
from accessibility.audit.rules.ruling import Fault, error, warning

LEAST = 4.5
LEAST_LARGE = 3.0
LARGE = 24.0
LARGE_BOLD = 18.66
IN_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
SIZE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})(px|pt|em|rem|%)")
BOLD = ("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th")
LARGE_TAGS = ("h1", "h2")
TURNED_OFF = ("button", "fieldset", "input", "select", "textarea")
WHITE = colours.Colour(255, 255, 255)


@error("contrast", "1.4.3", Level.AA)
def text_stands_out_from_its_ground(document: Document) -> Iterator[Fault]:
    """Text whose two colors are set in the page contrasts with its background."""
    met: set[HtmlElement] = set()
    for coloured in _coloured(document):
        for element in coloured.iter("*"):
            if element in met or not _has_words_of_its_own(element, document):
                continue
            met.add(element)
            front, ground = _nearest(element, "color"), _ground(element)
            if front is None or ground is None or _is_turned_off(element, document):
                continue
            reached = colours.contrast(front.over(ground), ground)
            wanted = LEAST_LARGE if _is_large(element) else LEAST
            if round(reached, 2) < wanted:
                yield Fault(
                    element,
                    f"The contrast between this text and its background is too low ({reached:.1f}"
                    f" to 1; at least {wanted:g} to 1 is needed).",
                    "Leave colors to the site's style, which is readable in light and dark mode.",
                )


@warning("colour-alone", "1.4.3", Level.AA)
def colours_come_in_pairs(document: Document) -> Iterator[Fault]:
    """Nobody sets the colour of words without the colour behind them."""
    for element in _coloured(document):
        style = _style(element)
        if "color" in style and _ground(element) is None and document.text(element):
            yield Fault(
                element,
                "The color of this text is fixed, but the color behind it is not. In dark mode"
                " the text may disappear.",
                "Leave colors to the site's style.",
            )


def _coloured(document: Document) -> list[HtmlElement]:
    return document.keep(_find_coloured)


def _find_coloured(document: Document) -> list[HtmlElement]:
    """Elements that a style attribute gives a colour of its own."""
    names = {"color", "background", "background-color"}
    return [each for each in document.exposed if each.get("style") and names & set(_style(each))]


def _style(element: HtmlElement) -> dict[str, str]:
    declared = (part.partition(":") for part in (element.get("style") or "").split(";"))
    pairs = ((name.strip().lower(), value.strip().lower()) for name, _, value in declared)
    return {name: value.removesuffix("!important").strip() for name, value in pairs if name}


def _nearest(element: HtmlElement, name: str) -> colours.Colour | None:
    for each in (element, *element.iterancestors()):
        if value := _style(each).get(name):
            return colours.read(value)
    return None


def _ground(element: HtmlElement) -> colours.Colour | None:
    """The opaque colour behind the text, if style attributes alone tell it."""
    seen = []
    for each in (element, *element.iterancestors()):
        style = _style(each)
        value = style.get("background-color") or style.get("background")
        if not value and "background-image" not in style:
            continue
        colour = colours.read(value or "")
        if colour is None:
            return None  # a picture or a gradient, or a colour we cannot read
        seen.append(colour)
        if colour.alpha == 1:
            ground = WHITE
            for layer in reversed(seen):
                ground = layer.over(ground)
            return ground
    return None


def _has_words_of_its_own(element: HtmlElement, document: Document) -> bool:
    """Whether words stand in the element itself that are shown, and not with a shadow.

    One letter alone is a picture of something, such as x for closing.
    """
    own = (element.text or "") + "".join(each.tail or "" for each in element)
    if not document.is_exposed(element) or len(re.findall(r"\w", own)) < 2:
        return False
    return "text-shadow" not in _style(element)


def _is_turned_off(element: HtmlElement, document: Document) -> bool:
    """Whether the words are those of a control that cannot be used now."""
    labels = document.semantics.computation.labels
    around = {element, *element.iterancestors()}
    around |= {field for field, its in labels.items() if around.intersection(its)}
    return any(
        each.get("aria-disabled") == "true"
        or (each.tag in TURNED_OFF and "disabled" in each.attrib)
        for each in around
    )


def _is_large(element: HtmlElement) -> bool:
    around = [element, *element.iterancestors()]
    sizes = [SIZE.match(_style(each).get("font-size", "")) for each in around]
    found = next((size for size in sizes if size), None)
    if found is None:
        return any(each.tag in LARGE_TAGS for each in around)
    pixels = float(found[1]) * IN_PIXELS[found[2]]
    weights = [_style(each).get("font-weight", "") for each in around]
    weight = next((each for each in weights if each), "")
    is_bold = weight in ("bold", "bolder", "700", "800", "900") or (
        not weight and any(each.tag in BOLD for each in around)
    )
    return pixels >= (LARGE_BOLD if is_bold else LARGE)

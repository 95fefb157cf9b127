"""Looks that mean something become the elements that say it: raised, lowered, struck out, numbered.

Word, Google Docs and editors in browsers write ``style`` or a class where HTML has ``sup``,
``sub``, ``s`` and ``type``.
"""

import re

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.html.declared import Declared
from articles.importers.html.elements import classes_of
from articles.markup.raised import as_plain_text

PROPERTIES = {"vertical-align", "mso-text-raise", "position", "top", "bottom", "text-decoration"}
PROPERTIES |= {"text-decoration-line", "list-style-type", "list-style"}
PHRASES = ["span", "font", "small", "big", "a", "b", "strong", "i", "em", "u", "ins", "label"]
LENGTH = re.compile(r"([+-]?(?:\d*\.)?\d+)\s*(?:pt|px|em|ex|rem|in|cm|mm|%)")
LONGEST_MOVED = 40  # characters: what is longer was moved for the layout's sake
LIST_TYPES = {
    "decimal": "1",
    "decimal-leading-zero": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
# Signs that no list here has.
OTHER_SIGNS = re.compile(
    r"(?:lower|upper)-(?:greek|armenian)|hebrew|armenian|georgian|cjk-[\w-]+|hiragana[\w-]*"
    r"|katakana[\w-]*|[\w-]*(?:indic|persian|devanagari|bengali|thai|han|hangul|ethiopic)[\w-]*"
)
OTHER_NUMBERS = "Lists with other kinds of numbers are now numbered 1, 2, 3: {}."
BULLETS = {"disc", "circle", "square"}
STYLE_NAME = re.compile(r"[\w-]+")
# Google Docs counts by its own means: .lst-kix_x-0 > li:before { content: counter(x, lower-latin) }
COUNTED = re.compile(
    r"\.(lst-kix_[\w-]+)\s*>\s*li:before\s*\{[^}]*?counter\(\s*[\w-]+\s*,\s*([\w-]+)\s*\)", re.I
)
NUMBER_BEFORE = re.compile(r"(\d[\d.,]*)\s*$")
FIGURES = re.compile(r"[\d,;–\- ]+")
EXPONENT_OR_MARK = (
    "A raised digit after a number may mark a note, but readers will take it for an exponent:"
    " {}. If it marks a note, write it as a footnote."
)


def apply_styles(soup: BeautifulSoup) -> list[str]:
    """Say by elements what styles show; a sentence about what may be read in two ways."""
    declared = Declared(soup, PROPERTIES)
    counted = dict(COUNTED.findall("\n".join(s.get_text() for s in soup.find_all("style"))))
    for element in soup.find_all(PHRASES):
        apply_phrase_style(element, declared.of(element))
    others = [
        apply_list_style(element, declared.of(element), counted)
        for element in soup.find_all(["ol", "ul"])
    ]
    join_neighbors(soup)
    named = ", ".join(dict.fromkeys(filter(None, others)))
    return [*ask_about_marks(soup), *([OTHER_NUMBERS.format(named)] if named else [])]


def apply_phrase_style(element: Tag, values: dict[str, str]) -> None:
    kind = raised_by(values, element)
    if kind and element.find_parent(["sup", "sub"]) is None and not is_small_already(element):
        wrap_contents(element, kind)
    decoration = f"{values.get('text-decoration', '')} {values.get('text-decoration-line', '')}"
    if "line-through" in decoration and element.find_parent(["s", "del", "strike"]) is None:
        wrap_contents(element, "s")


def raised_by(values: dict[str, str], element: Tag) -> str:
    """ "sup" or "sub" for an element that its styles raise or lower."""
    aligned = values.get("vertical-align", "")
    if aligned in ("super", "sub"):
        return {"super": "sup", "sub": "sub"}[aligned]
    up = length(aligned) or length(values.get("mso-text-raise", ""))
    if not up and values.get("position") == "relative":
        up = -length(values.get("top", "")) or length(values.get("bottom", ""))
    if not up or not 0 < len(element.get_text(strip=True)) <= LONGEST_MOVED:
        return ""
    return "sup" if up > 0 else "sub"


def length(text: str) -> float:
    found = LENGTH.fullmatch(text)
    return float(found[1]) if found else 0.0


def is_small_already(element: Tag) -> bool:
    """All its words are in a sup or sub."""
    small = element.find(["sup", "sub"])
    return small is not None and small.get_text(strip=True) == element.get_text(strip=True)


def wrap_contents(element: Tag, name: str) -> None:
    wrapper = Tag(name=name)
    wrapper.extend(list(element.contents))
    element.append(wrapper)


def apply_list_style(element: Tag, values: dict[str, str], counted: dict[str, str]) -> str:
    """A list is numbered, and in those signs, as a browser shows it; the name of signs it loses."""
    named = values.get("list-style-type") or values.get("list-style", "")
    names = STYLE_NAME.findall(named)
    names += [counted[each].lower() for each in classes_of(element) if each in counted]
    kind = next((LIST_TYPES[each] for each in names if each in LIST_TYPES), "")
    if kind:
        element.name, element["type"] = "ol", kind
    elif BULLETS.intersection(names):
        element.name = "ul"
    elif element.name == "ul" and str(element.get("type", "")) in ("1", "a", "A", "i", "I"):
        element.name = "ol"
    other = next((each for each in names if OTHER_SIGNS.fullmatch(each)), "")
    if other and not kind:
        element.name = "ol"
    return "" if kind else other


def join_neighbors(soup: BeautifulSoup) -> None:
    """ "10<sup>−</sup><sup>6</sup>" is one exponent."""
    for small in soup.find_all(["sup", "sub"]):
        after = small.next_sibling
        while small.parent is not None and isinstance(after, Tag) and after.name == small.name:
            small.extend(list(after.contents))
            after.decompose()
            after = small.next_sibling


def ask_about_marks(soup: BeautifulSoup) -> list[str]:
    """Raised figures after a number other than 10, and those that are links, may mark notes."""
    doubtful = [shown for small in soup.find_all("sup") if (shown := doubt(small))]
    if not doubtful:
        return []
    return [EXPONENT_OR_MARK.format(", ".join(f"“{each}”" for each in dict.fromkeys(doubtful[:6])))]


def doubt(small: Tag) -> str:
    before = small.previous_sibling
    found = NUMBER_BEFORE.search(before) if isinstance(before, NavigableString) else None
    said = small.get_text().strip()
    if found is None or not said or not FIGURES.fullmatch(said):
        return ""
    is_sure = found[1] == "10" and small.find("a") is None
    return "" if is_sure else f"{found[1]}{as_plain_text(said, 'sup')}"

"""Structure: what looks like a heading or nothing at all should be that in truth."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import Document
from accessibility.audit.rules.ruling import Fault, error, warning

LONGEST_SHOUT = 30
FEWEST_SHOUTED_WORDS = 4
CAPITALS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
UNDERLINED = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bunderline\b", re.IGNORECASE)
SOLID = ("img", "svg", "input", "video", "audio", "iframe", "object", "canvas", "math", "hr")
CODE = ("code", "pre", "kbd", "samp")
TEXT_BLOCKS = ("p", "li", "dd", "td", "th", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6")
SHOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|br|center|div|em|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|script|section|span"
    r"|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Bounded, so that tags which never close cost little.
TAG = re.compile(r"<[a-zA-Z](?:[^'\">]{1,2000}|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,200}+>")
NOT_TAGS = re.compile(r"<!--|<(script|style|textarea|title)\b", re.IGNORECASE)
ATTRIBUTE = re.compile(r"[\s/\"']([^\s=>\"'/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")


@warning("markup-shown", "1.3.1", Level.A)
def no_markup_shows(document: Document) -> Iterator[Fault]:
    """No HTML tag shows among the words."""
    for element in document.all(*TEXT_BLOCKS):
        found = SHOWN_TAG.search(document.text(element))
        if found and not any(True for _ in element.iter(*CODE, *TEXT_BLOCKS) if _ is not element):
            yield Fault(
                element,
                f"“{found[0]}” appears on the page as you typed it.",
                "Write it in Markdown, or remove it.",
            )


@warning("element-empty", "1.3.1", Level.A)
def nothing_is_empty(document: Document) -> Iterator[Fault]:
    """No paragraph and no list item is empty."""
    for element in document.all("p", "li", "blockquote", "ul", "ol", "dt", "dd"):
        if document.text(element).replace("\xa0", "").strip("\u200b \xa0"):
            continue
        if any(True for _ in element.iter(*SOLID)) or element.get("aria-label"):
            continue
        if element.tag in ("ul", "ol") and any(True for _ in element.iter("li")):
            continue
        if not element.get("id") and not any(each.get("id") for each in element.iter()):
            yield Fault(
                element,
                "There is an empty element here. Some screen readers announce “blank”, and"
                " people wonder what they are missing.",
                "Remove it. The site's style adds the space between paragraphs.",
                f"<{element.tag}>",
            )


@warning("all-capitals", "3.1.5", Level.AAA)
def long_text_is_not_in_capitals(document: Document) -> Iterator[Fault]:
    """No long run of words is all capitals."""
    for element in document.all(*TEXT_BLOCKS):
        words = _shouted(document.text(element))
        if words and not any(_shouted(document.text(each)) for each in _blocks_in(element)):
            yield Fault(
                element,
                "Long text in capitals is slow to read, and some screen readers spell it out.",
                "Write it in lowercase. If it must stand out, make it bold.",
                words,
            )


@warning("underlined", "1.3.1", Level.A)
def only_links_are_underlined(document: Document) -> Iterator[Fault]:
    """Only links are underlined."""
    for element in document.exposed:
        is_underlined = element.tag == "u" or UNDERLINED.search(element.get("style") or "")
        if is_underlined and document.text(element) and not _touches_link(element):
            yield Fault(
                element,
                "Underlined words look like a link, and people will try to click them.",
                "Make them bold instead, or leave them as they are.",
            )


@error("id-doubled", "4.1.2", Level.A)
def ids_are_unique(document: Document) -> Iterator[Fault]:
    """No two elements have the same id."""
    met: Counter[str] = Counter()
    for element in document.walk.order:
        key = element.get("id") or ""
        met[key] += 1
        if key and met[key] == 2:
            yield Fault(
                element,
                f"Two elements on this page share the id “{key}”, so links and labels reach only"
                " the first.",
                "Give each one its own name.",
                f'<{element.tag} id="{key}">',
                identity=key,
            )


@error("attribute-doubled", "4.1.2", Level.A)
def attributes_are_given_once(document: Document) -> Iterator[Fault]:
    """No attribute is given twice in one tag."""
    for tag in TAG.findall(_without_raw_text(document.source)):
        names = Counter(name.lower() for name in ATTRIBUTE.findall(tag))
        doubled = [name for name, times in names.items() if times > 1]
        if doubled:
            yield Fault(
                document.body,
                f"“{doubled[0]}” appears twice in one tag. Browsers use the first and drop the"
                " second.",
                "Keep the one you mean.",
                tag,
                identity=tag,
            )


def _without_raw_text(source: str) -> str:
    """The source without comments, scripts and the like, where tags are only text."""
    source = source[: source.rfind(">") + 1]
    kept: list[str] = []
    lowered = source.lower()
    at = 0
    while found := NOT_TAGS.search(source, at):
        kept.append(source[at : found.start()])
        mark = f"</{found[1].lower()}" if found[1] else "-->"
        end = lowered.find(mark, found.start() + 2)
        if end < 0:
            return "".join(kept)
        at = end + len(mark)
    return "".join([*kept, source[at:]])


def _blocks_in(element: HtmlElement) -> Iterator[HtmlElement]:
    return (each for each in element.iter("p", "li", "dd", "td", "th") if each is not element)


def _shouted(text: str) -> str:
    """The first long run of words in capitals, or an empty string."""
    run: list[str] = []
    for word in [*CAPITALS.findall(text), "end"]:
        if word.isupper():
            run.append(word)
            continue
        long_words = [each for each in run if len(each) > 3]
        is_long = len(" ".join(run)) >= LONGEST_SHOUT and len(run) >= FEWEST_SHOUTED_WORDS
        if is_long and len(long_words) > 2:
            return " ".join(run)
        run = []
    return ""


def _touches_link(element: HtmlElement) -> bool:
    inside = next(element.iter("a"), None) is not None
    return inside or next(element.iterancestors("a"), None) is not None

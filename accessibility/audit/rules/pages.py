"""The page around an article: its title, its parts, and what may not get in a reader's way."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import Document
from accessibility.audit.rules.ruling import Fault, error, warning
from accessibility.audit.rules.words import words_in

REPEATED = ("banner", "complementary", "contentinfo", "navigation")
REPEATED_TAGS = ("nav", "aside", "header", "footer")
LANDMARKS = (
    "banner",
    "complementary",
    "contentinfo",
    "form",
    "main",
    "navigation",
    "region",
    "search",
)
TITLES_OF_NOTHING = re.compile(
    r"(?:untitled(?: document)?|document|new page|page ?\d*|home ?page|index(?:\.\w+)?|title|\W*)",
    re.IGNORECASE,
)
STEM = 5
REFRESH = re.compile(r"\s*([0-9]{1,9})(?:\.[0-9.]*)?(?:\s*[;,]|\s+\S|\s*$)")
NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+")
LEAST_ZOOM = 2.0


@error("page-title", "2.4.2", Level.A, whole_pages=True)
def pages_have_titles(document: Document) -> Iterator[Fault]:
    """A page has a title."""
    if _is_page(document) and not _title(document).strip():
        yield Fault(
            document.root,
            "The page has no title. The title is the first thing a screen reader reads, and what"
            " a bookmark shows.",
            "Give it a title that says what the page is about.",
            "<title>",
            identity="no title",
        )


@warning("page-title-says-nothing", "2.4.2", Level.A, whole_pages=True)
def titles_say_what_a_page_is_about(document: Document) -> Iterator[Fault]:
    """The title of a page says what the page is about."""
    title = _title(document).strip()
    stems = {_stem(word) for word in words_in(document.text(document.body)) if len(word) > 3}
    named = {_stem(word) for word in words_in(title) if len(word) > 3}
    is_elsewhere = len(stems) > STEM and named and not named & stems
    if title and (TITLES_OF_NOTHING.fullmatch(title) or is_elsewhere):
        yield Fault(
            document.root,
            f"The title “{title}” does not seem to say what the page is about.",
            "Use the words of its main heading.",
            title,
            identity=title,
        )


@error("page-refresh", "2.2.1", Level.A, whole_pages=True)
def pages_do_not_change_by_themselves(document: Document) -> Iterator[Fault]:
    """A page does not reload or go elsewhere after a time."""
    for meta in document.walk.by_tag.get("meta", ()):
        if (meta.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        found = REFRESH.match(meta.get("content") or "")
        if found:  # the first that browsers understand is the one they follow
            if int(found[1]) > 0:
                yield Fault(
                    meta,
                    f"The page changes by itself after {found[1]} seconds. People who read slowly"
                    " lose their place.",
                    "Redirect on the server, or let readers choose.",
                    meta.get("content") or "",
                )
            return


@error("page-zoom", "1.4.4", Level.AA, whole_pages=True)
def pages_can_be_enlarged(document: Document) -> Iterator[Fault]:
    """A page can be enlarged."""
    for meta in document.walk.by_tag.get("meta", ()):
        if (meta.get("name") or "").strip().lower() == "viewport":
            settings = _settings(meta.get("content") or "")
            if _forbids_zoom(settings):
                yield Fault(
                    meta,
                    "The page keeps readers from zooming in.",
                    "Remove “user-scalable” and “maximum-scale”.",
                    meta.get("content") or "",
                )


@error("page-main", "1.3.1", Level.A, whole_pages=True)
def pages_have_one_main_part(document: Document) -> Iterator[Fault]:
    """A page has one main part that can be gone to."""
    mains = document.with_role("main")
    if not mains and _is_page(document):
        yield Fault(
            document.body,
            "Nothing marks where the main part of the page begins.",
            "Put the page's content into a main element.",
            "<body>",
            identity="no main",
        )
    for extra in mains[1:]:
        yield Fault(
            extra, "The page has more than one main element.", "Keep one of them.", "<main>"
        )


@warning("page-heading", "2.4.1", Level.A, whole_pages=True)
def main_parts_have_headings(document: Document) -> Iterator[Fault]:
    """The page's own content has a heading, apart from those of its menus."""
    own = [each for each in document.with_role("heading") if not _is_repeated(each)]
    if not own and _is_page(document):
        yield Fault(
            document.body,
            "The page's content has no heading to jump to.",
            "Add a heading above it.",
            "<body>",
            identity="no heading",
        )


@warning("page-skip-link", "2.4.1", Level.A, whole_pages=True)
def pages_let_readers_skip_to_the_content(document: Document) -> Iterator[Fault]:
    """A link leads past the menus to the page's own content."""
    has_menus = any(True for _ in document.all(*REPEATED_TAGS))
    if has_menus and not any(_leads_to_content(each, document) for each in document.all("a")):
        yield Fault(
            document.body,
            "The page has no skip link past the menus to its content.",
            "Start the page with a link to its main content.",
            "<body>",
            identity="no skip link",
        )


@error("page-bypass", "2.4.1", Level.A, whole_pages=True)
def repeated_parts_can_be_passed(document: Document) -> Iterator[Fault]:
    """There is some way past what every page repeats: a main part, a heading or a link."""
    has_menus = any(True for _ in document.all(*REPEATED_TAGS))
    ways = (
        pages_have_one_main_part,
        main_parts_have_headings,
        pages_let_readers_skip_to_the_content,
    )
    closers = any(True for _ in document.all("button"))
    if has_menus and not closers and all(any(True for _ in way.find(document)) for way in ways):
        yield Fault(
            document.body,
            "There is no way past the menus: no main element, no heading, no skip link.",
            "Mark the main content of the page, and add a heading above it.",
            "<body>",
            identity="no way past",
        )


@warning("landmark-names", "1.3.1", Level.A, whole_pages=True)
def parts_of_one_kind_have_names(document: Document) -> Iterator[Fault]:
    """Two parts of one kind, such as two menus, have different names."""
    groups: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for element in document.with_role(*LANDMARKS):
        groups[document.role(element), document.name(element).casefold()].append(element)
    for (role, name), elements in groups.items():
        for element in elements[1:]:
            yield Fault(
                element,
                f"Two regions of the page are both announced as “{f'{name} {role}'.strip()}”.",
                "Give each one its own name.",
                f"<{element.tag}>",
            )


def _is_page(document: Document) -> bool:
    return not document.source.lstrip().lower().startswith(("<svg", "<math", "<?xml"))


def _title(document: Document) -> str:
    """The text of the first title; those inside drawings are theirs."""
    for title in document.walk.by_tag.get("title", ()):
        if next(title.iterancestors("svg"), None) is None:
            return str(title.text_content())
    return ""


def _stem(word: str) -> str:
    return word.casefold()[:STEM]


def _settings(content: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in re.split(r"[,;\s]+(?!=)", content) if part.strip())
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _forbids_zoom(settings: dict[str, str]) -> bool:
    scalable = settings.get("user-scalable")
    if scalable is not None and scalable not in ("yes", "device-width", "device-height"):
        number = _number(scalable)
        if number is None or -1 < number < 1:
            return True
    largest = _number(settings.get("maximum-scale", ""))
    if settings.get("maximum-scale") in ("yes", "no"):
        largest = 1.0
    return largest is not None and 0 <= largest < LEAST_ZOOM


def _number(value: str) -> float | None:
    found = NUMBER.match(value)
    return float(found[0]) if found else None


def _is_repeated(element: HtmlElement) -> bool:
    return any(
        each.tag in REPEATED_TAGS or each.get("role") in REPEATED
        for each in element.iterancestors()
    )


def _leads_to_content(link: HtmlElement, document: Document) -> bool:
    address = (link.get("href") or "").strip()
    target = document.by_id(unquote(address[1:])) if address.startswith("#") else None
    if target is None or not document.name(link):
        return False
    return target.tag not in REPEATED_TAGS and not _is_repeated(target)
